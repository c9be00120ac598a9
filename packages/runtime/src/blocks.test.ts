import { describe, expect, it } from 'vitest'
import { kernels } from '../test/kernels.js'
import { alloc } from './alloc.js'
import { inBlocks } from './blocks.js'
import { startRace } from './race.js'
import { realm } from './realm.js'

const { shift, mixed, exit } = kernels('shift', 'mixed', 'exit')

const BLOCK = 64
const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i)
const halves = (length: number) => Float32Array.from({ length }, (_, i) => i / 2)

/** Whether bytes were handed on in blocks, and whether all of them arrived. */
function shifted(from: Uint8Array, to: Uint8Array, perTurn: readonly number[] = [1, 1]) {
  const ran = inBlocks(shift, 0, [from, to], BLOCK, perTurn, 0, [null, null])
  expect(realm().busy).toBe(false)
  return { ran, arrived: from.every((byte, i) => to[i] === byte) }
}

describe('blocks', () => {
  it.each([128, 129, 190, 192, 400])('take all of %i turns', length => {
    const { wasm } = shift
    expect(shifted(counted(length), new Uint8Array(length))).toEqual({ ran: true, arrived: true })
    expect(shift.wasm).toBe(wasm + 1)
  })

  it('have as much of each array as its turns do', () => {
    const [bytes, floats] = [counted(3 * 150), halves(2 * 150)]
    expect(inBlocks(mixed, 0, [bytes, floats], BLOCK, [3, 2], 0, [null, null])).toBe(true)
    expect(bytes).toEqual(new Uint8Array(450).fill(64))
    expect(floats).toEqual(Float32Array.from({ length: 300 }, (_, i) => i))
  })

  it('are found at an offset in a buffer, and need no memory for all', () => {
    const [from, to] = [counted(300).subarray(9, 209), new Uint8Array(220).subarray(20)]
    expect(shifted(from, to)).toEqual({ ran: true, arrived: true })
  })

  it('of arrays that a call overwrites are not copied in', () => {
    const floats = halves(128)
    // Both blocks are what a call has left there, doubled: twice from what is no more the user's.
    inBlocks(mixed, 0, [counted(128), halves(128).fill(1)], BLOCK, [1, 1], 0, [null, null])
    expect(inBlocks(mixed, 0, [counted(128), floats], BLOCK, [1, 1], 2, [null, null])).toBe(true)
    expect([floats[0], floats[64]]).toEqual([4, 8])
  })
})

describe('all at once goes', () => {
  it.each([
    ['what is short', () => [counted(127), new Uint8Array(127)]],
    ['what ends at another turn', () => [counted(200), new Uint8Array(199)]],
    ['views of one buffer', () => [new Uint8Array(new ArrayBuffer(400), 200), new Uint8Array(200)]],
    ['what threads share', () => [counted(200), new Uint8Array(new SharedArrayBuffer(200))]],
    ['what lives in Wasm memory', () => [counted(200), alloc(Uint8Array, 200)]],
  ] as const)('%s', (what, arrays) => {
    const [from, to] = arrays() as [Uint8Array, Uint8Array]
    const source = what === 'views of one buffer' ? new Uint8Array(to.buffer) : from
    const { wasm } = shift
    source.fill(1)
    to.fill(0)
    const before = [...to]
    expect(shifted(source, to).ran).toBe(false)
    expect([...to]).toEqual(before)
    expect(shift.wasm).toBe(wasm)
  })

  it('what has half a turn left', () => {
    expect(shifted(counted(201), new Uint8Array(201), [2, 2]).ran).toBe(false)
  })

  it('what is called from within a call', () => {
    realm().busy = true
    expect(inBlocks(shift, 0, [counted(200), counted(200)], BLOCK, [1, 1], 0, [null, null])).toBe(false)
    realm().busy = false
  })

  it('what traps in its first block, untouched', () => {
    const floats = Float64Array.from({ length: 200 }, (_, i) => i)
    expect(inBlocks(exit, 0, [floats], BLOCK, [1], 0, [null, 4])).toBe(false)
    expect(floats[3]).toBe(3)
    expect(realm().busy).toBe(false)
  })
})

describe('a race', () => {
  it('gives JavaScript its turns, and is told how long blocks take', () => {
    const [plan] = shift.plans
    if (!plan) throw new Error('no signature')
    startRace(plan)
    const turns = Array.from({ length: 8 }, () => {
      const { ran } = shifted(counted(200), new Uint8Array(200))
      if (!ran && plan.race) plan.race.turn++
      return ran
    })
    expect(new Set(turns)).toEqual(new Set([true, false]))
  })
})
