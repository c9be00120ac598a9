import { expect, it } from 'vitest'
import { keepArray } from './keep-array.js'
import { heap } from './memory.js'
import { numbers } from './plain-arrays.js'
import { realm } from './realm.js'

const placeOf = (array: object) => realm().zone?.places.get(array)

it('copies an array to where no call lays out its own', () => {
  const array = new Float64Array([1, -0, Number.NaN])
  expect(keepArray(array, 'Float64Array')).toBe(array)
  const place = placeOf(array) ?? Number.NaN
  expect(heap('Float64Array').slice(place / 8, place / 8 + 3)).toEqual(array)
  expect(realm().floor).toBeGreaterThan(place + array.byteLength)
})

it('keeps its places while the memory grows', () => {
  const small = Int16Array.from([7, -7])
  const large = new Uint8Array(3 * 2 ** 20).fill(9)
  keepArray(small, 'Int16Array')
  keepArray(large, 'Uint8Array')
  const [at, behind] = [placeOf(small) ?? Number.NaN, placeOf(large) ?? Number.NaN]
  expect([...heap('Int16Array').subarray(at / 2, at / 2 + 2)]).toEqual([7, -7])
  expect(heap('Uint8Array')[behind + large.length - 1]).toBe(9)
})

it('waits while a kernel runs', () => {
  const array = new Float64Array(4)
  const shared = realm()
  shared.busy = true
  try {
    expect(keepArray(array, 'Float64Array')).toBeNull()
  } finally {
    shared.busy = false
  }
  expect(placeOf(array)).toBeUndefined()
})

it('leaves ordinary arrays with something else in them to each call', () => {
  const array = [1, 2]
  array.length = 3
  const { floor } = realm()
  expect(keepArray(array, numbers)).toBe(array)
  expect(placeOf(array)).toBeUndefined()
  expect(realm().floor).toBe(floor)
})
