import { host } from './host.js'
import type { AnyArray, ArrayPlan, Plan } from './kernel.js'
import { COPY_IN, COPY_OUT, MAY_RETURN } from './kernel.js'
import { heapOf, viewOf } from './memory.js'
import { booleans, isPlain, strings } from './plain-arrays.js'
import { copyOut } from './run.js'
import { bufferOf, copy, lengthOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/** The arrays of a running call, which the callbacks that it asks may look at and change. */
export interface Shown {
  readonly plan: Plan
  readonly arrays: readonly AnyArray[]
  readonly lengths: readonly number[]
  /** What stood in them when the call began, taken before they get what the kernel has written; `null` until then. */
  before: readonly AnyArray[] | null
}

/**
 * What became of the arrays while a callback ran; `taken` where typed ones were transferred away, `lost` where they are no
 * longer such as could be written as before.
 */
export type Fate = 'kept' | 'changed' | 'taken' | 'lost'

export function shown(plan: Plan, arrays: readonly AnyArray[]): Shown {
  return { plan, arrays, lengths: arrays.map(lengthIn), before: null }
}

/** Bytes that are copied and compared for each callback. */
export function sizeOf({ plan, lengths }: Shown): number {
  return lengths.reduce((bytes, length, j) => {
    const one = plan.arrays[j] as ArrayPlan
    const times = one.use & COPY_OUT ? 2 : 1
    return bytes + (isSeen(one) ? length * one.heap.size * times : 0)
  }, 0)
}

/** Makes what the kernel has written so far visible, before a callback is asked. */
export function reveal(all: Shown): void {
  const { plan, arrays } = all
  if (!(plan.uses & COPY_OUT)) return
  all.before ??= copies(all)
  copyOut(plan, arrays)
}

/** Compares the arrays with their copies in the kernel's memory, bit by bit, after a callback has been asked. */
export function fateOf({ plan, arrays, lengths }: Shown): Fate {
  let fate: Fate = 'kept'
  for (const [j, array] of arrays.entries()) {
    const one = plan.arrays[j] as ArrayPlan
    if (!isSeen(one)) continue
    const { plain, heap, use } = one
    const length = lengths[j] as number
    if (plain) {
      const list = array as unknown[]
      const isKept = holds(list, viewOf(heap), (plan.at[j] as number) / heap.size, length, plain === booleans)
      // One that is only read may be frozen meanwhile.
      if (!isPlain(list) && (!isKept || use & COPY_OUT)) return 'lost'
      if (!isKept && fate === 'kept') fate = 'changed'
    } else if (lengthOf(array as TypedArray) !== length) {
      // What was only resized may be longer again, and who is given the very array back would see what stands in its place.
      const buffer = bufferOf(array as TypedArray) as { resizable?: boolean; maxByteLength?: number }
      // Where it has been transferred away, there is no more room in it.
      const isResized = buffer.resizable && buffer.maxByteLength !== 0
      if (isResized || plan.uses & MAY_RETURN) return 'lost'
      fate = 'taken'
    } else if (fate === 'kept') {
      if (length > 0 && !isSame(array as TypedArray, plan.at[j] as number, length * heap.size))
        fate = 'changed'
    }
  }
  return fate
}

/**
 * Makes the arrays again what they were when the call began, so that JavaScript can do all of it once more. Gives what
 * makes them what they are now.
 */
export function rewind(all: Shown): () => void {
  const { plan, arrays, before } = all
  const now = copies(all)
  // What the kernel only reads has not changed in its memory; what it writes has not been shown before the first callback.
  if (before || !(plan.uses & COPY_OUT)) put(arrays, before ?? arrays.map((_, j) => inMemory(all, j)))
  return () => put(arrays, now)
}

/**
 * Makes what JavaScript works on in the place of arrays that were transferred away, with what stood in them when the call
 * began. They lie over each other as in the kernel's memory, and so as those did. Gives them by what they stand for, and
 * what transfers them away too.
 */
export function standIns(all: Shown): readonly [ReadonlyMap<unknown, AnyArray>, leave: () => void] {
  const { plan, arrays, lengths, before } = all
  const buffer = new ArrayBuffer((plan.at[arrays.length] as number) - plan.floor)
  const pairs = arrays.map((array, j) => {
    const { plain, heap } = plan.arrays[j] as ArrayPlan
    if (plain || lengthIn(array) === lengths[j]) return [array, array] as const
    const made = new heap.kind(buffer, (plan.at[j] as number) - plan.floor, lengths[j])
    fill(made, (before?.[j] ?? inMemory(all, j)) as TypedArray)
    return [array, made] as const
  })
  return [new Map(pairs), () => host.structuredClone(buffer, { transfer: [buffer] })]
}

/** Whether the kernel looks at an array at all, so that it is copied, and whether anybody can change it. */
function isSeen({ use, plain }: ArrayPlan): boolean {
  return (use & (COPY_IN | COPY_OUT)) > 0 && plain !== strings
}

function lengthIn(array: AnyArray): number {
  return ArrayBuffer.isView(array) ? lengthOf(array) : array.length
}

function copies({ plan, arrays }: Shown): readonly AnyArray[] {
  return arrays.map((array, j) => {
    const one = plan.arrays[j] as ArrayPlan
    if (!isSeen(one)) return array
    const { plain, heap } = one
    if (plain) return copyOfList(array as unknown[])
    const made = new heap.kind(lengthOf(array as TypedArray))
    fill(made, array as TypedArray)
    return made
  })
}

function inMemory({ plan, arrays, lengths }: Shown, j: number): AnyArray {
  const one = plan.arrays[j] as ArrayPlan
  if (!isSeen(one)) return arrays[j] as AnyArray
  const { plain, heap } = one
  const start = (plan.at[j] as number) / heap.size
  const length = lengths[j] as number
  return plain ? plain.make(viewOf(heap), start, length) : viewOf(heap).slice(start, start + length)
}

function put(arrays: readonly AnyArray[], all: readonly AnyArray[]): void {
  for (const [j, array] of arrays.entries()) {
    const from = all[j] as AnyArray
    if (from === array) continue
    if (ArrayBuffer.isView(array)) fill(array, from as TypedArray)
    else putItems(array, from as unknown[])
  }
}

/** A detached array is empty too, and `set` would throw on it. */
function fill(array: TypedArray, from: TypedArray): void {
  if (lengthOf(array) > 0 && lengthOf(from) > 0) copy(array, from, 0)
}

/** Not by `slice`, which asks the array for its class. */
function copyOfList(array: readonly unknown[]): unknown[] {
  const made: unknown[] = []
  putItems(made, array)
  return made
}

function putItems(array: unknown[], from: readonly unknown[]): void {
  array.length = from.length
  for (let i = 0; i < from.length; i++) {
    if (i in from) array[i] = from[i]
    else delete array[i]
  }
}

function holds(
  array: readonly unknown[],
  view: TypedArray,
  at: number,
  length: number,
  isOfBooleans: boolean,
): boolean {
  if (array.length !== length) return false
  for (let i = 0; i < length; i++) {
    const value = view[at + i]
    if (!Object.is(array[i], isOfBooleans ? value === 1 : value)) return false
  }
  return true
}

/** Whether so many bytes of an array are those at this address, by words where both begin at one. */
function isSame(array: TypedArray, address: number, bytes: number): boolean {
  const buffer = bufferOf(array)
  const offset = offsetOf(array)
  if ((address | offset | bytes) % 4 !== 0)
    return equal(new Uint8Array(buffer, offset, bytes), viewOf(heapOf('Uint8Array')) as Uint8Array, address)
  const words = new Int32Array(buffer, offset, bytes / 4)
  return equal(words, viewOf(heapOf('Int32Array')) as Int32Array, address / 4)
}

function equal<T extends Uint8Array | Int32Array>(one: T, other: T, at: number): boolean {
  const { length } = one
  let i = 0
  // Four at a time, without a branch between them: what is compared is mostly equal, and long.
  for (; i + 3 < length; i += 4) {
    const j = at + i
    const differ =
      ((one[i] as number) ^ (other[j] as number)) |
      ((one[i + 1] as number) ^ (other[j + 1] as number)) |
      ((one[i + 2] as number) ^ (other[j + 2] as number)) |
      ((one[i + 3] as number) ^ (other[j + 3] as number))
    if (differ !== 0) return false
  }
  for (; i < length; i++) if (one[i] !== other[at + i]) return false
  return true
}
