import type { Program } from './program.js'
import { floats, indexed, scalar, small } from './program.js'

export const operators: readonly Program[] = [
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

export const order: readonly Program[] = [
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

export const destructuring: readonly Program[] = [
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
