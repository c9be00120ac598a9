import { describe, expect, it } from 'vitest'
import { lowerSource } from '../../../../test/support/lower-source.js'
import { printFunction, printKernel } from '../ir/print-kernel.js'

/** The printed body of `f`, without its head, locals and closing brace. */
function body(source: string): string {
  const entry = lowerSource(source).functions[0]
  if (entry === undefined) throw new Error('no function')
  const lines = printFunction(entry, 0).split('\n').slice(1, -1)
  return lines
    .filter(line => !line.startsWith('  var '))
    .map(line => line.slice(2))
    .join('\n')
}

/** The printed body of a function of these statements with numbers `a b c i n` and arrays `x y`. */
function statements(text: string): string {
  return body(`function f(a: number, b: number, c: number, i: number, n: number, x: Float64Array, y: Float64Array) {
    ${text}
  }`)
}

type Cases = readonly (readonly [source: string, printed: string])[]

// `¶` stands for the end of a line.
describe.each<readonly [topic: string, cases: Cases]>([
  [
    'evaluation order',
    [
      ['return a + b * c', 'return a + (b * c)'],
      ['return a++ + a', 't7 = a¶a = a + 1¶return t7 + a'],
      ['return a + a++', 't8 = a¶t7 = a¶a = a + 1¶return t8 + t7'],
      ['return b + a++', 't7 = a¶a = a + 1¶return b + t7'],
      ['x[i] = i = 2', 't7 = i¶i = 2¶x[t7] = 2'],
      ['x[i++] = i', 't7 = i¶i = i + 1¶x[t7] = i'],
      ['x[i] += i++', 't8 = i¶t9 = x[i]¶t7 = i¶i = i + 1¶x[t8] = t9 + t7'],
      ['x[i + 1] += a', 't7 = i + 1¶x[t7] = x[t7] + a'],
      ['return x[i] + (x[i] = 3)', 't7 = x[i]¶x[i] = 3¶return t7 + 3'],
      ['return x[i] = a * 2', 't7 = a * 2¶x[i] = t7¶return t7'],
    ],
  ],
  [
    'destructuring',
    [
      ['[a, b] = [a + b, a]', 't7 = a¶a = a + b¶b = t7'],
      ['[a, b, c] = [b, c, a]', 't7 = a¶a = b¶b = c¶c = t7'],
      ['[x[i], x[i + 1]] = [x[i + 1], x[i]]', 't7 = x[i]¶x[i] = x[i + 1]¶x[i + 1] = t7'],
      ['[i, x[i]] = [1, 2]', 'i = 1¶x[i] = 2'],
      ['[x[i++], b] = [i, 2]', 't8 = i¶t7 = i¶i = i + 1¶x[t7] = t8¶b = 2'],
      ['let [p, q] = [a, b]', 'p = a¶q = b'],
    ],
  ],
  [
    'conditions',
    [
      ['if (a) return', 'if (truthy(a)) {¶  return¶}'],
      ['if (a < b && !c) return', 'if ((a < b) && not(truthy(c))) {¶  return¶}'],
      ['return a && b', 'return truthy(a) ? b : a'],
      ['return a + 1 || b', 't7 = a + 1¶return truthy(t7) ? t7 : b'],
      ['return a < b || b < c', 'return (a < b) || (b < c)'],
      ['return a ? b++ : c', 'if (truthy(a)) {¶  t7 = b¶  b = b + 1¶  t8 = t7¶} else {¶  t8 = c¶}¶return t8'],
      ['a && b++', 'if (truthy(a)) {¶  b = b + 1¶}'],
      ['a ||= b', 'if (not(truthy(a))) {¶  a = b¶}'],
      ['return x[i] ?? 0', 'return (((i >= 0) && (i < x.length)) && (floor(i) === i)) ? x[i] : 0'],
    ],
  ],
  [
    'loops',
    [
      ['for (let k = 0; k < n; k++) a += k', 'k = 0¶L0: for (; k < n; k = k + 1) {¶  a = a + k¶}'],
      ['while (n) n--', 'L0: for (; truthy(n); ) {¶  n = n - 1¶}'],
      ['for (;;) break', 'L0: for (; true; ) {¶  break L0¶}'],
      [
        'do { n-- } while (n > 0)',
        'L0: for (; true; ) {¶  n = n - 1¶} update {¶  if (not(n > 0)) {¶    break L0¶  }¶}',
      ],
      [
        'while (n-- > 0) continue',
        'L0: for (; true; ) {¶  t7 = n¶  n = n - 1¶  if (not(t7 > 0)) {¶    break L0¶  }¶  continue L0¶}',
      ],
      ['for (; a; b++, c++) ;', 'L0: for (; truthy(a); b = b + 1, c = c + 1) {¶}'],
      ['o: { break o }', 'L0: {¶  break L0¶}'],
    ],
  ],
  [
    'calls',
    [
      ['return Math.max(a, b, 1)', 'return max(max(a, b), 1)'],
      ['return +a', 'return a'],
      ['const d = x[0]; return +d', 'd = x[0]¶return d - 0'],
      ['return Math.hypot(a, b, c)', 'return Math.hypot(a, b, c)'],
      ['a = Math.random()', 'a = Math.random()'],
      ['const z = new Float32Array(n)', 'z = new array(n)'],
      ['1n / 0n', 't7 = 1n / 0n'],
      ['let k = 1n; k++', 'k = 1n¶k = k + 1n'],
      ['a; x[i]; x.length', ''],
    ],
  ],
])('%s', (_, cases) => {
  it.each(cases)('%s', (source, expected) => {
    expect(statements(source)).toBe(expected.replaceAll('¶', '\n'))
  })
})

it('puts helpers, tables and throws into the kernel', () => {
  const source = `
    const T = [1, 2.5, -0]
    const LOG2 = Math.log(2)
    function g(k: number, v) { if (k < 0) throw new RangeError('negative'); return T[k] + v }
    export function f(n: number, v: boolean) { return g(n, LOG2) * f(n - 1, v) }`
  expect(printKernel(lowerSource(source, { signatures: ['f32(i32, bool)'] }))).toBe(`kernel f as f32
table 0: T = Float64Array [1, 2.5, -0]
throw 0: RangeError "negative"

f0 f(n: number as i32, v: boolean): dyn {
  var LOG2: number, t3: dyn, t4: dyn
  LOG2 = Math.log(2)
  t3 = f1(n, LOG2)
  t4 = f0(n - 1, v)
  return t3 * t4
}

f1 g(k: number, v: dyn): dyn {
  var T: Float64Array = table 0
  if (k < 0) {
    throw 0
  }
  return T[k] + v
}
`)
})

it('gives every variable its own local, shadowed ones too', () => {
  const { functions } = lowerSource(
    'function f(n: number) { let a = n; { let a = 2; n = a } var b; return a }',
  )
  expect(functions[0]?.locals.map(({ name, origin }) => `${name} ${origin}`)).toEqual([
    'n param',
    'a variable',
    'a variable',
  ])
})

it('points every node at the text it comes from', () => {
  const source = 'function f(n: number) { return n * (n + 1) }'
  const statement = lowerSource(source).functions[0]?.body[0]
  const text = ({ start, end }: { start: number; end: number }) => source.slice(start, end)
  expect(statement && text(statement.at)).toBe('return n * (n + 1)')
  const value = statement?.kind === 'return' ? statement.value : null
  expect(value && text(value.at)).toBe('n * (n + 1)')
})
