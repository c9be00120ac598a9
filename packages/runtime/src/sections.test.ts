import { describe, expect, it } from 'vitest'
import { kernels } from '../test/kernels.js'
import { covered } from './covered.js'
import type { Kernel } from './kernel.js'
import { load } from './load.js'
import { heapOf, viewOf } from './memory.js'
import { realm } from './realm.js'
import { enter, exit } from './run.js'
import { sections } from './sections.js'
import type { TypedArray } from './types.js'

const { roll, shift } = kernels('roll', 'shift')

const counted = (length: number) => Float64Array.from({ length }, (_, i) => i)
const memory = () => viewOf(heapOf('Float64Array')) as Float64Array

/**
 * What a kernel finds of an array that it is given with this part, the rest of memory being -1, and what becomes of the
 * array when it has written 9 all over it.
 */
function cross(array: Float64Array, lo: number, hi: number, meanwhile = () => {}) {
  load(roll)
  memory().fill(-1, realm().floor / 8, realm().floor / 8 + 64)
  const part = sections([array], [[0, [lo, lo + 1], [hi, hi - 1]]])
  const [pointer = 0] = enter(roll, 0, [array], part) ?? []
  const start = pointer / 8
  const found = [...memory().subarray(start, start + array.length)]
  memory().fill(9, start, start + array.length)
  meanwhile()
  exit(roll, 0, [array])
  return { found, left: Array.from({ length: array.length }, (_, i) => array[i]) }
}

describe('a part', () => {
  it('is copied to where it belongs, and back', () =>
    expect(cross(counted(6), 2, 4)).toEqual({ found: [-1, -1, 2, 3, -1, -1], left: [0, 1, 9, 9, 4, 5] }))
  it('is cut at the ends of the array', () => {
    expect(cross(counted(6), -3, 1)).toEqual({ found: [0, -1, -1, -1, -1, -1], left: [9, 1, 2, 3, 4, 5] })
    expect(cross(counted(6), 5, 99)).toEqual({ found: [-1, -1, -1, -1, -1, 5], left: [0, 1, 2, 3, 4, 9] })
    expect(cross(counted(3), 7, 99)).toEqual({ found: [-1, -1, -1], left: [0, 1, 2] })
    expect(cross(counted(3), -7, -5)).toEqual({ found: [-1, -1, -1], left: [0, 1, 2] })
    expect(cross(counted(3), 2, 1)).toEqual({ found: [-1, -1, -1], left: [0, 1, 2] })
  })
  it('begins and ends beside halves', () =>
    expect(cross(counted(8), 2.5, 4.5)).toEqual({
      found: [-1, -1, 2, 3, 4, -1, -1, -1],
      left: [0, 1, 9, 9, 9, 5, 6, 7],
    }))
  it('is all where it is half of it', () =>
    expect(cross(counted(4), 1, 3)).toEqual({ found: [0, 1, 2, 3], left: [9, 9, 9, 9] }))
  it('is found at its offset in a buffer', () =>
    expect(cross(counted(9).subarray(2, 8), 1, 2)).toEqual({
      found: [-1, 3, -1, -1, -1, -1],
      left: [2, 9, 4, 5, 6, 7],
    }))
  it('does not ask the class of the array for a view', () => {
    class Mine extends Float64Array {
      static get [Symbol.species](): never {
        throw new Error('asked')
      }
    }
    const array = new Mine(6).fill(5)
    expect(cross(array, 2, 4).found).toEqual([-1, -1, 5, 5, -1, -1])
  })
  it('goes where it still can when the array is gone', () => {
    const array = counted(6)
    const detach = () => void structuredClone(array, { transfer: [array.buffer] })
    expect(cross(array, 2, 4, detach).left).toEqual([])
  })
})

describe('parts of arrays over one buffer', () => {
  /** As of `shift`: reads all of the one, writes the other, whose part this is. */
  function shifted(kernel: Kernel, all: Uint8Array, lo: number, hi: number): readonly number[] {
    const arrays: readonly TypedArray[] = [all.subarray(0, 6), all.subarray(3, 9)]
    load(kernel)
    const part = sections(arrays, [false, [1, [lo], [hi]]])
    const [from = 0, to = 0] = enter(kernel, 0, arrays, part) ?? []
    const bytes = viewOf(heapOf('Uint8Array'))
    for (let i = lo; i < hi; i++) bytes[to + i] = bytes[from + i] as number
    exit(kernel, 0, arrays)
    return [...all]
  }

  it('see each other', () => {
    const bytes = Uint8Array.from({ length: 12 }, (_, i) => i)
    expect(shifted(shift, bytes, 2, 4)).toEqual([0, 1, 2, 3, 4, 2, 3, 7, 8, 9, 10, 11])
  })
})

describe('what a call overwrites', () => {
  it('is not copied in, by any of the two', () => {
    const array = counted(6)
    load(roll)
    for (const otherwise of [covered(1), sections([array], [[0, [2], [4]]], 1)]) {
      memory().fill(-1, realm().floor / 8, realm().floor / 8 + 64)
      const [pointer = 0] = enter(roll, 0, [array], otherwise) ?? []
      expect(memory()[pointer / 8 + 2]).toBe(-1)
      memory().set(array, pointer / 8)
      exit(roll, 0, [array])
      expect([...array]).toEqual([...counted(6)])
    }
    expect(covered(0)).toBe(undefined)
    expect(covered(2)?.(0, {} as never, array, 0, 1)).toBe(false)
  })
})
