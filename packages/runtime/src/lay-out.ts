import type { AnyArray, ArrayPlan, Plan } from './kernel.js'
import { COPY_OUT, MAY_RETURN, RESTARTS_LATE } from './kernel.js'
import { remember } from './last-arrays.js'
import { padded } from './memory.js'
import type { Realm } from './realm.js'
import { bufferOf, canShare, isShared, lengthOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/**
 * Gives every array of a call its place in Wasm memory, 16-byte aligned, and puts where free memory begins behind them;
 * what the last call was given lies where it did. Gives how many of them have to be copied, -1 where the call has to run
 * as JavaScript: shared buffers, or two arrays that a returned pointer could not tell apart.
 *
 * Arrays of `alloc` and `keepArray` are in Wasm memory already and stay where they are, below the floor. Not so one that the
 * call may start over after a store to, nor any other one then where the two share memory.
 *
 * Views that overlap in one buffer stay exactly as far apart as they are there, so that a store through one is seen
 * through the other. This matters only if something is written: else every view may have its own copy.
 */
export function layOut(shared: Realm, plan: Plan, arrays: readonly AnyArray[]): number {
  if (!isLikeLast(shared, plan, arrays)) {
    const mayStay = shared.zone !== null && !sharesWithCopies(shared, plan, arrays)
    plan.copied = place(shared, plan, arrays, mayStay)
    plan.floor = shared.floor
  }
  return plan.copied
}

/**
 * Whether a call is given the very arrays of the last one, which are as long as they were: a buffer may detach or shrink.
 * Their places are known then, as long as memory begins where it did.
 */
export function isLikeLast(shared: Realm, plan: Plan, arrays: readonly AnyArray[]): boolean {
  if (plan.floor !== shared.floor) return false
  const plans = plan.arrays
  for (let i = 0; i < arrays.length; i++) {
    const plan = plans[i] as ArrayPlan
    const array = arrays[i] as AnyArray
    if (array !== plan.recent) return false
    // Memory of ours stays as long as it is.
    if (plan.length >= 0 && elementsOf(array, plan) !== plan.length) return false
  }
  return true
}

/** Whether an array that is copied out of Wasm memory shares some of it with one that may stay there. */
function sharesWithCopies({ resident }: Realm, plan: Plan, arrays: readonly AnyArray[]): boolean {
  if (!(plan.uses & RESTARTS_LATE)) return false
  const inside = arrays.flatMap((array, i) => {
    if (!ArrayBuffer.isView(array) || bufferOf(array) !== resident) return []
    const one = plan.arrays[i] as ArrayPlan
    const start = offsetOf(array)
    return { start, end: start + bytesOf(array, one), isLate: (one.use & RESTARTS_LATE) > 0 }
  })
  return inside.some(a => a.isLate && inside.some(b => !b.isLate && b.start < a.end && a.start < b.end))
}

function place(
  shared: Realm,
  { at, arrays: plans, uses }: Plan,
  arrays: readonly AnyArray[],
  mayStay: boolean,
): number {
  const { floor, zone } = shared
  const count = arrays.length
  let copied = 0
  let top = floor
  for (let i = 0; i < count; i++) {
    const array = arrays[i] as AnyArray
    const plan = plans[i] as ArrayPlan
    const stays = mayStay && !(plan.use & RESTARTS_LATE)
    const start = stays ? zone?.places.get(array) : undefined
    remember(shared, plan, array, start === undefined ? elementsOf(array, plan) : -1)
    at[i] = start ?? top
    if (start !== undefined) continue
    top += padded(plan.length * plan.heap.size)
    copied++
  }
  at[count] = top
  if (copied > 0) {
    // Asking for buffers costs as much as the rest, and one array alone is related to none.
    const isFit =
      uses & COPY_OUT && count > 1
        ? relate(at, floor, plans, arrays, mayStay && !(uses & RESTARTS_LATE) ? shared.resident : null)
        : !canShare || isOwn(at, floor, plans, arrays)
    if (!isFit) return -1
  }
  return count > 1 && uses & MAY_RETURN && isAmbiguous(at, plans, arrays) ? -1 : copied
}

function elementsOf(array: AnyArray, { plain }: ArrayPlan): number {
  return plain ? array.length : lengthOf(array as TypedArray)
}

function bytesOf(array: AnyArray, plan: ArrayPlan): number {
  return elementsOf(array, plan) * plan.heap.size
}

/** Whether no other thread may see an array that is copied. */
function isOwn(
  at: readonly number[],
  floor: number,
  plans: readonly ArrayPlan[],
  arrays: readonly AnyArray[],
): boolean {
  for (let i = 0; i < arrays.length; i++) {
    const isCopied = (at[i] as number) >= floor && !plans[i]?.plain
    if (isCopied && isShared(bufferOf(arrays[i] as TypedArray))) return false
  }
  return true
}

/** Where an array is in its buffer. An ordinary one overlaps with nothing but itself, as if it were its own buffer. */
interface Region {
  readonly i: number
  readonly buffer: object
  readonly start: number
  readonly end: number
}

/** Moves views that overlap to one place; `false` where another thread may see one. */
function relate(
  at: number[],
  floor: number,
  plans: readonly ArrayPlan[],
  arrays: readonly AnyArray[],
  resident: ArrayBufferLike | null,
): boolean {
  const buffers: (object | null)[] = []
  let isRelated = false
  for (let i = 0; i < arrays.length; i++) {
    const array = arrays[i] as AnyArray
    let buffer: object | null = null
    if ((at[i] as number) >= floor) {
      const isPlain = (plans[i] as ArrayPlan).plain !== null
      buffer = isPlain ? array : bufferOf(array as TypedArray)
      if (buffer === resident) {
        buffer = null
        const start = offsetOf(array as TypedArray)
        at[i] = start
        // A view that somebody made over the whole memory: what reaches above the floor is not theirs.
        if (start + bytesOf(array, plans[i] as ArrayPlan) > floor) return false
      } else if (!isPlain && isShared(buffer as ArrayBufferLike)) return false
      isRelated ||= buffer !== null && buffers.includes(buffer)
    }
    buffers.push(buffer)
  }
  if (isRelated) at[arrays.length] = joinRegions(at, floor, regionsOf(buffers, plans, arrays))
  return true
}

function regionsOf(
  buffers: readonly (object | null)[],
  plans: readonly ArrayPlan[],
  arrays: readonly AnyArray[],
): Region[] {
  return buffers.flatMap((buffer, i) => {
    if (buffer === null) return []
    const array = arrays[i] as AnyArray
    const plan = plans[i] as ArrayPlan
    const start = plan.plain ? 0 : offsetOf(array as TypedArray)
    return { i, buffer, start, end: start + bytesOf(array, plan) }
  })
}

/** Lays out runs of overlapping views; returns where free memory begins. */
function joinRegions(at: number[], floor: number, regions: Region[]): number {
  regions.sort((a, b) => a.start - b.start)
  let top = floor
  for (const one of new Set(regions.map(({ buffer }) => buffer))) {
    let base = 0
    let runEnd = 0
    for (const { i, buffer, start, end } of regions) {
      if (buffer !== one) continue
      // A new run begins as far behind a multiple of 16 as it does in the buffer: elements stay aligned.
      if (start >= runEnd) base = top + (start % 16) - start
      runEnd = Math.max(runEnd, end)
      at[i] = base + start
      top = padded(base + runEnd)
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
  return new Set(arrays.filter(mayReturn)).size > new Set(arrays.map((_, i) => at[i]).filter(mayReturn)).size
}
