import { describe, expect, it, vi } from 'vitest'
import { finalize } from '../test/finalize.js'
import { kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import { alloc, allocFrom, free } from './alloc.js'
import { configure } from './configure.js'
import type { Kernel } from './kernel.js'
import { load } from './load.js'
import { realm } from './realm.js'
import { ownTag, tag } from './typed-arrays.js'
import type { TypedArray } from './types.js'

const { sum, shift, fill, iota, grow, pick, exit } = kernels(
  'sum',
  'shift',
  'fill',
  'iota',
  'grow',
  'pick',
  'exit',
)

function call(kernel: Kernel, arrays: readonly TypedArray[], ...rest: readonly number[]) {
  load(kernel)
  return run(kernel, 0, arrays, (f, at, heap) =>
    f(...arrays.flatMap((array, i) => [at[i] as number, array.length]), ...rest, heap),
  )
}

describe('alloc', () => {
  it('makes an ordinary array of zeros', () => {
    const xs = alloc(Float64Array, 3)
    expect(xs).toBeInstanceOf(Float64Array)
    expect([...xs]).toEqual([0, 0, 0])
    expect(Object.keys(xs)).toEqual(['0', '1', '2'])
    expect([tag(xs), ownTag(xs)]).toEqual(['Float64Array', 'Float64Array'])
    expect(xs.slice().buffer).not.toBe(xs.buffer)
    expect([...alloc(BigInt64Array, 2)]).toEqual([0n, 0n])
    expect(alloc(Uint8ClampedArray, 0).length).toBe(0)
  })
  it('aligns it, away from all others', () => {
    const all = [1, 3, 16, 17, 0, 5].map(n => alloc(Uint8Array, n))
    const starts = all.map(xs => xs.byteOffset)
    expect(starts.every(start => start % 16 === 0)).toBe(true)
    for (const [i, xs] of all.entries()) xs.fill(i + 1)
    expect(all.every((xs, i) => xs.every(x => x === i + 1))).toBe(true)
  })
  it('copies another array', () => {
    const xs = new Float32Array([1, -0, Number.NaN])
    expect(allocFrom(xs)).toEqual(xs)
    expect(allocFrom(new Uint8Array([1, 2, 3]).subarray(1))).toEqual(new Uint8Array([2, 3]))
  })
  it('says what it takes', () => {
    expect(() => alloc(Array as never, 2)).toThrow('alloc takes a class of typed arrays')
    expect(() => alloc(undefined as never, 2)).toThrow('alloc(Float64Array, 100), not undefined')
    expect(() => alloc(Float64Array, -1)).toThrow(
      new RangeError('alloc takes a number of elements, 0 or more, not -1'),
    )
    expect(() => alloc(Float64Array, 1.5)).toThrow(RangeError)
    expect(() => allocFrom([1, 2] as never)).toThrow('Float64Array.from(values)')
  })
})

describe('calls with its arrays', () => {
  it('work on the memory itself', () => {
    const xs = allocFrom(new Float64Array([1, 2, 3]))
    expect(call(sum, [xs])).toBe(6)
    expect(call(fill, [xs], 7)).toBe(undefined)
    expect([...xs]).toEqual([7, 7, 7])
    expect(call(sum, [xs.subarray(1)])).toBe(14)
    expect(call(fill, [xs.subarray(1, 2)], 1)).toBe(undefined)
    expect([...xs]).toEqual([7, 1, 7])
  })
  it('see stores through overlapping views, and copies beside them', () => {
    const xs = allocFrom(new Uint8Array([1, 2, 3, 4, 5]))
    call(shift, [xs, xs.subarray(1)])
    expect([...xs]).toEqual([1, 1, 1, 1, 1])
    const ys = new Uint8Array([9, 8])
    call(shift, [ys, xs.subarray(3)])
    expect([...xs]).toEqual([1, 1, 1, 9, 8])
  })
  it('give back the very array', () => {
    const [a, b] = [alloc(Float64Array, 2), alloc(Float64Array, 3)]
    expect(call(pick, [a, b], 0)).toBe(a)
    expect(call(pick, [a, b], 1)).toBe(b)
    const c = new Float64Array(1)
    expect(call(pick, [a, c], 1)).toBe(c)
    expect(call(pick, [c, b], 0)).toBe(c)
  })
  it('do not keep them', async () => {
    const use = () => {
      const xs = alloc(Float64Array, 4)
      call(sum, [xs])
      return new WeakRef(xs)
    }
    const xs = use()
    await finalize()
    expect(xs.deref()).toBe(undefined)
  })
  it('leave views that reach beyond them to JavaScript', () => {
    const xs = alloc(Float64Array, 2)
    const { js } = sum
    call(sum, [new Float64Array(xs.buffer)])
    expect(sum.js).toBe(js + 1)
  })
  it('never detach them: the memory does not grow any more', () => {
    const xs = alloc(Float64Array, 2)
    const { byteLength } = xs.buffer
    expect(() => call(grow, [xs])).not.toThrow()
    const made = call(iota, [], 100_000) as Float64Array
    expect(made.length).toBe(100_000)
    expect(made.buffer).not.toBe(xs.buffer)
    expect([xs.length, xs.buffer.byteLength]).toEqual([2, byteLength])
  })
  it('show what was written before a throw', () => {
    const xs = alloc(Float64Array, 2)
    expect(() => call(exit, [xs], 2)).toThrow(new RangeError('first'))
    expect([...xs]).toEqual([9, 9])
  })
  it('never start over after a store in place', () => {
    const xs = alloc(Float64Array, 1)
    expect(() => call(exit, [xs], 5)).toThrow(RangeError)
    expect([...xs]).toEqual([9])
    const late = kernels('exit').exit
    load(late)
    makeLate(late)
    xs.fill(3)
    const { js } = late
    call(late, [xs], 1)
    expect([late.js - js, ...xs]).toEqual([1, 3])
  })
})

describe('a call that may start over after a store', () => {
  const late = kernels('shift').shift
  load(late)
  makeLate(late)

  it('copies what it writes, and leaves what it only reads in place', () => {
    const from = allocFrom(Uint8Array.of(1, 2, 3))
    const to = alloc(Uint8Array, 3)
    call(late, [from, to])
    expect([...to]).toEqual([1, 2, 3])
    const [plan] = late.plans
    expect(plan?.copied).toBe(1)
    expect(plan?.at[0]).toBe(from.byteOffset)
  })
  it('copies both where they share memory, also through a view made by hand', () => {
    const xs = allocFrom(Uint8Array.of(1, 2, 3, 4, 5))
    call(late, [xs, xs.subarray(1)])
    expect([...xs]).toEqual([1, 1, 1, 1, 1])
    const ys = allocFrom(Uint8Array.of(6, 7, 8, 9))
    call(late, [ys, new Uint8Array(ys.buffer, ys.byteOffset + 1, 3)])
    expect([...ys]).toEqual([6, 6, 6, 6])
    expect(late.plans[0]?.copied).toBe(2)
  })
  it('asks no array how large its elements are', () => {
    const xs = allocFrom(Uint8Array.of(1, 2, 3, 4, 5))
    const tail = Object.defineProperty(xs.subarray(1), 'BYTES_PER_ELEMENT', { value: 0 })
    call(late, [xs, tail])
    expect([...xs]).toEqual([1, 1, 1, 1, 1])
  })
})

/** As the glue says of a kernel that restarts late: of all that it writes. */
function makeLate(kernel: Kernel): void {
  kernel.plans = kernel.plans.map(plan => ({
    ...plan,
    uses: plan.uses | 8,
    arrays: plan.arrays.map(one => ({ ...one, use: one.use & 2 ? one.use | 8 : one.use })),
  }))
}

describe('free', () => {
  it('gives the memory to the next array, zeroed', () => {
    const xs = alloc(Float64Array, 1000)
    const at = xs.byteOffset
    xs.fill(1)
    free(xs)
    const ys = alloc(Float64Array, 500)
    expect(ys.byteOffset).toBe(at)
    expect(ys.every(y => y === 0)).toBe(true)
  })
  it('makes uses by name throw, those of subarrays too', () => {
    const xs = alloc(Float64Array, 4)
    const view = xs.subarray(1).subarray(1)
    free(xs)
    const message = 'hotpath: this array has been freed'
    expect(() => xs.length).toThrow(message)
    expect(() => view.length).toThrow(message)
    expect(() => tag(xs)).toThrow(message)
    expect(() => xs.subarray(1)).toThrow(message)
    expect(() => free(xs)).toThrow('freed before')
  })
  it('works through another copy of the runtime, subarrays included', async () => {
    vi.resetModules()
    const other = await import('./alloc.js')
    expect(other.alloc).not.toBe(alloc)
    const [xs, ys] = [alloc(Float64Array, 4), other.alloc(Float64Array, 4)]
    // One pair of accessors for all: with two, V8 would keep the arrays of one as dictionaries.
    expect(Object.getOwnPropertyDescriptors(ys)).toMatchObject(Object.getOwnPropertyDescriptors(xs))
    const view = xs.subarray(1).subarray(1)
    other.free(xs)
    expect(() => view.length).toThrow('hotpath: this array has been freed')
    expect(() => free(xs)).toThrow('freed before')
    free(ys)
  })
  it('takes only what alloc made', () => {
    const xs = alloc(Float64Array, 4)
    expect(() => free(xs.subarray(1))).toThrow('the very array that alloc made')
    expect(() => free(new Float64Array(2))).toThrow('the very array that alloc made')
  })
  it('joins neighbours, so that no cycle grows the memory', () => {
    const { floor } = realm()
    const lengths = [100, 1000, 1]
    const mark = () => realm().floor
    let high = 0
    for (let i = 0; i < 10_000; i++) {
      const arrays = lengths.map(n => alloc(Int32Array, n * (1 + (i % 3))))
      for (const j of [1, 0, 2]) free(arrays[j] as Int32Array)
      if (i === 3) high = mark()
    }
    expect(mark()).toBe(high)
    expect(mark() - floor).toBeLessThan(4 * 3 * 1200 + 3 * 32)
  }, 30_000)
  it('begins a larger array where the last one was', () => {
    // Larger than whatever is free further down.
    const bytes = realm().floor
    const before = alloc(Uint8Array, bytes)
    const { byteOffset } = before
    free(before)
    expect(alloc(Uint8Array, 2 * bytes).byteOffset).toBe(byteOffset)
  })
})

describe('what nobody can reach', () => {
  it('is used again', async () => {
    const { floor } = realm()
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 20; i++) alloc(Float64Array, 10_000)
      await finalize()
    }
    expect(realm().floor - floor).toBeLessThan(2.5 * 20 * 80_016)
  }, 30_000)
  it('stays while a subarray is used, or once its buffer was asked for', async () => {
    const view = allocFrom(new Uint8Array(1000).fill(5)).subarray(10, 20)
    const bytes = ((xs: Uint8Array) => new Uint8Array(xs.buffer, xs.byteOffset, 4))(
      allocFrom(new Uint8Array(1000).fill(6)),
    )
    await finalize()
    for (let i = 0; i < 50; i++) alloc(Uint8Array, 1000).fill(7)
    expect([...view.subarray(0, 2), ...bytes]).toEqual([5, 5, 6, 6, 6, 6])
  }, 30_000)
})

describe('where there is no room', () => {
  it('the array is an ordinary one, with one warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { resident } = realm()
    const all = [1, 2].map(() => alloc(Float64Array, 2 ** 27))
    expect(all.some(xs => xs.buffer === resident)).toBe(false)
    expect(warn.mock.calls).toEqual([
      [
        'hotpath: `alloc(Float64Array, 134217728)` makes an ordinary array, which calls copy: no room in WebAssembly memory.',
      ],
    ])
    warn.mockRestore()
  })
})

describe('configure', () => {
  it('says what it takes, and when', () => {
    expect(() => configure({ memroy: 1 } as never)).toThrow(
      'configure knows no option "memroy", only "memory"',
    )
    expect(() => configure({ memory: 1 })).toThrow(
      'takes bytes from 1048576 (1 MiB) to 1073741824 (1 GiB), not 1',
    )
    expect(() => configure({ memory: 2 ** 24 })).toThrow('has to come before')
    expect(() => configure({ memory: 2 ** 30 })).not.toThrow()
  })
})
