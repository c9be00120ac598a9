import type { Program } from './program.js'
import { floats, indexed } from './program.js'

export const bigints: readonly Program[] = [
  [
    'bigint arithmetic',
    'export function f(a: bigint, b: bigint) { return (a + b * 3n - (a << 2n)) ^ (b & 0xffn) | ~a }',
    [5n, 7n],
    [-3n, 2n],
  ],
  [
    'bigint counters',
    'export function f(a: bigint) { let s = 0n; for (let i = 0n; i < a; i++) { s += i; a-- } return s }',
    [9n],
  ],
  [
    '64-bit wraps',
    'export function f(a: bigint) { return BigInt.asIntN(64, a * a) + BigInt.asUintN(64, -a) }',
    [2n ** 40n + 1n],
  ],
  [
    'conversions',
    'export function f(n: number) { const b = BigInt(n); return Number(b * 2n) + Number(BigInt(7)) }',
    [3],
    [2.5],
  ],
  ['division by zero throws', 'export function f(a: bigint) { return 1n / a }', [0n], [2n]],
  ['a dropped value still throws', 'export function f(a: bigint) { 1n / a; return 5 }', [0n], [2n]],
  [
    'bigint elements',
    'export function f(x: BigInt64Array, i: number) { x[i]++; x[i + 1] += 5n; const y = x; ++y[0]; return x[i]! - y[0]! }',
    [BigInt64Array.of(1n, -2n, 3n), 1],
  ],
  ['bigint truth', 'export function f(a: bigint) { return a ? 1 : 2 }', [0n], [-1n]],
]

export const arrays: readonly Program[] = [
  indexed('load', 'return x[i]'),
  indexed('out of bounds is undefined', 'const v = x[i]; return v'),
  indexed('arithmetic on undefined', 'return x[i]! + 1'),
  indexed('undefined is falsy', 'return x[i] ? 1 : 2'),
  indexed(
    'isNaN or Number.isNaN of undefined',
    'return (isNaN(x[i]!) ? 1 : 2) + (Number.isNaN(x[i]!) ? 10 : 20)',
  ),
  indexed('nullish load', 'return x[i] ?? -7'),
  indexed('nullish load with effects', 'let k = 0; const v = x[i++] ?? (k++, x[0]!); return v + k * 10 + i'),
  indexed('nullish in a condition', 'let k = 0; if (x[i] ?? 0) k = 1; return k'),
  indexed('length', 'return x.length + i'),
  indexed(
    'new array',
    'const y = new Float64Array(x.length); for (let k = 0; k < y.length; k++) y[k] = x[k]! * 2; return y',
  ),
  indexed('new array from elements', 'const y = new Float32Array([i, x[0]!, i++, i]); y[0] += 1; return y'),
  indexed('of', 'return Uint8Array.of(1, 300, i)'),
  indexed('empty', 'return new Int16Array()'),
  indexed('new array in an expression', 'return new Float64Array(3).length + new Uint8Array([1, 2])[1]! + i'),
  indexed('returns its argument', 'return x'),
  indexed('chooses an array', 'const y = new Float64Array(2); const z = i > 0 ? x : y; z[0] = 9; return z'),
  indexed(
    'chooses an array to index',
    'const y = new Float64Array(2); return (i > 0 ? x : y)[0]! + (i > 1 ? y : x).length',
  ),
  [
    'arrays through helpers',
    'function pick(a: Float64Array, b: Float64Array, k: number) { return k > 0 ? a : b } export function f(x: Float64Array, y: Float64Array, k: number) { pick(x, y, k)[0] = 5; return pick(y, x, k) }',
    [floats(), floats(), 1],
    [floats(), floats(), -1],
  ],
  [
    'clamped',
    'export function f(x: Uint8ClampedArray) { x[0] = 1.5; x[1] = 300; x[2] = -4; x[3] = NaN }',
    [new Uint8ClampedArray(4)],
  ],
  [
    'parenthesised comma index',
    'export function f(x: Float64Array) { let i = 0; return x[(i++, i)] }',
    [floats()],
  ],
]

export const outside: readonly Program[] = [
  [
    'constants',
    'const A = 3, B = A ** 2 - 1, C = -0, D = B > 2 ? 1e3 : 2e3; export const E = Math.PI / 2; let G = 5; export function f(n: number) { return n * A + B + C + D + E + G }',
    [2],
  ],
  [
    'constants behind',
    'export function f(n: number) { return n * A } const A = 2 ** 32 + (1 << 4) + (7 % 4)',
    [2],
  ],
  [
    'boolean and bigint constants',
    'const FAST = !false, BIG = 2n ** 40n; export function f(n: bigint) { return FAST ? n + BIG : n }',
    [2n],
  ],
  [
    'formulas',
    'const LOG2 = Math.log(2), SCALE = LOG2 * Math.sqrt(2) ** 0.5; export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += SCALE; return s * LOG2 }',
    [3],
  ],
  [
    'tables',
    'const T = [1, 2, 3], U = new Float32Array([0.1, -0, 1e40]), V = Uint8Array.of(300, -1, 2.7), W = [0.5, -0], X = [4294967295, 0], Y = [1, -0]; export function f(i: number) { return T[i]! + U[i]! * 3 + V[i]! + W[i]! + X[i]! + 1 / Y[i]! + T.length }',
    [0],
    [1],
    [2],
  ],
  [
    'table out of bounds',
    'const T = [1, 2, 3] as const; export function f(i: number) { return T[i] ?? 9 }',
    [3],
    [-1],
    [0.5],
    [-0],
  ],
  [
    'bigint table',
    'const T = new BigUint64Array([1n, -1n]); export function f(i: number) { return T[i]! + 1n }',
    [0],
    [1],
  ],
  [
    'a table inside',
    'export function f(n: number) { const dx = [1, 0, -1, 0]; let s = 0; for (let i = 0; i < n; i++) s = s * 2 + dx[i & 3]!; return s }',
    [6],
  ],
  [
    'a table in a helper',
    'const T = [5, 6]; function g(i: number) { return T[i & 1]! } export function f(n: number) { return g(n) + T[0]! }',
    [3],
  ],
]
