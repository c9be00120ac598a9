import { describe, expect, test } from 'vitest'
import { fastmathFlags } from '../ir/fastmath.js'
import { parseModule } from '../parse-module.js'
import { findMarkedFunctions } from './find-marked-functions.js'

const file = '/src/kernels.ts'
const hp = "import { jit } from 'hotpath'\n"

/** Finds in a module beside which the modules of `files` lie, by specifier. */
function find(source: string, files: Readonly<Record<string, string>> = {}) {
  const requests: string[] = []
  const parsed = new Map(
    Object.entries(files).map(([name, text]) => [name, parseModule(text, `/src/${name}.ts`)]),
  )
  const module = parseModule(source, file)
  if (module === null) throw new Error(`does not parse: ${source}`)
  const found = findMarkedFunctions(module, (specifier, importer) => {
    requests.push(`${importer} → ${specifier}`)
    return parsed.get(specifier.replace('./', '')) ?? null
  })
  return { ...found, requests }
}

/** `name: text of the function` for each function found. */
function targets(source: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return find(source, files).functions.map(({ name, path, module }) => {
    const { start, end } = path.node
    return `${name}: ${module.source.slice(start ?? 0, end ?? 0)}`
  })
}

function told(source: string): readonly string[] {
  return find(source).diagnostics.map(({ code, message }) => `${code} ${message}`)
}

describe('the function a call is about', () => {
  const calls: readonly (readonly [source: string, ...targets: string[]])[] = [
    ['function f() {}\nconst g = jit(f)', 'f: function f() {}'],
    ['const g = jit(f)\nfunction f() {}', 'f: function f() {}'],
    ['const f = (x: number) => x\njit(f)', 'f: (x: number) => x'],
    ['const f = function () {}\njit(f)', 'f: function () {}'],
    ['let f = (x => x) as F\njit(f as G)', 'f: x => x'],
    ['const f = x => x, g = f\njit(g)', 'f: x => x'],
    ['const g = jit(x => x)', 'g: x => x'],
    ['const g = jit(function h() {})', 'h: function h() {}'],
    ['export const g = jit(((x => x) satisfies F))', 'g: x => x'],
    ['jit(x => x)', 'anonymous: x => x'],
    ['export default jit(x => x)', 'default: x => x'],
    ['function f(x: 1): 1\nfunction f(x) {}\njit(f)', 'f: function f(x) {}'],
    ['function outer() { const f = x => x; return jit(f) }', 'f: x => x'],
    ['const o = { f: jit(x => x) }', 'f: x => x'],
    ['function f() {}\njit<typeof f>(f, {})', 'f: function f() {}'],
    ['function f() {}\njit(f); memo(jit(f, { strict: true }))', 'f: function f() {}', 'f: function f() {}'],
    ['const f = function g() { return jit(g) }', 'g: function g() { return jit(g) }'],
  ]
  test.each(calls)('%s', (source, ...expected) => {
    expect(targets(hp + source)).toEqual(expected)
    expect(told(hp + source)).toEqual([])
  })

  test('jit goes by scope, under any name', () => {
    expect(targets("import { jit as fast } from 'hotpath'\nfast(x => x)")).toHaveLength(1)
    expect(targets("import { 'jit' as fast } from 'hotpath'\nfast(x => x)")).toHaveLength(1)
    expect(targets("import * as h from 'hotpath'\nh.jit(x => x); h['jit'](x => x)")).toHaveLength(2)
  })
})

describe('an imported function', () => {
  const fib = 'function fib(n) { return n }'
  const imports: readonly (readonly [source: string, files: Readonly<Record<string, string>>])[] = [
    ["import fib from './a'\njit(fib)", { a: `export default ${fib}` }],
    ["import f from './a'\njit(f)", { a: `${fib}\nexport default fib` }],
    ["import f from './a'\njit(f)", { a: `${fib}\nexport { fib as default }` }],
    ["import { fib } from './a'\njit(fib)", { a: `export ${fib}` }],
    ["import { fib } from './a'\njit(fib)", { a: `export function fib(n: 1): 1\nexport ${fib}` }],
    ["import { fib as f } from './a'\njit(f)", { a: `${fib}\nexport { fib }` }],
    ["import { other } from './a'\njit(other)", { a: `${fib}\nexport { fib as other }` }],
    ["import { fib } from './a'\njit(fib)", { a: `export const a = 1, fib = ${fib}` }],
    ["import * as lib from './a'\njit(lib.fib)", { a: `export ${fib}` }],
    ["import * as lib from './a'\njit(lib['fib'] as F)", { a: `export ${fib}` }],
    ["import { ns } from './a'\njit(ns.fib)", { a: "export * as ns from './b'", b: `export ${fib}` }],
    ["import * as lib from './a'\njit(lib.ns.fib)", { a: "export * as ns from './b'", b: `export ${fib}` }],
    ["import { fib } from './a'\njit(fib)", { a: "export { fib } from './b'", b: `export ${fib}` }],
    [
      "import { x } from './a'\njit(x)",
      { a: "export { default as x } from './b'", b: `export default ${fib}` },
    ],
    [
      "import { fib } from './a'\njit(fib)",
      { a: "export * from './c'\nexport * from './b'", b: `export ${fib}`, c: '' },
    ],
    [
      "import { fib } from './a'\njit(fib)",
      { a: "export * from './b'", b: "export * from './a'\nexport * from './c'", c: `export ${fib}` },
    ],
    [
      "import { fib } from './a'\njit(fib)",
      { a: "import { fib } from './b'\nexport { fib }", b: `export ${fib}` },
    ],
  ]
  test.each(imports)('%s %o', (source, files) => {
    expect(targets(hp + source, files)).toEqual([`fib: ${fib}`])
    expect(find(hp + source, files).diagnostics).toEqual([])
  })

  test('is asked for only where a call needs it', () => {
    expect(find(`${hp}import { a } from './a'\nimport b from './b'\njit(b)`).requests).toEqual([
      `${file} → ./b`,
    ])
    expect(find(`${hp}import { a } from './a'\njit(a)`, { a: "export * from './b'" }).requests).toEqual([
      `${file} → ./a`,
      '/src/a.ts → ./b',
    ])
  })

  test('that cannot be read is told', () => {
    const { functions, refused, diagnostics } = find(`${hp}import { fib } from 'lib'\nconst g = jit(fib)`)
    expect(functions).toEqual([])
    expect(refused).toMatchObject([{ name: 'fib', strict: false }])
    expect(diagnostics).toMatchObject([{ code: 'find/unresolved-import', severity: 'error' }])
    expect(diagnostics[0]?.message).toBe(
      "The source of `fib` could not be read from 'lib', so jit() cannot compile it.",
    )
  })
})

describe('a function already marked', () => {
  test('is passed through by a call that adds nothing', () => {
    const mark = '/* @jit */ function f() {}\n'
    expect(find(`${hp}${mark}jit(f)`).functions.map(({ site }) => site.kind)).toEqual(['declaration'])
    expect(find(`${hp}${mark}jit(f, {})`).functions).toHaveLength(1)
    expect(find(`${hp}const f = jit(x => x)\njit(f)`).functions).toHaveLength(1)
    expect(find(`${hp}jit(jit(x => x))`).functions).toHaveLength(1)
    expect(find(`${hp}jit(/* @jit */ x => x)`).functions.map(({ site }) => site.kind)).toEqual(['expression'])
    expect(
      find(`${hp}import f from './a'\njit(f)`, { a: '/* @jit */ export default function f() {}' }).functions,
    ).toEqual([])
    expect(
      find(`${hp}import f from './a'\njit(f)`, { a: `${hp}export default jit(x => x)` }).functions,
    ).toEqual([])
  })

  test('gets an entry of its own from a call that adds options', () => {
    const source = `${hp}/* @jit strict i32(i32) */ function f(x) {}\njit(f, { signature: 'f64(f64)', fastmath: true })`
    const [, call] = find(source).functions
    expect(call).toMatchObject({ name: 'f', site: { kind: 'jit-call' } })
    expect(call?.options).toMatchObject({ strict: true, fastmath: fastmathFlags, signatures: ['f64(f64)'] })
    const nested = find(`${hp}const f = jit(x => x, { strict: true })\njit(f, { fastmath: true })`).functions
    expect(nested.map(({ options }) => [options.strict, options.fastmath])).toEqual([
      [true, []],
      [true, fastmathFlags],
    ])
  })
})

describe('a target nobody can see while building', () => {
  const unseen: readonly (readonly [source: string, why: string])[] = [
    ['jit()', 'this call passes nothing'],
    ['jit(...fs)', '`...fs` is only known when it runs'],
    ['jit(makeFib())', '`makeFib()` is only known when it runs'],
    ['jit(o.f)', '`o.f` is only known when it runs'],
    ['jit(f)', '`f` is not declared in this file'],
    ['function g(f) { jit(f) }', '`f` is a parameter'],
    ['let f = x => x; f = x => 2; jit(f)', '`f` is assigned more than once'],
    ['function f() {}; f = 1; jit(f)', '`f` is assigned more than once'],
    ['class A {}; jit(A)', '`A` is a class'],
    ['const { f } = o; jit(f)', '`f` is only known when it runs'],
    ['let f; jit(f)', '`f` is only known when it runs'],
    ['const f = g, g = f; jit(f)', '`f` is defined by itself'],
    ['const f = jit(f)', 'this one is defined by itself'],
    ["import * as ns from './a'; jit(ns)", 'a whole module is not one'],
    ["import { b } from './a'; jit(b)", '`b` is not exported by /src/a.ts'],
    ["import { loop } from './a'; jit(loop)", '`loop` is not exported by /src/a.ts'],
    ["import { a } from './a'; jit(a)", '`1` is only known when it runs'],
    ["import { t } from './a'; jit(t)", '`t` is assigned more than once'],
  ]
  const files = {
    a: "export const a = 1\nexport let t = x => x\nt = x => 1\nexport { loop } from './a'\nexport type b = number",
  }
  test.each(unseen)('%s', (source, why) => {
    const { functions, refused, diagnostics } = find(hp + source, files)
    expect(functions).toEqual([])
    expect(refused).toHaveLength(1)
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      `find/unresolved-target jit() needs a function that can be seen while building; ${why}.`,
    ])
  })
})

describe('the ranges of a call', () => {
  const slices: readonly (readonly [call: string, callee: string, target: string])[] = [
    ['jit(f)', 'jit', 'f'],
    ['jit( f, { strict: true } )', 'jit', 'f'],
    ['jit<F>((f), {},)', 'jit', '(f)'],
    ['(jit)(/* a ) */ ( (f) /* b ) */ ) /* c */)', '(jit)', '( (f) /* b ) */ )'],
    ['jit((f as F) satisfies G)', 'jit', '(f as F) satisfies G'],
    ['jit(((x) => x))', 'jit', '((x) => x)'],
    ['jit(x => (x))', 'jit', 'x => (x)'],
  ]
  test.each(slices)('%s', (call, callee, target) => {
    const source = `${hp}function f() {}\nconst g = ${call}`
    const [found] = find(source).functions
    if (found?.site.kind !== 'jit-call') throw new Error('no call found')
    const { site, marker } = found
    const ranges = [site.call, marker, site.callee, site.target]
    expect(ranges.map(({ start, end }) => source.slice(start, end))).toEqual([call, call, callee, target])
  })
})
