import type { AnyArray, ArrayPlan, Plan } from './kernel.js'
import { COPY_OUT, MAY_RETURN } from './kernel.js'
import { padded } from './memory.js'
import { bufferOf, isShared, lengthOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/** Pointers of the arrays of the call being made, and where free memory begins behind them. */
export interface Layout {
  readonly at: number[]
  heap: number
}

/**
 * Gives every array of a call its place in Wasm memory, 16-byte aligned; `false` where the call has to run as
 * JavaScript: shared buffers, or two arrays that a returned pointer could not tell apart.
 *
 * Views of the resident buffer, given one, are in Wasm memory already and stay where they are, below the floor.
 *
 * Views that overlap in one buffer stay exactly as far apart as they are there, so that a store through one is seen
 * through the other. This matters only if something is written: else every view may have its own copy.
 */
export function layOut(
  layout: Layout,
  floor: number,
  { arrays: plans, uses }: Plan,
  arrays: readonly AnyArray[],
  resident: ArrayBufferLike | null,
): boolean {
  const { at } = layout
  // Costs as much as the rest, and one array alone is related to none.
  const buffers: object[] | null = uses & COPY_OUT && arrays.length > 1 ? [] : null
  let related = false
  let top = floor
  for (let i = 0; i < arrays.length; i++) {
    const array = arrays[i] as AnyArray
    const isPlain = (plans[i] as ArrayPlan).plain !== null
    // An ordinary array overlaps with nothing but itself, as if it were its own buffer.
    const buffer = isPlain ? array : bufferOf(array as TypedArray)
    if (buffers) {
      related ||= buffers.includes(buffer)
      buffers.push(buffer)
    }
    if (buffer === resident) {
      at[i] = offsetOf(array as TypedArray)
      // What reaches above the floor is not an array of `alloc`.
      if ((at[i] as number) + bytesOf(array, plans[i]) > floor) return false
      continue
    }
    if (!isPlain && isShared(buffer as ArrayBufferLike)) return false
    at[i] = top
    top += padded(bytesOf(array, plans[i]))
  }
  if (buffers && related) {
    top = relate(at, floor, plans, arrays, buffers, resident)
    if (isAmbiguous(at, plans, arrays)) return false
  }
  layout.heap = top
  return true
}

function bytesOf(array: AnyArray, plan: ArrayPlan | undefined): number {
  const { heap, plain } = plan as ArrayPlan
  return (plain ? array.length : lengthOf(array as TypedArray)) * heap.size
}

/** Lays out regions, each a run of overlapping views; returns where free memory begins. */
function relate(
  at: number[],
  floor: number,
  plans: readonly ArrayPlan[],
  arrays: readonly AnyArray[],
  buffers: readonly object[],
  resident: ArrayBufferLike | null,
): number {
  const views = arrays
    .map((array, i) => ({
      i,
      start: plans[i]?.plain ? 0 : offsetOf(array as TypedArray),
      bytes: bytesOf(array, plans[i]),
    }))
    .sort((a, b) => a.start - b.start)
  let top = floor
  for (const buffer of new Set(buffers)) {
    if (buffer === resident) continue
    let base = 0
    let end = 0
    for (const { i, start, bytes } of views) {
      if (buffers[i] !== buffer) continue
      // A new region begins as far behind a multiple of 16 as it does in the buffer: elements stay aligned.
      if (start >= end) base = top + (start % 16) - start
      end = Math.max(end, start + bytes)
      at[i] = base + start
      top = padded(base + end)
    }
  }
  return top
}

/** Whether two different arrays that may be returned begin at one address. */
function isAmbiguous(
  at: readonly number[],
  plans: readonly ArrayPlan[],
  arrays: readonly AnyArray[],
): boolean {
  const mayReturn = (_: unknown, i: number) => plans[i] && plans[i].use & MAY_RETURN
  return new Set(arrays.filter(mayReturn)).size > new Set(at.filter(mayReturn)).size
}
