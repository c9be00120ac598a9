// What people see of a module comes from the compiler alone; nothing is executed.
import { describe, expect, it } from 'vitest'
import type { ModuleReport } from '../abi/module-report.js'
import { compileModule } from '../compile-module.js'
import { importKey } from '../imported-modules.js'

function report(source: string, options = {}, modules: Readonly<Record<string, string>> = {}): ModuleReport {
  const delivered = Object.entries(modules).map(
    ([specifier, text]) =>
      [importKey({ specifier, importer: 'input.ts' }), { file: specifier, source: text }] as const,
  )
  const input = { file: 'input.ts', source, modules: new Map(delivered) }
  return compileModule({ ...input, options: { costModel: false, ...options } }).report()
}

function tints({ lines }: ModuleReport): string {
  return lines.map(({ line, tint }) => `${line} ${tint}`).join(', ')
}

function notesOn(line: number, { lines }: ModuleReport): readonly string[] {
  return lines.find(found => found.line === line)?.notes.map(({ text }) => text) ?? []
}

describe('lines', () => {
  it('are arithmetic where nothing but that happens, and are left out where no code stands', () => {
    const found = report(`/* @jit */
export function f(x: number): number {
  // a comment

  return x * 2
}`)
    expect(tints(found)).toBe('2 arithmetic, 5 arithmetic')
  })

  it('tell a check that is left from one that is made ahead, and from none', () => {
    const found = report(`/* @jit */
export function f(xs: Float64Array, ys: Float64Array, at: Int32Array, n: number): number {
  let s = 0
  for (let i = 0; i < n; i++) s += xs[i]
  for (let i = 0; i < ys.length; i++) s += ys[i]
  for (let i = 0; i < at.length; i++) s += xs[at[i]]
  return s
}`)
    expect(tints(found)).toContain('4 arithmetic, 5 arithmetic, 6 check')
    expect(notesOn(4, found)).toEqual([
      '`xs[i]` is checked once, ahead of the loop; only where that fails, each time',
    ])
    expect(notesOn(5, found)).toEqual(['`ys[i]` is in bounds whatever the arguments are'])
    expect(notesOn(6, found)).toContain('the bounds of `xs[at[i]]` are checked each time')
    expect(found.functions[0]?.slowLines).toEqual([6])
  })

  it('name what leaves WebAssembly or is copied', () => {
    const found = report(`/* @jit */
export function f(xs: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n)
  for (let i = 0; i < out.length; i++) out[i] = Math.sin(i) ** 0.7
  for (let i = 0; i < xs.length; i++) {
    xs[i] = (xs[i] / 3) | 0
  }
  return out
}
/* @jit */
export function g(cb: (x: number) => number, n: number): number {
  return cb(n) * 2
}
/* @jit */
export function h(cb: (x: number) => number, xs: Float64Array): number {
  return cb(xs[0]!) * 2
}`)
    expect(tints(found)).toBe(
      '2 crossing, 3 crossing, 4 crossing, 5 arithmetic, 6 crossing, 8 arithmetic, 11 arithmetic, 12 crossing, 15 crossing, 16 crossing',
    )
    expect(notesOn(2, found)).toContain(
      '`xs` is copied in and back, for it is written (8 bytes an element), unless it comes from `alloc`',
    )
    expect(notesOn(4, found).join()).toContain('`Math.sin` is the engine')
    expect(notesOn(6, found).join()).toContain('as `| 0` does')
    expect(notesOn(12, found)).toContain(
      'calls `cb`, which only the caller knows: out of WebAssembly and back',
    )
    expect(notesOn(15, found)).toContain('`xs` is copied in (8 bytes an element)')
    expect(notesOn(16, found).join()).toContain('after it each is compared with its copy')
  })

  it('stay JavaScript with the whole function, but for loops that were lifted out', () => {
    const found = report(`/* @jit */
export function f(text: string, n: number): string {
  const parts = JSON.parse(text)
  let s = 0
  for (let i = 0; i < n; i++) {
    s += i * 0.5
  }
  return parts[s]
}`)
    expect(found.functions[0]).toMatchObject({ status: 'lifted', lifted: [{ from: 5, to: 7 }] })
    const [, ...inside] = tints(found).split(', ')
    expect(inside.filter(line => line.endsWith('javascript'))).toEqual([
      '3 javascript',
      '4 javascript',
      '8 javascript',
    ])
    expect(tints(found)).toContain('6 arithmetic')
    expect(notesOn(3, found).join()).toContain('(lower/')
  })

  it('are of this file only, also where a function of another one is compiled in', () => {
    const other =
      '\n\n\n\n\n\n\nexport function twice(x: number): number { let y = x; while (y < x * 2) y += x; return y }'
    const source = `import { twice } from './twice'
/* @jit */
export function f(x: number): number { return twice(x) }`
    const found = report(source, {}, { './twice': other })
    expect(tints(found)).toBe('3 arithmetic')
    expect(notesOn(3, found)).toContain('calls `twice` inside WebAssembly')
  })

  it('say which signature they speak of where they differ', () => {
    const found = report(`/* @jit */
export function f(xs: Float32Array | Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}`)
    const [first, second] = found.lines[0]?.notes ?? []
    expect(first?.signatures).toEqual(['(Float32Array) → f64'])
    expect(second?.signatures).toEqual(['(Float64Array) → f64'])
    expect(found.lines.find(({ line }) => line === 4)?.notes[0]?.signatures).toEqual([])
  })
})

describe('loops', () => {
  const loopsOf = (source: string, options = {}) =>
    report(source, options).functions.flatMap(fn => fn.kernels.flatMap(kernel => kernel.loops))

  it('tell their lanes', () => {
    const [loop] = loopsOf(`/* @jit */
export function f(xs: Float32Array): void {
  for (let i = 0; i < xs.length; i++) {
    xs[i] = xs[i] * 2
  }
}`)
    expect(loop).toMatchObject({ line: 3, to: 5, simd: { shape: 'f32x4' }, whyNot: null })
    expect(loop?.text[0]).toMatch(/^\d+ turns side by side in lanes \(f32x4\)$/)
  })

  it.each([
    ['s += xs[i]', "floats are summed up in JavaScript's order (`fastmath` would lift that)"],
    ['s = s * 2 + xs[i] / s', 'a turn needs what the one before it computed'],
    ['xs[i] = Math.sin(xs[i])', 'each turn calls `Math.sin` for itself'],
    ['if (xs[i] > 9) break; xs[i] = 1', 'a turn may leave it early'],
    ['xs[i] = xs[i] % 3', 'lanes have no `%`'],
    ['xs[at[i]] = 1', 'a bounds check is left in it'],
    ['xs[0] = i', 'it touches no memory that moves with its turns'],
  ])('tell why %s runs one by one', (body, why) => {
    const [loop] = loopsOf(`/* @jit */
export function f(xs: Float64Array, at: Int32Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) { ${body} }
  return s
}`)
    expect(loop?.simd).toBeNull()
    expect(loop?.whyNot).toContain(why)
  })

  it('tell nothing where the pass that would know is off', () => {
    const source =
      '/* @jit */ export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }'
    expect(loopsOf(source, { optimize: false })[0]).toMatchObject({ simd: null, whyNot: null, text: [] })
  })

  it('tell that one in the lanes of another needs none of its own', () => {
    const [, middle, inner] = loopsOf(`/* @jit */
export function f(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j]
      out[i * n + j] = s
    }
  }
}`)
    expect(middle?.simd).not.toBeNull()
    expect(inner?.text).toEqual(['runs in the lanes of the loop around it (line 4)'])
  })
})

describe('functions', () => {
  it('come in source order, refused and switched off ones with them', () => {
    const { functions } = report(`class A { /* @jit */ get area() { return 1 } }
/* @jit off */
export function off(x: number) { return x }
/* @jit */
export function on(x: number) { return x * 2 }`)
    expect(functions.map(({ name, status, line }) => [name, status, line])).toEqual([
      ['area', 'js', 1],
      ['off', 'js', 2],
      ['on', 'wasm', 4],
    ])
    expect(functions[0]?.reasons[0]).toMatchObject({ code: 'find/unsupported-site', line: 1 })
    expect(functions[0]?.lines).toBeNull()
  })

  it('show how values cross, what types are and why, and the code they became', () => {
    const [fn] = report(`/* @jit */
export function f(p: { x: number }, n: number, unused: number): [number, number] {
  let s = 0.5
  for (let i = 0; i < n; i++) s += p.x
  return [s, n]
}`).functions
    const [kernel] = fn?.kernels ?? []
    expect(kernel?.crossings.map(({ name, how }) => `${name} ${how}`)).toEqual([
      'n value',
      'unused unused',
      'p.x read',
      'result copied-out',
    ])
    expect(kernel?.variables.find(({ name }) => name === 's')).toMatchObject({ type: 'f64', line: 3 })
    expect(kernel?.ir).toMatch(/^kernel f\n/)
    expect(kernel?.assemblyScript).toContain('export { ')
  })

  it('are none in a file without markers, or one that does not parse', () => {
    expect(report('export const x = 1').functions).toEqual([])
    expect(report('/* @jit */ function (').functions).toEqual([])
  })
})

it('every stage of every kernel can be read', () => {
  const source =
    '/* @jit */ export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }'
  const [kernel] = compileModule({ file: 'input.ts', source }).stages()
  const names = kernel?.stages.map(({ stage }) => stage) ?? []
  expect(names.slice(0, 3)).toEqual(['lower', 'infer', 'narrow'])
  expect(names.at(-1)).toBe('rotate-loops')
  for (const { text } of kernel?.stages ?? []) expect(text).toMatch(/^kernel f\n/)
})
