import { expect, it } from 'vitest'
import { hostField, noteHost } from './host-fields.js'

const noted = noteHost(['Map', 'NoSuchClass'], ['size'])
const read = (object: unknown): unknown => hostField(object, 'size', noted)

it('reads what the engine’s own getter gives, and plain fields', () => {
  expect(read(new Map([[1, 2]]))).toBe(1)
  expect(read({ size: 7 })).toBe(7)
  expect(hostField({ size: 7 }, 'size', undefined)).toBe(7)
})

it('runs no other getter', () => {
  class Sized extends Map {
    override get size(): number {
      throw new Error('asked')
    }
  }
  const lies = { get: () => 3 }
  const made = [
    new Sized(),
    new (class extends Map {})(),
    new Proxy(new Map(), lies),
    Object.create(Map.prototype),
    Object.setPrototypeOf(new Map(), new Proxy(Map.prototype, lies)),
    Object.defineProperty(new Map(), 'size', { get: () => 3 }),
    Object.defineProperty(new Map(), 'size', { value: undefined }),
    new Set(),
    undefined,
    5,
  ]
  for (const object of made) expect(read(object)).toBeUndefined()
})

it('notes no getter that somebody replaced, and misses one that is replaced later', () => {
  class Replaced {
    get size(): number {
      return 1
    }
  }
  Object.assign(globalThis, { Replaced })
  expect(hostField(new Replaced(), 'size', noteHost(['Replaced'], ['size']))).toBeUndefined()
  Reflect.deleteProperty(globalThis, 'Replaced')
  const size = Object.getOwnPropertyDescriptor(Map.prototype, 'size') ?? {}
  Object.defineProperty(Map.prototype, 'size', { get: () => 9, configurable: true })
  expect(read(new Map())).toBeUndefined()
  Object.defineProperty(Map.prototype, 'size', size)
  expect(read(new Map())).toBe(0)
})
