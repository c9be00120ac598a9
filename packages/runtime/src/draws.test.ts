import { afterEach, expect, it, vi } from 'vitest'
import { kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import { alloc } from './alloc.js'
import type { Repeat } from './callbacks.js'
import { consult, echo } from './callbacks.js'
import { redraw } from './draws.js'
import { isRandom } from './is-random.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'
import { load } from './load.js'
import { realm } from './realm.js'
import type { TypedArray } from './types.js'

const { random } = Math

afterEach(() => {
  Math.random = random
  vi.restoreAllMocks()
})

/** Writes 7 to an array and gives a random number. */
function roll(kernel: Kernel, array: TypedArray): unknown {
  load(kernel)
  const call = () => run(kernel, 0, [array], (f, at) => f(at[0] as number, array.length))
  return consult(kernel, 0, [], call, [array])
}

it('draws from the engine, and from what a program puts in its place', () => {
  const { roll: kernel } = kernels('roll')
  expect(isRandom()).toBe(true)
  expect(roll(kernel, new Float64Array(1))).toBeTypeOf('number')
  Math.random = () => 0.25
  expect(isRandom()).toBe(false)
  expect(roll(kernel, new Float64Array(1))).toBe(0.25)
  expect(echo()).toBeNull()
})

it.each([1, -0, -0.5, Number.NaN, '0.5', undefined])(
  'leaves %s to JavaScript, which is given the same',
  odd => {
    const { roll: kernel } = kernels('roll')
    const array = new Float64Array(1)
    const mine = vi.fn(() => odd as number)
    Math.random = mine
    expect(roll(kernel, array)).toBe(miss)
    expect([...array]).toEqual([0])
    redraw(echo() as Repeat)
    expect(Math.random()).toBe(odd)
    expect(Math.random).toBe(mine)
    expect(mine).toHaveBeenCalledTimes(1)
  },
)

it('has JavaScript throw what a generator threw', () => {
  const { roll: kernel } = kernels('roll')
  const mine = () => {
    throw 'mine'
  }
  Math.random = mine
  expect(roll(kernel, new Float64Array(1))).toBe(miss)
  const end = redraw(echo() as Repeat)
  expect(() => Math.random()).toThrow('mine')
  end()
  expect(Math.random).toBe(mine)
  expect(realm().busy).toBe(false)
})

it('ends where JavaScript does not draw again', () => {
  const { roll: kernel } = kernels('roll')
  const mine = () => 2
  Math.random = mine
  expect(roll(kernel, new Float64Array(1))).toBe(miss)
  const end = redraw(echo() as Repeat)
  expect(Math.random).not.toBe(mine)
  end()
  expect(Math.random).toBe(mine)
})

it('is asked again while it is asked', () => {
  const { roll: outer, sum } = kernels('roll', 'sum')
  const inner: unknown[] = []
  Math.random = () => {
    inner.push(run(sum, 0, [new Float64Array(1)], (f, at) => f(at[0] as number, 1)))
    return 0.5
  }
  expect(roll(outer, new Float64Array(1))).toBe(0.5)
  expect(inner).toEqual([miss])
})

it('does not write in place before a number that may be any', () => {
  const { roll: kernel } = kernels('roll')
  const array = alloc(Float64Array, 1)
  expect(roll(kernel, array)).toBeTypeOf('number')
  expect(array[0]).toBe(7)
  array[0] = 1
  Math.random = () => 2
  expect(roll(kernel, array)).toBe(miss)
  expect(array[0]).toBe(1)
  expect(echo()).toBeNull()
})
