import { inspect } from 'hotpath'
import { expect, it } from 'vitest'
import { check } from './check.js'
import { fib } from './kernels.js'

it('runs in Wasm with the same bits', () => {
  const { different, status, wasm } = check()
  expect(different).toEqual([])
  expect(new Set(Object.values(status))).toEqual(new Set(['wasm']))
  expect(Math.min(...Object.values(wasm))).toBeGreaterThan(0)
  expect(inspect(fib).signatures).toHaveLength(1)
})
