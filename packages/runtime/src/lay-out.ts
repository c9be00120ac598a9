import type { AnyArray, ArrayPlan, Plan } from './kernel.js'
import { RESTARTS_LATE } from './kernel.js'
import { remember } from './last-arrays.js'
import { padded } from './memory.js'
import type { Realm } from './realm.js'
import { realm } from './realm.js'
import { bufferOf, canShare, isShared, lengthOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/**
 * Gives every array of a call its place in Wasm memory, 16-byte aligned, and puts where free memory begins behind them;
 * what the last call was given lies where it did. Gives how many of them have to be copied, -1 where the call has to run
 * as JavaScript, as for shared buffers.
 */
export function layOut(shared: Realm, plan: Plan, arrays: readonly AnyArray[]): number {
  if (!isLikeLast(shared, plan, arrays)) {
    // Whatever ends this on the way, the next call does not take these places for its own.
    plan.isDirect = false
    plan.floor = -1
    plan.copied = (plan.placeTogether ?? placeAlone)(plan, arrays)
    plan.floor = shared.floor
    remember(shared, plan, arrays)
  }
  return plan.copied
}

/**
 * Whether a call is given the very arrays of the last one, which are as long as they were: a buffer may detach or shrink.
 * Their places are known then, as long as memory begins where it did.
 */
export function isLikeLast(shared: Realm, plan: Plan, arrays: readonly AnyArray[]): boolean {
  const { recent, copied } = plan
  if (recent === null || plan.floor !== shared.floor) return false
  for (let i = 0; i < arrays.length; i++) {
    const array = arrays[i] as AnyArray
    if (array !== recent[i]) return false
    // Memory of ours stays as long as it is.
    if (copied !== 0 && isOtherLength(array, plan.arrays[i] as ArrayPlan)) return false
  }
  return true
}

function isOtherLength(array: AnyArray, plan: ArrayPlan): boolean {
  return plan.length >= 0 && elementsOf(array, plan) !== plan.length
}

/** One array, or none, is related to no other. */
function placeAlone(plan: Plan, arrays: readonly AnyArray[]): number {
  const shared = realm()
  const copied = place(shared, plan, arrays, true)
  return copied > 0 && !isOwn(shared, plan, arrays) ? -1 : copied
}

/**
 * Places each array by itself and gives how many have to be copied. Arrays of `alloc` and `keepArray` are in Wasm memory
 * already, below the floor, and stay where they are where they may. Not so one that the call may start over after a store
 * to.
 */
export function place(
  shared: Realm,
  { at, arrays: plans }: Plan,
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
    plan.length = start === undefined ? elementsOf(array, plan) : -1
    at[i] = start ?? top
    if (start !== undefined) continue
    top += padded(plan.length * plan.heap.size)
    copied++
  }
  at[count] = top
  return copied
}

export function elementsOf(array: AnyArray, { plain }: ArrayPlan): number {
  return plain ? array.length : lengthOf(array as TypedArray)
}

/** Whether no other thread may see an array that is copied. */
export function isOwn({ floor }: Realm, { at, arrays: plans }: Plan, arrays: readonly AnyArray[]): boolean {
  if (!canShare) return true
  for (let i = 0; i < arrays.length; i++) {
    const isCopied = (at[i] as number) >= floor && !plans[i]?.plain
    if (isCopied && isShared(bufferOf(arrays[i] as TypedArray))) return false
  }
  return true
}
