import { expect, it } from 'vitest'
import { typeSource } from '../../../../test/support/type-source.js'
import { printKernel } from '../ir/print-kernel.js'
import { clampIntegers } from './clamp-integers.js'

function clamped(index: string): string {
  const source = `function f(xs: Float64Array, x: number, k: number): number {
    let sum = 0
    for (let i = 0; i < xs.length; i++) {
      const j = i * 2
      sum += xs[${index}]! + x + k
    }
    return sum
  }`
  return printKernel(clampIntegers.run(typeSource(source), () => {}))
}

it('takes the extremes of sums that may leave int32 as 64-bit integers', () => {
  expect(clamped('Math.min(1000, Math.max(0, j + (x | 0) + (k | 0)))')).toMatch(/max.*i64\.exact\(j\)/)
})

it('leaves those of other numbers alone', () => {
  expect(clamped('Math.min(1000, Math.max(0, Math.floor(j * 0.3)))')).not.toContain('i64')
})
