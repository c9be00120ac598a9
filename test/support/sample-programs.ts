/** Arguments of one call. */
export type Args = readonly unknown[]
/** A name, a source with an exported `f`, and inputs. */
export type Program = readonly [name: string, source: string, ...inputs: readonly Args[]]

const edges: readonly Args[] = [
  [0, 0],
  [1, 2],
  [5, -3],
  [-0, 7.5],
  [Number.NaN, 1],
  [2 ** 31, 2 ** 53],
  [-1, 33],
  [1e300, -1e-300],
  [Infinity, -Infinity],
]
const small: readonly Args[] = [[0], [1], [2], [3], [7], [2.5], [-1], [Number.NaN]]
const floats = () => Float64Array.of(1, 2.5, -3, 4, 0.1)

/** A function of numbers `a` and `b`. */
function scalar(name: string, text: string): Program {
  return [name, `export function f(a: number, b: number) { ${text} }`, ...edges]
}

/** A function of a number `n`. */
function counted(name: string, text: string): Program {
  return [name, `export function f(n: number) { ${text} }`, ...small]
}

/** A function of an array `x` and a number `i`. */
function indexed(name: string, text: string): Program {
  const inputs = [0, 1, 4, 5, -1, 1.5, -0, Number.NaN].map(i => [floats(), i])
  return [name, `export function f(x: Float64Array, i: number) { ${text} }`, ...inputs]
}

const operators: readonly Program[] = [
  ...['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'].map(op =>
    scalar(op, `return a ${op} b`),
  ),
  ...['<', '<=', '>', '>=', '===', '!==', '==', '!='].map(op => scalar(op, `return a ${op} b`)),
  ...['+', '-', '~', '!'].map(op => scalar(`unary ${op}`, `return ${op} a`)),
  ...['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>', '&&', '||', '??'].map(op =>
    scalar(`${op}=`, `const old = a; let c = (a ${op}= b); return a * 3 + c + old`),
  ),
  scalar('negative zero', 'return -0 + a * -b'),
  scalar('comma', 'return (a++, b--, a - b)'),
  scalar('conditional', 'return a > b ? a : a < b ? b : -a'),
  scalar('logical and as value', 'return a && b'),
  scalar('logical or as value', 'return a || b'),
  scalar('logical values nested', 'return (a && b || 7) + (a || b && 3)'),
  scalar('boolean values', 'const c = a > 0 && b > 0; const d = !c || a === b; return c === d'),
  scalar('booleans count', 'return (a > b ? 1 : 0) + +(a < b) + Number(a === b)'),
  scalar('to boolean', 'return Boolean(a) !== !b'),
  scalar('nullish', 'return a ?? b'),
]

const order: readonly Program[] = [
  scalar('x = x++ + x', 'a = a++ + a; return a'),
  scalar('prefix and postfix', 'return a++ + ++a * a-- - --a'),
  scalar('read before assignment', 'return a + (a = b) + a'),
  scalar('assignment chain', 'let c, d; c = d = a + b; return c * d'),
  scalar('compound reads first', 'a += (a = 5) + (b += a); return a - b'),
  scalar('effects in a condition', 'return (a++ > 0 && b++ > 0) || (b += 10) > 0 ? a * b : a - b'),
  scalar('effects in branches', 'const c = a > b ? (a++, b) : (b++, a); return c + a * 3 + b * 5'),
  scalar('effects right of &&', 'const c = a && (b = a + 1); return c + b'),
  scalar('effects right of ||', 'const c = a || (b = a + 1); return c + b'),
  scalar('&& as a statement', 'a > 0 && (b = 9); a > 1 || (b++); a > 2 ? (b += 2) : (b -= 3); return b'),
  scalar('&&= skips', 'let c = 0; a &&= (c++, b); b ||= (c += 2, a); return a + b * 3 + c * 7'),
  indexed('x[i] = i = 2', 'x[i] = i = 2; return i'),
  indexed('x[i++] += …', 'x[i++] += x[i] + i; return i'),
  indexed('x[i++] += i++', 'x[i++] += i++; return i'),
  indexed('x[i] += (x[i] = 3)', 'return (x[i] += (x[i] = 3)) + 0'),
  indexed('update elements', 'const a = x[i]++ + ++x[i]; const b = x[i]-- - --x[i]; return a + b * 3 + 0'),
  indexed('update elements, effect', 'x[i]++; --x[i + 1]; return 0'),
  indexed('index runs once', 'let k = i; x[k++] *= 2; x[++k]++; return k'),
  indexed('load before store', 'return x[i] + (x[i] = 3) + x[i]'),
  indexed('&&= on an element', 'let k = i; const r = (x[k++] &&= k); return r * 1 + k'),
  indexed('||= on an element', 'let k = i; x[k] ||= (k += 2, 8); return k + x[0]! * 1'),
  indexed(
    'array is read first',
    'const y = new Float64Array(2); let z = x; z[i] = (z = y, 5); return z[0]! * 1',
  ),
  [
    'value of an integer store',
    'export function f(x: Int8Array, v: number) { const a = (x[0] = v); return a + (x[1] = x[0] += 200) + x[0]! }',
    [new Int8Array(2), 300.7],
    [new Int8Array(2), -0],
  ],
  [
    'call arguments left to right',
    `function g(a: number, b: number, c: number) { return a * 100 + b * 10 + c }
     export function f(n: number) { let i = n; return g(i++, i++, i) + g(i, i = 2, i++) }`,
    ...small,
  ],
  [
    'a call may change what was read',
    `function put(x: Float64Array, v: number) { x[0] = v; return v }
     export function f(x: Float64Array) { return x[0]! + put(x, 7) * x[0]! + (x[0]! - put(x, 2)) }`,
    [floats()],
  ],
  [
    'a helper called for its effect',
    `function put(x: Float64Array, i: number, v: number) { if (v < 0) return; x[i] = v }
     export function f(x: Float64Array, v: number) { put(x, 0, v); v > 3 && put(x, 1, 1); }`,
    [floats(), 4],
    [floats(), -1],
  ],
]

const destructuring: readonly Program[] = [
  scalar('swap', '[a, b] = [b, a]; return a * 3 + b'),
  scalar('fibonacci step', '[a, b] = [a + b, a]; [a, b] = [a + b, a]; return a * 3 + b'),
  scalar('cycle of three', 'let c = 9; [a, b, c] = [b, c, a]; return a + b * 3 + c * 5'),
  scalar('extra and skipped', 'let c = 0; [a, , b] = [b, c++, a, c++]; return a + b * 3 + c * 5'),
  scalar('declared', 'const [c, d] = [a + 1, b - 1]; let [e] = [c * d]; return e + c'),
  scalar('effects on the right', 'let c = 1; [a, b] = [c++, c++ + a]; return a + b * 3 + c * 5'),
  indexed('element swap', '[x[i], x[i + 1]] = [x[i + 1]!, x[i]!]; return 0'),
  indexed('later index sees earlier target', '[i, x[i]] = [1, 2]; return i'),
  indexed('value before target index', 'let b = 0; [x[i++], b] = [i, 2]; return b + i'),
  indexed('value before target call', 'let k = 0; [x[k++], x[k++], x[k]] = [x[k + 1]!, k, x[0]!]; return k'),
  [
    'array variables',
    'export function f(x: Float64Array, y: Float64Array) { let a = x, b = y; [a, b] = [b, a]; a[0] = 1; b[0] = 2; return a }',
    [floats(), floats()],
  ],
]

const flow: readonly Program[] = [
  counted('for', 'let s = 0; for (let i = 0; i < n; i++) s += i * i; return s'),
  counted('for without parts', 'let i = 0; for (;;) { if (i >= n || i > 9) break; i++ } return i'),
  counted('for with two counters', 'let s = 0; for (let i = 0, j = n; i < j; i++, j--) s += j - i; return s'),
  counted('while', 'let s = 0; while (n > 0) { s += n; n-- } return s'),
  counted(
    'while with an effect',
    'let s = 0, k = n; while (k-- > 0) { if (k === 2) continue; s += k } return s',
  ),
  counted(
    'for with an effect in its test',
    'let s = 0; for (let i = 0; i++ < n; s++) { if (i === 2) continue; s += i } return s',
  ),
  counted('do while', 'let s = 0; do { s += n; if (s > 4) continue; n-- } while (n > 0 && s < 20); return s'),
  counted(
    'do while with an effect',
    'let s = 0; do { if (n > 3) { n -= 2; continue } s++ } while (--n > 0); return s * 10 + n',
  ),
  counted('do while false', 'do { if (n > 1) break; n = 9 } while (false); return n'),
  counted(
    'labels',
    `let s = 0
     outer: for (let i = 0; i < n; i++) {
       for (let j = 0; j < n; j++) { if (j > i) continue outer; if (i * j > 6) break outer; s += j + 1 }
       s += 100
     }
     return s`,
  ),
  counted(
    'labelled block',
    'let s = 1; done: { if (n > 2) break done; s = 5; inner: { if (n > 1) break inner; s = 7 } s++ } return s',
  ),
  counted('labelled if', 'let s = 1; out: if (n > 0) { if (n > 2) break out; s = 2 } else s = 3; return s'),
  counted(
    'labelled switch in a loop',
    'let s = 0; l: for (let i = 0; i < 5; i++) { k: switch (i) { case 1: continue l; case 3: break l; case 2: break k; default: s += 10 } s++ } return s + n',
  ),
  counted(
    'continue in a do while with a label',
    'let s = 0; o: do { n--; do { s++; if (s % 3) continue o } while (n > 0) } while (n > 0); return s',
  ),
  counted(
    'switch falls through',
    'let s = 0; switch (n) { case 0: s += 1; case 1: s += 2; break; case 2: s += 4; default: s += 8; case 3: s += 16 } return s',
  ),
  counted('switch default first', 'switch (n) { default: return 1; case 2: return 2; case 3: } return 3'),
  counted(
    'switch default in the middle',
    'let s = 0; switch (n) { case 1: s = 1; default: s += 10; case 2: s += 100; break; case 3: s = 4 } return s',
  ),
  counted('switch without default', 'let s = 5; switch (n) { case 1: s = 1 } return s'),
  counted(
    'switch on NaN and -0',
    'switch (-n) { case NaN: return 1; case 0: return 2; case -1: return 3 } return 4',
  ),
  counted(
    'switch tests with effects',
    'let k = 0; switch (n) { case k++: k += 10; case k++: k += 100; break; default: k += 1000; case k++: k += 10000 } return k',
  ),
  counted(
    'switch on an expression',
    'let s = 0; switch (n % 3) { case 0: case 1: s = 1; break; case 2: s = 2 } return s',
  ),
  counted(
    'continue in a switch',
    'let s = 0; for (let i = 0; i < n; i++) { switch (i % 3) { case 0: continue; case 1: s += 10; break; default: s += 100 } s++ } return s',
  ),
  counted('early return', 'for (let i = 0; i < n; i++) { if (i === 2) return i * 10 } return -1'),
  counted('return nothing', 'if (n > 2) return; n = 3'),
  counted('return undefined', 'return undefined'),
  counted('nested ifs', 'if (n > 1) if (n > 2) return 1; else return 2; return 3'),
  counted(
    'condition with a logical effect',
    'let k = 0; if (n > 1 && k++ < 1 || (k += 5) > 6) return k; return -k',
  ),
  counted('while with a ternary test', 'let k = 0; while (n > 2 ? k < 3 : k < 1) k++; return k'),
  counted('empty statements', ';;{} for (let i = 0; i < n; i++); if (n++ > 1) {} return n'),
  counted(
    'loops in both branches',
    'let s = 0; if (n > 2) while (s < n) s++; else do s--; while (s > -n); return s',
  ),
  counted(
    'fresh let each round',
    'let s = 0; for (let i = 0; i < n; i++) { let t = i; t *= 2; s += t } return s',
  ),
  counted('var is hoisted', 'if (n > 1) { var k = 5 } else { k = 6 } return k'),
  counted('var in a loop', 'for (var i = 0; i < n; i++) { var last = i } return i'),
  counted(
    'shadowing',
    'let a = 1; { let a = 2; { const a = n; if (a > 2) return a } a++; if (a > n) n += a } return a + n',
  ),
  counted('shadowed parameter', '{ let n = 4; n++; if (n === 4) return 0 } return n'),
  counted(
    'throw',
    "if (n > 2) throw new RangeError('too big'); if (n < 0) throw Error(); if (n === 0) throw new TypeError(`a` + 'b'); return n",
  ),
]

const helpers: readonly Program[] = [
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
    '/** @param {number} a */ function g(a) { return a } export function f(n: number) { return (g as any)(n, n++, n) + n }',
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

const builtins: readonly Program[] = [
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
    '// @ts-ignore\n return [Math.abs() , 1][1]! + 0'.replace(
      '[Math.abs() , 1][1]! + 0',
      'Math.clz32() + Math.imul(a) + Math.hypot()',
    ),
  ),
  scalar('extra arguments', 'return (Math as any).sin(a, b++) + b'),
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

const bigints: readonly Program[] = [
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

const arrays: readonly Program[] = [
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

const outside: readonly Program[] = [
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

/** Handwritten programs whose `f` is tried on a few inputs, by topic: evaluation order, jumps, names and the like. */
export const samplePrograms: readonly (readonly [topic: string, programs: readonly Program[]])[] = [
  ['operators', operators],
  ['evaluation order', order],
  ['destructuring', destructuring],
  ['control flow', flow],
  ['helpers', helpers],
  ['built-ins', builtins],
  ['bigints', bigints],
  ['arrays', arrays],
  ['names outside the function', outside],
]
