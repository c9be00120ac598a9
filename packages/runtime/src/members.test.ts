import { expect, it, vi } from 'vitest'
import { alloc } from './alloc.js'
import { hasLayout, isSpecies, isSubarray, iterates, iterator, noteMembers, spreadable } from './members.js'

/** Has something else stand under a name while it runs. */
function during(holder: object, key: string | symbol, value: unknown, run: () => void): void {
  const before = Object.getOwnPropertyDescriptor(holder, key)
  Object.defineProperty(holder, key, { configurable: true, writable: true, value })
  try {
    run()
  } finally {
    if (before) Object.defineProperty(holder, key, before)
    else Reflect.deleteProperty(holder, key)
  }
}

it('notes what the engine gave arrays, and nothing that equals anything else', () => {
  const noted = noteMembers('Float64Array', ['constructor', 'map', 'nothing', iterator])
  // Not as a whole: matchers read what prototypes of arrays refuse.
  expect(Object.is(noted?.of, Float64Array.prototype)).toBe(true)
  expect(noted?.constructor).toBe(Float64Array)
  expect(noted?.map).toBe(Float64Array.prototype.map)
  expect(noted?.[iterator]).toBe(Float64Array.prototype.values)
  expect(noted?.nothing).toBeNaN()
  expect(noteMembers('NoArray', ['map'])).toBeUndefined()
})

it.each([
  ['a function of the user’s', () => []],
  ['one that was bound', Array.prototype.map.bind([])],
  ['another of the engine’s', Array.prototype.filter],
  ['nothing', undefined],
])('does not note %s', (_, value) => {
  during(Array.prototype, 'map', value, () => {
    expect(noteMembers('Array', ['map'])?.map).toBeNaN()
  })
})

it('notes that arrays are spread as what they are', () => {
  expect(noteMembers('Array', [spreadable])?.[spreadable]).toBeUndefined()
  during(Array.prototype, spreadable, false, () => {
    expect(noteMembers('Array', [spreadable])?.[spreadable]).toBeNaN()
  })
})

it('asks iterators whether they walk as the engine’s do', () => {
  const walker = Object.getPrototypeOf([][Symbol.iterator]()) as object
  expect(iterates()).toBe(true)
  for (const [key, value] of [
    ['next', vi.fn()],
    ['return', vi.fn()],
    [Symbol.iterator, vi.fn()],
  ] as const) {
    during(walker, key, value, () => {
      expect(iterates()).toBe(false)
    })
  }
  expect(iterates()).toBe(true)
})

it('asks classes for what their methods make', () => {
  expect(isSpecies(Float64Array)).toBe(true)
  expect(isSpecies(Number.NaN)).toBe(false)
  during(Float64Array, Symbol.species, Float32Array, () => {
    expect(isSpecies(Float64Array)).toBe(false)
  })
})

it('knows what arrays of alloc have of their own', () => {
  const noted = Float64Array.prototype.subarray
  const xs = alloc(Float64Array, 4)
  for (const array of [xs, xs.subarray(1), new Float64Array(4).subarray(2)]) {
    expect(isSubarray(array.subarray, noted)).toBe(true)
    expect(hasLayout(array)).toBe(true)
  }
  expect(isSubarray(undefined, noted)).toBe(false)
  expect(isSubarray(() => xs, noted)).toBe(false)
})

it.each([
  ['buffer', new ArrayBuffer(8)],
  ['byteOffset', 4],
  ['byteLength', 4],
])('sees another %s', (key, value) => {
  expect(hasLayout(Object.defineProperty(new Float64Array(1), key, { value }))).toBe(false)
})
