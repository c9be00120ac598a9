import { expect, it } from 'vitest'
import { compileModule } from './compile-module.js'

const source = `/* @jit */
export function sum(xs: Float64Array, low: number): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) {
    if (xs[i]! > 9) s += 2 * low
    else if (xs[i]! > low) s += xs[i]!
    else s -= 1
  }
  return s
}
`
const programOf = (debugInfo: boolean) =>
  compileModule({ file: '/app/sum.ts', source, options: { debugInfo, optimize: false } }).program

it('says what each line was made of, and changes none', () => {
  const plain = programOf(false)
  const program = programOf(true)
  expect(plain?.origins).toBe(undefined)
  expect(program?.text).toBe(plain?.text)
  expect(program?.spans).toEqual(plain?.spans)
  const { sources, lines } = program?.origins ?? { sources: [], lines: [] }
  expect(sources).toEqual([{ file: '/app/sum.ts', text: source }])
  const own = program?.text.split('\n').flatMap((text, n) => {
    const origin = lines[n]
    return origin ? [`${origin.line + 1}: ${text.trim()}`] : []
  })
  expect(own).toMatchInlineSnapshot(`
    [
      "2: function $sum($xs: usize, $xs_n: i32, $low: f64): f64 {",
      "2: let $s: f64 = 0.0",
      "2: let $i: i32 = 0",
      "3: $s = 0.0",
      "4: for ($i = 0; $i < $xs_n; $i = $i + 1) {",
      "5: if (load_f64_or_nan($xs, $xs_n, $i) > 9.0) {",
      "5: $s = $s + 2.0 * $low",
      "6: } else if (load_f64_or_nan($xs, $xs_n, $i) > $low) {",
      "6: $s = $s + load_f64_or_nan($xs, $xs_n, $i)",
      "6: } else {",
      "7: $s = $s - 1.0",
      "7: }",
      "7: }",
      "9: return $s",
      "9: }",
      "9: ",
      "9: export { $sum as sum }",
    ]
  `)
})
