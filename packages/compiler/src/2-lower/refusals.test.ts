import { expect, it } from 'vitest'
import { refusals } from '../../../../test/support/lower-source.js'

/** What lowering says of these statements in a function of numbers `a`, `b` and an array `x`. */
function problems(text: string): readonly string[] {
  return refusals(`function f(a: number, b: number, x: Float64Array) { ${text} }`)
}

it.each([
  ['for (const k in x) a++', 'A `for…in` loop'],
  ['this', '`this`'],
  ['arguments[0]', '`arguments`'],
  ['new.target', '`new.target` or `import.meta`'],
  [`return \`\${a}\``, 'A template string'],
  ['return /a/', 'A regular expression'],
  ['x[0] = null', '`null`'],
  ['return Math.abs(undefined)', '`undefined`'],
  ['return typeof a', '`typeof`'],
  ['return void a', '`void`'],
  ['delete x[0]', '`delete`'],
  ['return 0 in x', '`in`'],
  ['return x instanceof Object.prototype.constructor', '`instanceof`'],
  ['return Math.hypot(...x)', '`Math.hypot` of as many numbers as an array has'],
  ['return String.raw`a`', 'A tagged template'],
  ['eval("a")', '`eval`'],
  ['debugger', '`debugger`'],
  ['const g = (k: number) => k; return g', 'A function used as a value'],
  ['return () => a', 'A function used as a value'],
  ['return Math.sin', 'A function used as a value'],
  ['return Math.max', '`Math.max` used as a value'],
  ['const m = Math; let k = m; return k', '`m` used as a value'],
  ['return Math.f16round(a)', '`Math.f16round(a)`'],
  ['return Number.parseFloat(x as never)', '`Number.parseFloat(x as never)`'],
  ['return BigInt.asIntN(-1, 5n)', '`BigInt.asIntN(-1, 5n)`'],
  ['return Float64Array(3)', '`Float64Array(3)`'],
  ['x.length = 3', 'The property `length` of this array, assigned,'],
  ['return new Float64Array(x, 1)', '`new Float64Array(…)` with several arguments'],
  ['return new Date()', '`new Date(…)`'],
  ['return new Array(3)', 'An array of missing elements (`new Array(n)` without `.fill(0)`)'],
  ['return (x as any)[0][1]', 'An array of arrays'],
  ['const [p, q] = a', 'Destructuring anything but an array'],
  ['const [p, ...q] = x', 'A rest element (`...`)'],
  ['const { byteLength } = x', 'Destructuring an object'],
  ['[a, b] = [1, , 3]', 'A hole in an array literal'],
  ['b = ([a, b] = [b, a])[0]', 'The value of a destructuring assignment'],
  ['const k = 1; k = 2', 'Assigning to the constant `k`'],
  ['g = null; function g(k: number) { return k }', 'A function that is assigned to'],
  ['g(a); function g(k: number) { return k } g = null', 'A function that is assigned to'],
  ['using k = a', 'A `using` declaration'],
])('%s', (text, what) => {
  const [first = ''] = problems(text)
  expect(first).toContain('lower/unsupported-syntax at «')
  expect(first).toContain(`: ${what} cannot be compiled yet.`)
})

it.each([
  ['async function f(n: number) { return n }', 'An async function'],
  ['function* f(n: number) { return n }', 'A generator function'],
  ['class A { get f() { return 1 } }', 'A getter'],
  ['class A { set f(v: number) { } }', 'A setter'],
  ['function f(a, a) { return a }', 'Another parameter called `a`'],
  ['class A { f(n: number) { return this.g(n) } }', '`this`'],
  ['class A extends B { f(n: number) { return super.f(n) } }', 'This use of `super`'],
])('%s', (source, what) => {
  expect(refusals(source)[0]).toContain(`: ${what} cannot be compiled yet.`)
})

it.each([
  // Names a compiled function cannot reach, each with its reason.
  ['function f(n: number) { return n + foo }', 'lower/unknown-name', '`foo` is not something'],
  ['function f(n: number) { console.table(n) }', 'lower/unsupported-syntax', '`console.table(n)`'],
  ['function f(n: number) { return parseInt(n) }', 'lower/unknown-name', '`parseInt`'],
  [
    'import { k } from "./k"; function f(n: number) { return k[n] }',
    'lower/imported-name',
    "and './k' could not",
  ],
  [
    'import { g } from "./g"; function f(n: number) { return g(n) }',
    'lower/imported-name',
    "and './g' could not",
  ],
  ['let k = ""; function f(n: number) { k = n }', 'lower/outside-write', '`k` stands outside'],
  [
    'let k = 1; function f(n: number) { g(n) } function g(n: number) { k++ }',
    'lower/outside-write',
    '`k` stands outside',
  ],
  ['const k = foo(); function f(n: number) { return k[n] }', 'lower/not-constant', 'not a constant array'],
  [
    'let g = (k: number) => k; g = null; function f(n: number) { return g(n) }',
    'lower/not-constant',
    'line 1',
  ],
  [
    'function f(n: number) { return g(n); function g(k: number) { return h(k) } const h = (k: number) => k }',
    'lower/used-before-declaration',
    '`h`',
  ],
  // Tables whose elements may change.
  ['const T = 5; function f(n: number) { return T[n] }', 'lower/not-constant', 'not a constant array'],
  // Places where JavaScript throws a ReferenceError.
  ['function f(n: number) { k = 1; let k = 2; return k }', 'lower/used-before-declaration', '`k`'],
  ['function f(n: number) { let k = k + 1; return k }', 'lower/used-before-declaration', '`k`'],
  ['function f(n: number) { { n = k; const k = 1 } return n }', 'lower/used-before-declaration', '`k`'],
  [
    'function f(n: number) { const r = h(n); const h = (k: number) => k; return r }',
    'lower/used-before-declaration',
    '`h`',
  ],
  [
    'function f(n: number) { const r = sin(n); const { sin } = Math; return r }',
    'lower/used-before-declaration',
    '`sin`',
  ],
  [
    'function f(n: number) { switch (n) { case 0: let k = 1; break; case 1: k = 2 } }',
    'lower/used-before-declaration',
    '`k`',
  ],
  [
    'function f(n: number) { const r = T[n]; const T = [1]; return r }',
    'lower/used-before-declaration',
    '`T`',
  ],
  // An `undefined` that would show.
  ['function f(x: Float64Array) { const v = x[0]; return v ?? 1 }', 'lower/hidden-undefined', 'This `??`'],
  ['function f(x: Float64Array) { let v = x[0]; v ??= 1; return v }', 'lower/hidden-undefined', 'This `??=`'],
  [
    'function g(x: Float64Array) { return x[0] } function f(x: Float64Array) { return g(x) ?? 1 }',
    'lower/hidden-undefined',
    'This `??`',
  ],
  [
    'function g(k = 1) { return k } function f(x: Float64Array) { return g(x[0]) }',
    'lower/hidden-undefined',
    'This argument',
  ],
  [
    'function g(k) { return k ?? 1 } function f(x: Float64Array) { return g(x[0]) }',
    'lower/hidden-undefined',
    'This `??`',
  ],
  [
    'function g(k: number) {} function f(n: number) { return g(n) ?? 3 }',
    'lower/hidden-undefined',
    'This `??`',
  ],
])('%s', (source, code, words) => {
  const [first = ''] = refusals(source)
  expect(first).toContain(`${code} at «`)
  expect(first).toContain(words)
})

it('reads `xs[i, k]` as the comma operator it is', () => {
  const source = 'function f(xs: Float64Array, i: number, k: number) { return xs[i, k] }'
  expect(refusals(source)).toEqual([
    'lower/comma-index at «xs[i, k]»: `xs[i, k]` is the comma operator: JavaScript reads `xs[k]`.',
  ])
})

it('names every problem of a function and of its helpers, first one first, but none of what a refused line left without a value', () => {
  const source = `
    function f(n: number) {
      const a = new MyInt(1), b = new MyInt(1)
      for (let i = 0; i < n.int; i++) {
        [a.int, b.int] = [a.int + b.int, a.int]
      }
      if (n instanceof g) return 'x'
      while (foo) { bar() }
      return helper(n)
    }
    function helper(k) { return k.foo }`
  expect(refusals(source).map(problem => problem.split(': ')[0])).toEqual([
    'lower/unsupported-syntax at «new MyInt(1)»',
    'lower/unsupported-syntax at «new MyInt(1)»',
    'lower/unsupported-syntax at «n.int»',
    'lower/unsupported-syntax at «n instanceof g»',
    'lower/unknown-name at «foo»',
    'lower/unknown-name at «bar»',
    'lower/unsupported-syntax at «k.foo»',
  ])
})
