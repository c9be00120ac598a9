import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'
import { printKernel } from '../../ir/print-kernel.js'
import { shareRows } from './share-rows.js'

/** The lines of the body that take rows or begin loops, in order, without what only tells accesses apart. */
function rowsAndLoops(source: string): readonly string[] {
  const lines = printKernel(shareRows.run(typeSource(`function f${source}`), () => {})).split('\n')
  return lines.flatMap(line => {
    const text = line
      .trim()
      .replace(/\w+\.exact\((\S+)\)/g, '$1')
      .replace(/\$\d+/g, '')
    if (/ = row /.test(text)) return [text.replace(/\?.*/, '').replace(/^\S+ = /, '')]
    return /^L\d+: for/.test(text) ? ['loop'] : []
  })
}

describe('takes a row before the loop', () => {
  it('whose test asks for its length', () => {
    expect(
      rowsAndLoops(`(a: number[][]): number {
        let s = 0
        for (let i = 0; i < a.length; i++) for (let j = 0; j < a[i]!.length; j++) s += a[i]![j]!
        return s
      }`),
    ).toEqual(['loop', 'row a[i]', 'loop'])
  })

  it('through as many as leave it the same', () => {
    expect(
      rowsAndLoops(`(a: number[][], k: number, n: number): number {
        let s = 0
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) s += a[k]![j]! * a[i]![j]!
        return s
      }`),
    ).toEqual(['row a[k]', 'loop', 'row a[i]', 'loop'])
  })
})

describe('leaves a row where it is', () => {
  it.each([
    ['behind a condition', 'if (n > 2) s += a[k]![j]!'],
    ['behind a way out', 'if (s > 9) break; s += a[k]![j]!'],
    ['whose index changes', 's += a[k]![j]!; k++'],
    ['of another table in each turn', 's += a[k]![j]!; a = b'],
  ])('%s', (_, body) => {
    const source = `(a: number[][], b: number[][], k: number, n: number): number {
      let s = 0
      for (let j = 0; j < n; j++) { ${body} }
      return s
    }`
    expect(rowsAndLoops(source)).toEqual(['loop', 'row a[k]'])
  })
})

it('takes one row for several places, until the index changes', () => {
  expect(
    rowsAndLoops(`(a: number[][], i: number): number {
      const s = a[i]![0]! + a[i]![1]!
      i += 1
      return s + a[i]![2]!
    }`),
  ).toEqual(['row a[i]', 'row a[i]'])
})
