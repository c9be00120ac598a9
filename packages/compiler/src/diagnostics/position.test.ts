import { expect, test } from 'vitest'
import { positionAt } from './position.js'

const text = 'ab\ncd\r\nef\rgh\u2028ij'
const cases: readonly (readonly [offset: number, line: number, column: number])[] = [
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [5, 2, 3],
  [7, 3, 1],
  [10, 4, 1],
  [13, 5, 1],
  [15, 5, 3],
  [99, 5, 3],
  [-1, 1, 1],
]

test.each(cases)('offset %i is line %i, column %i', (offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column })
})

test('an empty text has one place', () => {
  expect(positionAt('', 0)).toEqual({ line: 1, column: 1 })
})
