import type { Program } from './program.js'
import { scalar } from './program.js'

export const helpers: readonly Program[] = [
  [
    'recursion',
    'export function f(n: number): number { return n < 2 ? n : f(n - 1) + f(n - 2) }',
    [0],
    [1],
    [9],
  ],
  [
    'mutual recursion',
    `const odd = (n: number): boolean => n === 0 ? false : even(n - 1)
     function even(n: number): boolean { return n === 0 ? true : odd(n - 1) }
     export function f(n: number) { return even(n) }`,
    [0],
    [5],
    [8],
  ],
  ['an arrow that calls itself', 'export const f = (n: number): number => n < 1 ? 0 : n + f(n - 1)', [4]],
  [
    'a named expression that calls itself',
    'export const f = function g(n: number): number { return n < 1 ? 1 : n * g(n - 1) }',
    [5],
  ],
  [
    'an inner function',
    'export function f(n: number) { return twice(n) + h(n); function twice(x: number) { return 2 * x } function h(x: number) { return twice(x) - 1 } }',
    [3],
  ],
  [
    'an inner arrow',
    'export function f(n: number) { const sq = (x: number) => x * x; const down = (k: number): number => k < 1 ? 0 : k + down(k - 1); return sq(n) + down(n) }',
    [3],
  ],
  [
    'defaults',
    'function g(a: number, b = 2, c = -K) { return a * 100 + b * 10 + c } const K = 3; export function f(n: number) { return g(n) + g(n, 5) + g(n, 5, 6) }',
    [3],
  ],
  [
    'extra arguments',
    '/** @param {number} a */ function g(a) { return a } export function f(n: number) { return (g as (...xs: number[]) => number)(n, n++, n) + n }',
    [3],
  ],
  [
    'a jitted helper',
    "import { jit as fast } from 'hotpath'; const g = fast((x: number) => x + 1); export const f = fast(function (n: number): number { return n > 5 ? n : f(g(n)) })",
    [3],
  ],
  ['an arrow body', 'export const f = (a: number, b: number) => (a > b ? a : b)', [1, 2], [2, 1]],
  ['an object method', 'export const o = { f(n: number) { return n + 1 } }; export const f = o.f', [1]],
]

const mathNames = [
  'abs',
  'floor',
  'ceil',
  'trunc',
  'round',
  'sign',
  'sqrt',
  'fround',
  'clz32',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'cbrt',
]

export const builtins: readonly Program[] = [
  ...mathNames.map(name => scalar(`Math.${name}`, `return Math.${name}(a) + Math.${name}(b) * 3`)),
  ...['pow', 'imul', 'atan2', 'max', 'min', 'hypot'].map(name =>
    scalar(`Math.${name}`, `return Math.${name}(a, b)`),
  ),
  scalar(
    'n-ary',
    'return Math.max() + Math.min(a) + Math.max(a, b, 3) + Math.hypot() + Math.hypot(a) + Math.hypot(a, b, 2)',
  ),
  scalar(
    'missing arguments',
    'return (Math.clz32 as () => number)() + (Math.imul as (a: number) => number)(a) + Math.hypot()',
  ),
  scalar('extra arguments', 'return (Math.sin as (...xs: number[]) => number)(a, b++) + b'),
  scalar(
    'constants',
    'return Math.PI + Math.E * Math.LN2 - Math.SQRT2 + Number.EPSILON + Number.MAX_SAFE_INTEGER',
  ),
  scalar(
    'predicates',
    'return Number.isNaN(a) ? 1 : Number.isInteger(a) ? 2 : Number.isFinite(b) ? 3 : Number.isSafeInteger(b) ? 4 : isNaN(b) ? 5 : isFinite(a) ? 6 : 7',
  ),
  scalar('NaN and Infinity', 'return a < Infinity ? -Infinity : NaN'),
  scalar(
    'aliases inside',
    'const { sqrt, PI: pi } = Math, floor = Math.floor; return sqrt(a * a) + pi + floor(b)',
  ),
  [
    'aliases outside',
    'const { sqrt, max: most } = Math; const low = Math.min, TAU = 2 * Math.PI; export function f(a: number) { return sqrt(a) + most(a, 2) + low(a, 2) + TAU }',
    [5],
  ],
  [
    'shadowed Math',
    'export function f(a: number) { const Math = a; const Number = Math + 1; return Math + Number }',
    [2],
  ],
  ['a parameter called NaN', 'export function f(NaN: number) { return NaN + 1 }', [2]],
  [
    'random',
    'export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s = s * 3 + Math.random() - Math.random() * s; Math.random(); return s + Math.random() }',
    [4],
  ],
]
