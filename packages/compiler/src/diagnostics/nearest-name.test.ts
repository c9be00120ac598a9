import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.js'

const names = ['fastmath', 'strict', 'parallel', 'inline', 'off', 'unchecked', 'math=native']
const cases: readonly (readonly [word: string, nearest: string | undefined])[] = [
  ['strict', 'strict'],
  ['Strict', 'strict'],
  ['strct', 'strict'],
  ['stritc', 'strict'],
  ['fastmaths', 'fastmath'],
  ['fast', 'fastmath'],
  ['native', 'math=native'],
  ['paralel', 'parallel'],
  ['of', 'off'],
  ['on', undefined],
  ['banana', undefined],
  ['', undefined],
  ['in', undefined],
]

test.each(cases)('%s → %s', (word, nearest) => {
  expect(nearestName(word, names)).toBe(nearest)
})
