import { describe, expect, it } from 'vitest'
import { apart, rowsOf } from './nested-arrays.js'
import { isPlain } from './plain-arrays.js'
import { tag } from './typed-arrays.js'

const plain = (value: unknown) => rowsOf(value, 8, isPlain)
const floats = (value: unknown) => rowsOf(value, 4, tag, 'Float32Array')

function rows(value: unknown, look = plain) {
  const found = look(value)
  if (!found) throw new Error('no array of arrays')
  return found
}

describe('rowsOf', () => {
  it('counts a word per row and what its elements take', () => {
    expect(rows([[1, 2, 3], [], [4]]).length).toBe(3 + 4)
    expect(rows([new Float32Array(3), new Float32Array(0)], floats).length).toBe(2 + 2)
    expect(rows([]).length).toBe(0)
  })

  it.each([
    ['a hole', Object.assign([[1]], { 2: [2] })],
    ['another kind of row', [[1], new Float32Array(1)]],
    ['a subclass', class extends Array {}.from([[1]])],
    ['no array', { length: 0 }],
    ['a row that takes no writes', [Object.freeze([1])]],
  ])('refuses %s', (_, value) => {
    expect(plain(value)).toBeUndefined()
  })

  it('refuses rows that other threads may see', () => {
    expect(floats([new Float32Array(new SharedArrayBuffer(8))])).toBeUndefined()
  })
})

describe('apart', () => {
  const row = [1, 2]
  const all = new Float32Array(8)

  it('minds a row that is written twice, or written and read', () => {
    expect(apart([rows([row, row])], [])).toBe(false)
    expect(apart([rows([row])], [rows([[1], row])])).toBe(false)
    expect(apart([rows([row])], [row])).toBe(false)
    expect(apart([[1]], [rows([row, row])])).toBe(true)
  })

  it('minds views that share elements, and not those side by side', () => {
    const views = (...starts: readonly number[]) =>
      rows(
        starts.map(at => all.subarray(at, at + 2)),
        floats,
      )
    expect(apart([views(0, 2, 6)], [])).toBe(true)
    expect(apart([views(0, 1)], [])).toBe(false)
    expect(apart([views(0)], [all.subarray(1)])).toBe(false)
    expect(apart([views(0)], [all.subarray(2)])).toBe(true)
  })

  it('asks no array how large its elements are', () => {
    const part = Object.defineProperty(all.subarray(0, 2), 'BYTES_PER_ELEMENT', { value: 0 })
    expect(apart([part], [all.subarray(1)])).toBe(false)
  })
})
