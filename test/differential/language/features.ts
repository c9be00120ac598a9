import { compileModule } from '@hotpath/compiler'

/** A part of the language that programs may use, with the smallest program that does. */
const probes = {
  untyped: 'function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i * n; return s }',
  numbers:
    'function f(a: number[]): number { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s }',
  numbersWritten: 'function f(a: number[]): void { for (let i = 0; i < a.length; i++) a[i] = a[i] * 2 }',
  rows: 'function f(a: number[][]): number { let s = 0; for (const r of a) for (const x of r) s += x; a[0]![0] = s; return s }',
  typed: 'function f(a: Float64Array): number { return a.length > 2 ? a[1] : 0 }',
  text: 'function f(s: string): number { let h = 0; for (let i = 0; i < s.length; i++) h = h * 31 + s.charCodeAt(i); return h }',
  objectParameter: 'function f(p: { x: number; y: number }): number { return p.x * p.y }',
  objectWritten: 'function f(p: { x: number; y: number }): void { p.x = p.y * 2 }',
  objectResult: 'function f(n: number) { return { x: n, y: n * 2 } }',
  tupleResult: 'function f(n: number) { return [n, n * 2] }',
  numberState: 'let s = 0\nfunction f(n: number): number { s += n; return s }',
  arrayState:
    'const t = [1, 2, 3]\nfunction f(n: number): void { for (let i = 0; i < 3; i++) t[i] = t[i] + n }',
  typedState:
    'const t = new Float64Array(4)\nfunction f(n: number): void { for (let i = 0; i < 4; i++) t[i] = t[i] + n }',
  hostCall:
    'const log: number[] = []\nfunction note(x: number): void { log.push(x) }\nfunction f(n: number): number { note(n); return n }',
  hostSite:
    'const far = { told(x: unknown): void {} }\nfunction f(n: number): number { far.told({ n }); return n }',
  random: 'function f(n: number): number { return Math.random() * n }',
  callback: 'function f(g: (x: number) => number, n: number): number { return g(n) + g(2) }',
  optional:
    'function f(n: number): number { let b: number | undefined; for (let i = 0; i < n; i++) if (b === undefined || i > b) b = i; return b ?? n }',
  optionalObject:
    'function f(n: number): number { const g = (k: number) => (k > 1 ? { x: k, y: 2 } : null); let b: { x: number; y: number } | null = null; for (let i = 0; i < n; i++) { const h = g(i); if (h && (!b || h.x < b.x)) b = h } return b ? b.y : n }',
  leftOut: 'function f(n?: number, m: number | null = 3): number { return (n ?? 2) + (m ?? 1) }',
  patterns: 'function f({ x, y = 3 }: { x: number; y?: number }, [a]: number[]): number { return x * y + a }',
  nothing: 'function f(n: number) { if (n > 2) return null; if (n > 1) return; return n + 1 }',
  forOf: 'function f(a: Float64Array): number { let s = 0; for (const x of a) s += x; return s }',
  closure: 'function f(n: number): number { const g = (x: number) => x * n; return g(1) + g(2) }',
  closureWrites:
    'function f(n: number): number { let s = 0; const g = (x: number) => { s += x }; g(n); g(2); return s }',
  recursion:
    'function f(n: number): number { let s = 0; const g = (k: number): number => { s += k; return k > 0 && k < 9 ? g(k - 1) : s }; return g(n) + s }',
  object: 'function f(n: number): number { const p = { x: n, y: 2 }; p.x += p.y; return p.x }',
  destructuring:
    'function f(n: number): number { const { x, y = 3 } = { x: n }; const [a, b] = [y, x]; return a - b }',
  growing:
    'function f(n: number): number { const a = []; for (let i = 0; i < 4; i++) a.push(n + i); return a[2] + a.length }',
  ownRows:
    'function f(n: number): number { const g: number[][] = [[n, 2]]; g.push([n]); g[0] = g[1]; return g[n][0] + g.length }',
  literal: 'function f(n: number): number { const a = [n, 2, 3]; a[1] = 5; return a[0] + a[1] }',
  map: 'function f(a: Float64Array): number { return a.map(x => x * 2).reduce((s, x) => s + x, 0) }',
  callbacks:
    'function f(a: number[]): number { let s = 0; a.forEach((x, i) => { s += x * i }); return a.some(x => x > 1) ? s : 0 }',
  search: 'function f(a: Float64Array, n: number): number { return a.indexOf(n) + (a.includes(n) ? 1 : 0) }',
  sort: 'function f(a: Float64Array, n: number): void { a.sort((x, y) => (x - y) * n) }',
  fill: 'function f(a: Float64Array, n: number): void { a.fill(n, 1, 3) }',
  tryCatch:
    "function f(n: number): number { try { if (n > 2) throw new Error('a'); return 1 } catch { return 2 } finally { n++ } }",
  computedThrow: 'function f(n: number): number { if (n > 2) throw new RangeError("no " + n); return n }',
  bigint: 'function f(n: bigint): bigint { return n * n + 1n }',
  bigintLocal:
    'function f(n: bigint, m: number): number { let s = BigInt.asIntN(64, n); s += BigInt(m | 0); return s > 3n ? Number(s) : 0 }',
  bigintArray:
    'function f(a: BigInt64Array): bigint { for (let i = 0; i < a.length; i++) a[i] = a[i]! * 3n; return a[0]! }',
  bigintState: 'let s = 0n\nfunction f(n: bigint): bigint { s = s + n; return s }',
  givenResult: 'function f(p: { x: number }): object { p.x += 1; return p }',
  typeofTest: "function f(n: number): number { return typeof n === 'number' ? n : 0 }",
  defaultParameter: 'function f(n: number, m: number = 3): number { return n * m }',
  rest: 'function f(...a: number[]): number { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s }',
} as const

export type Feature = keyof typeof probes

/** What of the language compiles today, and what does not yet: programs are made of the first only. */
export function probeFeatures(): {
  readonly compiled: ReadonlySet<Feature>
  readonly missing: readonly Feature[]
} {
  const all = Object.keys(probes) as Feature[]
  const compiled = all.filter(feature => compiles(probes[feature]))
  return { compiled: new Set(compiled), missing: all.filter(feature => !compiled.includes(feature)) }
}

function compiles(probe: string): boolean {
  const source = `${probe.replace(/^function f/m, '/* @jit */\nexport function f')}\n`
  const { verdicts } = compileModule({ file: 'probe.ts', source, options: { costModel: false } })
  return verdicts.every(({ status }) => status === 'wasm')
}
