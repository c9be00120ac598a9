import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { finalize } from '../test/finalize.js'
import { kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import { keepArray } from './keep-array.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'
import { load } from './load.js'
import { heapOf, viewOf } from './memory.js'
import { realm } from './realm.js'
import { tag } from './typed-arrays.js'

const { sum, shift, mixed, fill, iota, grow, pick, roll } = kernels(
  'sum',
  'shift',
  'mixed',
  'fill',
  'iota',
  'grow',
  'pick',
  'roll',
)

function call(
  kernel: Kernel,
  arrays: readonly (Float64Array | Float32Array | Uint8Array)[],
  ...rest: readonly number[]
) {
  expect(load(kernel) || kernel.on).toBe(true)
  const result = run(kernel, 0, arrays, (f, at, heap) =>
    f(...arrays.flatMap((array, i) => [at[i] as number, array.length]), ...rest, heap),
  )
  expect(realm().busy).toBe(false)
  return result
}

const floats = (...values: readonly number[]) => new Float64Array(values)

describe('arrays in', () => {
  it('passes the elements', () => expect(call(sum, [floats(1, 2, 3.5)])).toBe(6.5))
  it('takes views, subclasses and arrays of other realms', () => {
    class Mine extends Float64Array {}
    const foreign = runInNewContext('new Float64Array([1, 2])') as Float64Array
    expect(call(sum, [floats(9, 1, 2).subarray(1)])).toBe(3)
    expect(call(sum, [new Mine([1, 2])])).toBe(3)
    expect(call(sum, [foreign])).toBe(3)
  })
  it('takes empty and detached arrays as empty', () => {
    const detached = floats(1, 2)
    structuredClone(detached, { transfer: [detached.buffer] })
    expect(call(sum, [floats()])).toBe(0)
    expect(call(sum, [detached])).toBe(0)
    expect(call(fill, [detached], 1)).toBe(undefined)
  })
  it('leaves shared memory to JavaScript', () => {
    const { js, wasm } = sum
    expect(call(sum, [new Float64Array(new SharedArrayBuffer(16))])).toBe(miss)
    expect([sum.js, sum.wasm]).toEqual([js + 1, wasm])
  })
  it('reads resizable buffers at their length of the moment', () => {
    const Resizable = ArrayBuffer as unknown as new (
      bytes: number,
      options: object,
    ) => ArrayBuffer & { resize(bytes: number): void }
    const buffer = new Resizable(16, { maxByteLength: 64 })
    const tracking = new Float64Array(buffer)
    const fixed = new Float64Array(buffer, 0, 2)
    buffer.resize(32)
    tracking.fill(1)
    expect(call(sum, [tracking])).toBe(4)
    buffer.resize(8)
    expect(call(sum, [tracking])).toBe(1)
    // Out of bounds now, which JavaScript sees as empty.
    expect(call(sum, [fixed])).toBe(0)
    expect(call(fill, [fixed], 3)).toBe(undefined)
    expect(tracking[0]).toBe(1)
  })
  it('looks again at the array of the last call, which may have lost its buffer or changed its length', () => {
    const xs = floats(1, 2)
    expect([call(sum, [xs]), call(sum, [xs])]).toEqual([3, 3])
    structuredClone(xs, { transfer: [xs.buffer] })
    expect(call(sum, [xs])).toBe(0)

    const plain = floats(5, 6, 7, 8)
    const ys = plain.subarray(0, 3)
    expect(call(shift, [ys, plain.subarray(1)])).toBe(undefined)
    for (const n of [1, 2, 3]) {
      expect(call(fill, [plain], n)).toBe(undefined)
      expect([...ys]).toEqual([n, n, n])
    }
  })
  it('finds the places of the last arrays anew where the memory below has been taken', () => {
    const xs = floats(1, 2)
    expect(call(sum, [xs])).toBe(3)
    expect(keepArray(floats(7, 7, 7, 7), 'Float64Array')).not.toBe(null)
    expect(call(sum, [xs])).toBe(3)
    expect(keepArray(xs, 'Float64Array')).toBe(xs)
    // From now on that is the array.
    xs[0] = 9
    expect(call(sum, [xs])).toBe(3)
  })
  it('lets go of them when the running job ends', async () => {
    const use = () => {
      const xs = floats(1, 2)
      call(sum, [xs])
      return new WeakRef(xs)
    }
    const xs = use()
    await finalize()
    expect(xs.deref()).toBe(undefined)
  })
  it('grows the memory for large ones', () => {
    const large = new Float64Array(1 << 20).fill(0.5)
    expect(call(sum, [large])).toBe(1 << 19)
    expect(call(sum, [floats(1, 2)])).toBe(3)
  })
})

describe('tag', () => {
  it('is the name of a true typed array only', () => {
    const array = floats(1)
    expect(tag(array)).toBe('Float64Array')
    expect(tag(Buffer.from('a'))).toBe('Uint8Array')
    expect(tag(runInNewContext('new Int8Array(1)'))).toBe('Int8Array')
    for (const value of [[1], { length: 1 }, 1, null, undefined, 'a', 1n, new DataView(new ArrayBuffer(1))]) {
      expect(tag(value)).toBe(undefined)
    }
    expect(tag(new Proxy(array, {}))).toBe(undefined)
    expect(
      tag({
        get [Symbol.toStringTag]() {
          return 'Float64Array'
        },
      }),
    ).toBe(undefined)
    expect(tag(Object.create(Float64Array.prototype))).toBe(undefined)
  })
  it('refuses a length that is not the array’s own', () => {
    class Short extends Float64Array {
      override get length() {
        return 1
      }
    }
    expect(tag(new Short(2))).toBe(undefined)
    expect(tag(Object.defineProperty(floats(1, 2), 'length', { value: 1 }))).toBe(undefined)
  })
})

describe('arrays out', () => {
  it('copies written arrays back, and nothing around them', () => {
    const whole = floats(1, 2, 3, 4)
    call(fill, [whole.subarray(1, 3)], 8)
    expect([...whole]).toEqual([1, 8, 8, 4])
  })
  it('copies back although the kernel grew the memory', () => {
    const array = floats(0, 0)
    const before = viewOf(heapOf('Float64Array'))
    call(grow, [array])
    expect(before.length).toBe(0)
    expect([...array]).toEqual([1, 1])
  })
  it('does not run methods of the user’s', () => {
    const trap = () => {
      throw new Error('ran')
    }
    const array = Object.assign(floats(0, 0), { set: trap, subarray: trap, slice: trap })
    Object.defineProperty(array, 'buffer', { get: trap })
    Object.defineProperty(array, 'byteOffset', { get: trap })
    call(fill, [array], 2)
    expect([...Array.from({ length: 2 }, (_, i) => array[i])]).toEqual([2, 2])
  })
})

describe('overlapping arrays', () => {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i)
  function shiftInJs(from: Uint8Array, to: Uint8Array) {
    for (let i = 0; i < to.length; i++) to[i] = from[i] as number
  }

  it.each([
    [0, 1],
    [1, 0],
    [3, 10],
    [5, 5],
    [0, 40],
    [40, 0],
    [17, 33],
  ])('sees stores through one in the other: views at %i and %i', (a, b) => {
    const expected = bytes(100)
    shiftInJs(expected.subarray(a, a + 32), expected.subarray(b, b + 32))
    const actual = bytes(100)
    call(shift, [actual.subarray(a, a + 32), actual.subarray(b, b + 32)])
    expect([...actual]).toEqual([...expected])
  })
  it('takes the same array twice', () => {
    const array = bytes(20)
    call(shift, [array, array])
    expect([...array]).toEqual([...bytes(20)])
  })
  it('keeps element alignment in views of different kinds', () => {
    const make = () => new Uint8Array(64)
    for (const [a, b] of [
      [1, 4],
      [9, 4],
      [3, 20],
    ] as const) {
      const expected = make()
      expected.subarray(a, a + 16).fill(64)
      const inJs = new Float32Array(expected.buffer, b, 5)
      for (let i = 0; i < 5; i++) inJs[i] = (inJs[i] as number) * 2
      const actual = make()
      call(mixed, [actual.subarray(a, a + 16), new Float32Array(actual.buffer, b, 5)])
      expect([...actual]).toEqual([...expected])
    }
  })
  it('keeps unrelated views of one buffer apart, near empty ones too', () => {
    const buffer = new ArrayBuffer(64)
    const [a, b, none] = [
      new Uint8Array(buffer, 0, 8),
      new Uint8Array(buffer, 32, 8),
      new Uint8Array(buffer, 4, 0),
    ]
    a.fill(3)
    call(shift, [a, b])
    expect([...b]).toEqual([...a])
    call(shift, [none, none])
    call(shift, [a, none])
    expect([...a]).toEqual(Array(8).fill(3))
  })
})

describe('array results', () => {
  it('makes new arrays, whatever their size', () => {
    for (const n of [0, 1, 5, 1 << 18]) {
      const result = call(iota, [], n) as Float64Array
      expect(result).toBeInstanceOf(Float64Array)
      expect(result.length).toBe(n)
      expect(result.buffer.byteLength).toBe(8 * n)
      expect(result.at(-1) ?? -1).toBe(n - 1)
    }
  })
  it('gives back the very array that was passed', () => {
    const [a, b] = [floats(1), floats(2, 3)]
    expect(call(pick, [a, b], 0)).toBe(a)
    expect(call(pick, [a, b], 1)).toBe(b)
    expect(call(pick, [a, a], 1)).toBe(a)
    expect(a[0]).toBe(5)
  })
  it('tells empty arrays apart', () => {
    const [a, b] = [floats(), floats()]
    expect(call(pick, [a, b], 0)).toBe(a)
    expect(call(pick, [a, b], 1)).toBe(b)
  })
  it('leaves two views of one place to JavaScript', () => {
    const a = floats(1, 2)
    const b = a.subarray()
    expect(call(pick, [a, b], 0)).toBe(miss)
    expect(a[0]).toBe(1)
    expect(call(pick, [a, a.subarray(1)], 1)).toHaveProperty('byteOffset', 8)
  })
})

describe('a call from inside a call', () => {
  it('runs as JavaScript, and leaves the outer one alone', () => {
    const { random } = Math
    const inner: unknown[] = []
    Math.random = () => {
      inner.push(run(sum, 0, [floats(1, 2)], (f, at) => f(at[0] as number, 2)))
      return 0.25
    }
    try {
      const array = floats(1, 2)
      expect(call(roll, [array])).toBe(0.25)
      expect(inner).toEqual([miss])
      expect([...array]).toEqual([7, 2])
    } finally {
      Math.random = random
    }
  })
})
