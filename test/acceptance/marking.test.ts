import type { inspect as Inspect } from 'hotpath'
import { jit } from 'hotpath'
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { buildApp, writeApp } from '../support/build-app.js'
import { fib, fibSource, pdistSource, sumSource } from './samples.js'

type Numeric = (n: number) => number
interface Inspectable {
  readonly inspect: typeof Inspect
}

const exportInspect = `export { inspect } from 'hotpath'\n`

it('S2: a bundle without a mark is byte-identical to one built without the plugin', async () => {
  const files = { 'main.ts': `export ${fibSource}export const text = '/* @jit */'\n` }
  const folder = writeApp(files)
  const withPlugin = await buildApp<{ fib: Numeric }>(files, { folder })
  const without = await buildApp(files, { folder, hotpath: false })
  expect(withPlugin.code).toBe(without.code)
  expect(withPlugin.exports.fib(10)).toBe(144)
})

it('S3: jit(fib) gives a compiled function and leaves fib plain', async () => {
  const { exports } = await buildApp<Inspectable & { fib: Numeric; fibj: Numeric }>({
    'main.ts': `import { jit } from 'hotpath'\n${exportInspect}export ${fibSource}export const fibj = jit(fib)\n`,
  })
  const { inspect, fibj } = exports
  expect(fibj(10)).toBe(144)
  expect(inspect(fibj)).toMatchObject({ name: 'fib', status: 'wasm', calls: { wasm: 1, js: 0 } })
  expect(inspect(fibj).original).toBe(exports.fib)
  expect(inspect(exports.fib)).toMatchObject({ status: 'js', signatures: [] })
  expect(exports.fib).not.toBe(fibj)
  expect([fibj.name, fibj.length]).toEqual(['fib', 1])
  expectTypeOf(jit(fib)).toEqualTypeOf<typeof fib>()
})

const body = fibSource.replace('function fib', '')
const asArrow = body.replace('{', '=> {')
const ways: Readonly<Record<string, string>> = {
  'block comment, declaration': `/* @jit */\nexport function f${body}`,
  'JSDoc comment, declaration': `/** @jit */\nexport function f${body}`,
  'line comment, declaration': `// @jit\nexport function f${body}`,
  'comment, function expression': `export const f = /* @jit */ function ${body}`,
  'comment before const, function expression': `/* @jit */\nexport const f = function ${body}`,
  'comment, arrow': `export const f = /* @jit */ ${asArrow}`,
  'comment before const, arrow': `// @jit\nexport const f = ${asArrow}`,
  'comment, export default': `/* @jit */\nexport default function ${body}`,
  'comment, named export default': `/* @jit */\nexport default function fib${body}`,
  'comment, object method': `const o = {\n  /* @jit */\n  fib${body}}\nexport const f = o.fib\n`,
  'comment, class method': `class C {\n  /* @jit */\n  fib${body}}\nexport const f = new C().fib\n`,
  'comment, static method': `class C {\n  /** @jit */\n  static fib${body}}\nexport const f = C.fib\n`,
  'directive in a function': `export function f${body.replace('{', "{\n  'use jit'\n")}`,
  'directive in a file': `'use jit'\nexport function f${body}`,
  'jit(fn)': `import { jit } from 'hotpath'\nexport const f = jit(function ${body})`,
  'jit(fn) under an alias': `import { jit as compile } from 'hotpath'\nexport const f = compile(${asArrow})`,
  'jit(fn) of a namespace': `import * as hot from 'hotpath'\n${fibSource}export const f = hot.jit(fib)`,
  'jit(fn, options)': `import { jit } from 'hotpath'\n${fibSource}export const f = jit(fib, { strict: true })`,
  'decorator on a method': `import { jit } from 'hotpath'\nclass C {\n  @jit\n  fib${body}}\nexport const f = new C().fib\n`,
  'words after the marker': `/* @jit strict */\nexport function f${body}`,
  'a signature after the marker': `/* @jit f64(i32) */\nexport function f${body}`,
}
const decoratorConfig = JSON.stringify({
  compilerOptions: { experimentalDecorators: true, target: 'es2022' },
})

describe('S4', () => {
  const names = Object.keys(ways)
  type Way = { readonly f?: Numeric; readonly default?: Numeric }
  let app: Inspectable & { readonly ways: readonly Way[] }

  beforeAll(async () => {
    const files = Object.values(ways).map((source, i) => [`way${i}.ts`, source] as const)
    const imports = names.map((_, i) => `import * as way${i} from './way${i}'\n`)
    const main = `${imports.join('')}${exportInspect}export const ways = [${names.map((_, i) => `way${i}`)}]\n`
    const built = await buildApp<typeof app>({
      ...Object.fromEntries(files),
      'main.ts': main,
      'tsconfig.json': decoratorConfig,
    })
    app = built.exports
  })

  it.each(names)('marked by %s', name => {
    const way = app.ways[names.indexOf(name)]!
    const marked = way.f ?? way.default!
    expect(marked(10)).toBe(144)
    expect(app.inspect(marked)).toMatchObject({ status: 'wasm', calls: { wasm: 1 } })
  })
})

it('S4: a marker in a string, or before something else than a function, does nothing', async () => {
  const files = {
    'main.ts': `${exportInspect}const note = '/* @jit */'\n/* @jit */\nif (note.length > 3) console.debug()\nexport ${fibSource}`,
  }
  const { exports } = await buildApp<Inspectable & { fib: Numeric }>(files)
  expect(exports.fib(10)).toBe(144)
  expect(exports.inspect(exports.fib)).toMatchObject({ status: 'js', signatures: [] })
})

it('S10: decorators compose', async () => {
  const { exports } = await buildApp<
    Inspectable & {
      memoized: Numeric
      strict: Numeric
      anonymous: Numeric
      stacked: Numeric
      order: string[]
      hits: () => number
    }
  >({
    'tsconfig.json': decoratorConfig,
    'main.ts': `import { jit } from 'hotpath'
${exportInspect}${fibSource}
let count = 0
export const hits = () => count
function memo<F extends (n: number) => number>(fn: F): F {
  const known = new Map<number, number>()
  return ((n: number) => {
    if (!known.has(n)) { count++; known.set(n, fn(n)) }
    return known.get(n)
  }) as F
}
export const inner = jit(fib)
export const memoized = memo(inner)
export const strict = jit(fib, { strict: true })
export const anonymous = jit((n: number) => n * 2 + 1, { strict: true })
export const order: string[] = []
const note = (name: string) => (_: unknown, __: string, descriptor: PropertyDescriptor) => {
  const fn = descriptor.value
  descriptor.value = function (n: number) { order.push(name); return fn.call(this, n) }
}
class Tour {
  @note('outer')
  @note('inner')
  @jit
  fib(n: number): number { let a = 1, b = 1; for (let i = 0; i < n; i++) { [a, b] = [a + b, a] } return a }
}
export const stacked = (n: number) => new Tour().fib(n)
`,
  })
  expect([exports.memoized(10), exports.memoized(10), exports.hits()]).toEqual([144, 144, 1])
  expect(exports.strict(10)).toBe(144)
  expect(exports.anonymous(10)).toBe(21)
  expect(exports.inspect(exports.anonymous).status).toBe('wasm')
  expect(exports.stacked(10)).toBe(144)
  expect(exports.order).toEqual(['outer', 'inner'])
})

it('S15: jit() on a function imported from another module, which stays plain there', async () => {
  const { exports } = await buildApp<Inspectable & { fast: Pdist; plain: Pdist }>({
    'pdist.ts': `export ${pdistSource}`,
    'main.ts': `import { jit } from 'hotpath'\nimport { pdist } from './pdist'\n${exportInspect}
export const fast = jit(pdist)\nexport const plain = pdist\n`,
  })
  const points = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i))
  expect(exports.fast(points, 4, 3)).toEqual(exports.plain(points, 4, 3))
  expect(exports.inspect(exports.fast)).toMatchObject({ status: 'wasm', calls: { wasm: 1, js: 0 } })
  expect(exports.inspect(exports.fast).original).toBe(exports.plain)
  expect(exports.inspect(exports.plain).status).toBe('js')
})

it('S26: HOTPATH_DISABLE=1 leaves every sample JavaScript, with identical output', async () => {
  const files = {
    'main.ts': `import { jit } from 'hotpath'\n${exportInspect}
/* @jit */\nexport ${fibSource}/* @jit */\nexport ${sumSource}${pdistSource}export const fast = jit(pdist)\n
export const results = () => [fib(10), fib(80), sum(new Int32Array([1, 2, 3])), fast(new Float64Array([1, 2, 3, 4]), 2, 2)]\n`,
  }
  type Samples = Inspectable & { fib: Numeric; fast: Pdist; results: () => unknown[] }
  const enabled = await buildApp<Samples>(files)
  process.env.HOTPATH_DISABLE = '1'
  try {
    const disabled = await buildApp<Samples>(files)
    expect(disabled.exports.results()).toEqual(enabled.exports.results())
    expect(disabled.exports.inspect(disabled.exports.fib).calls.wasm).toBe(0)
    expect(enabled.exports.inspect(enabled.exports.fib).calls.wasm).toBe(2)
    expect(disabled.code).not.toContain('WebAssembly.Module(')
  } finally {
    delete process.env.HOTPATH_DISABLE
  }
})

type Pdist = (xs: Float64Array, n: number, p: number) => Float64Array
