import type { AnyArray, ArrayPlan, Plan } from './kernel.js'
import { COPY_OUT, MAY_RETURN, RESTARTS_LATE } from './kernel.js'
import { elementsOf, isOwn, place } from './lay-out.js'
import { padded } from './memory.js'
import type { Realm } from './realm.js'
import { realm } from './realm.js'
import { bufferOf, isShared, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/**
 * Lays out the arrays of a call that takes several; glue hands it to the signatures that do. -1 also where a returned pointer
 * could not tell two of them apart.
 *
 * Views that overlap in one buffer stay exactly as far apart as they are there, so that a store through one is seen
 * through the other. This matters only if something is written: else every view may have its own copy. Where a call may
 * start over after a store, an array of `alloc` stays in place only if it shares nothing with one that is copied for that.
 */
export function placeTogether(plan: Plan, arrays: readonly AnyArray[]): number {
  const shared = realm()
  const { uses } = plan
  const mayStay = !sharesWithCopies(shared, plan, arrays)
  const copied = place(shared, plan, arrays, mayStay)
  if (copied > 0) {
    // Asking for buffers costs as much as the rest.
    const isFit =
      uses & COPY_OUT
        ? relate(shared, plan, arrays, mayStay && !(uses & RESTARTS_LATE) ? shared.resident : null)
        : isOwn(shared, plan, arrays)
    if (!isFit) return -1
  }
  return uses & MAY_RETURN && isAmbiguous(plan, arrays) ? -1 : copied
}

/** Whether an array that is copied out of Wasm memory shares some of it with one that may stay there. */
function sharesWithCopies({ resident }: Realm, plan: Plan, arrays: readonly AnyArray[]): boolean {
  if (!(plan.uses & RESTARTS_LATE)) return false
  const inside = arrays.flatMap((array, i) => {
    const one = plan.arrays[i] as ArrayPlan
    return ArrayBuffer.isView(array) && bufferOf(array) === resident ? regionOf(array, one, i) : []
  })
  const isLate = ({ i }: Region) => ((plan.arrays[i] as ArrayPlan).use & RESTARTS_LATE) > 0
  return inside.some(a => isLate(a) && inside.some(b => !isLate(b) && b.start < a.end && a.start < b.end))
}

/** Where an array is in its buffer. An ordinary one overlaps with nothing but itself, as if it were its own buffer. */
interface Region {
  readonly i: number
  readonly buffer: object
  readonly start: number
  readonly end: number
}

function regionOf(array: AnyArray, plan: ArrayPlan, i: number): Region {
  const start = plan.plain ? 0 : offsetOf(array as TypedArray)
  const buffer = plan.plain ? array : bufferOf(array as TypedArray)
  return { i, buffer, start, end: start + elementsOf(array, plan) * plan.heap.size }
}

/** Moves views that overlap to one place; `false` where another thread may see one. */
function relate(
  { floor }: Realm,
  { at, arrays: plans }: Plan,
  arrays: readonly AnyArray[],
  resident: ArrayBufferLike | null,
): boolean {
  const regions: Region[] = []
  let isRelated = false
  for (let i = 0; i < arrays.length; i++) {
    if ((at[i] as number) < floor) continue
    const plan = plans[i] as ArrayPlan
    const region = regionOf(arrays[i] as AnyArray, plan, i)
    const { buffer, start, end } = region
    if (buffer === resident) {
      at[i] = start
      // A view that somebody made over the whole memory: what reaches above the floor is not theirs.
      if (end > floor) return false
      continue
    }
    if (!plan.plain && isShared(buffer as ArrayBufferLike)) return false
    isRelated ||= regions.some(other => other.buffer === buffer)
    regions.push(region)
  }
  if (isRelated) at[arrays.length] = joinRegions(at, floor, regions)
  return true
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
function isAmbiguous({ at, arrays: plans }: Plan, arrays: readonly AnyArray[]): boolean {
  const mayReturn = (_: unknown, i: number) => (plans[i] as ArrayPlan).use & MAY_RETURN
  return (
    new Set(arrays.filter(mayReturn)).size >
    new Set(at.filter((_, i) => i < arrays.length && mayReturn(_, i))).size
  )
}
