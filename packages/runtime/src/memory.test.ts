import { expect, it } from 'vitest'
import { heap, slot } from './memory.js'

it.each([0, -0, 1, -7, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'reads %d as it was left',
  value => {
    heap('Float64Array')[2] = value
    expect(slot(2)).toBe(value)
  },
)
