import type { ArrayPlan, Entry, Kernel, Plan } from './kernel.js'
import { COPY_IN, COPY_OUT } from './kernel.js'
import { padded, viewOf } from './memory.js'
import { isTurnOfJs } from './race.js'
import { realm } from './realm.js'
import { mayUse, windowOf } from './run.js'
import { bufferOf, canShare, copy, isShared, lengthOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { timeFor, weighAgain, weighOrRace } from './weigh.js'

/**
 * Makes a call of signature `i` of a kernel that may be called with a block of its arrays after the other, all of which lie
 * in one place, where they stay in the processor's second cache until they are copied out; `false` where that cannot be, or
 * would gain nothing: nothing has happened then.
 *
 * `block`: turns of its loop in a block. `perTurn`: the elements of each array that a turn has for itself. `covered`: of
 * arrays that it overwrites, a bit each. `args` are those of the call, `null` for each array.
 */
export function inBlocks(
  kernel: Kernel,
  i: number,
  arrays: readonly TypedArray[],
  block: number,
  perTurn: readonly number[],
  covered: number,
  args: readonly (number | bigint | null)[],
): boolean {
  const plan = kernel.plans[i] as Plan
  const shared = realm()
  const all = lengthOf(arrays[0] as TypedArray) / (perTurn[0] as number)
  if (all < 2 * block || all % 1 !== 0 || shared.busy || plan.left !== null || isTurnOfJs(plan)) return false
  if (!areApart(arrays, perTurn, all)) return false
  // An array is two arguments: its pointer and its length.
  const given: (number | bigint)[] = []
  const places: number[] = []
  let top = shared.floor
  for (const arg of args) {
    if (arg === null) {
      const j = places.push(given.length) - 1
      const length = block * (perTurn[j] as number)
      given.push(top, length)
      top += padded(length * (plan.arrays[j] as ArrayPlan).heap.size)
    } else given.push(arg)
  }
  if (!mayUse(kernel, plan, top)) return false
  const copyParts = (turn: number, turns: number, way: typeof COPY_IN | typeof COPY_OUT): void => {
    for (let j = 0; j < arrays.length; j++) {
      const one = plan.arrays[j] as ArrayPlan
      const isNeeded = one.use & way && !(way === COPY_IN && (covered >> j) & 1)
      const [place, per] = [places[j] as number, perTurn[j] as number]
      given[place + 1] = turns * per
      if (isNeeded)
        copyPart(one, arrays[j] as TypedArray, given[place] as number, turn * per, turns * per, way)
    }
  }
  const began = timeFor(plan)
  let turn = 0
  shared.busy = true
  try {
    for (; turn < all; turn += block) {
      const turns = Math.min(block, all - turn)
      copyParts(turn, turns, COPY_IN)
      ;(kernel.f[i] as Entry)(...given)
      copyParts(turn, turns, COPY_OUT)
    }
  } catch (error) {
    // Where nothing has been written yet the call is made in another way, which says what is wrong.
    if (turn > 0) throw error
    return false
  } finally {
    shared.busy = false
  }
  kernel.wasm++
  if (plan.isWeighed) weighOrRace(plan, 0, timeFor(plan) - began)
  else if (kernel.wasm >= plan.again) weighAgain(plan)
  return true
}

/** Whether all arrays have elements for so many turns, in buffers of their own that are copied and no other thread sees. */
function areApart(arrays: readonly TypedArray[], perTurn: readonly number[], turns: number): boolean {
  const { zone } = realm()
  return arrays.every((array, j) => {
    if (lengthOf(array) !== turns * (perTurn[j] as number) || zone?.places.has(array)) return false
    const buffer = bufferOf(array)
    for (let k = 0; k < j; k++) if (bufferOf(arrays[k] as TypedArray) === buffer) return false
    return !canShare || !isShared(buffer)
  })
}

function copyPart(
  plan: ArrayPlan,
  array: TypedArray,
  pointer: number,
  from: number,
  length: number,
  way: typeof COPY_IN | typeof COPY_OUT,
): void {
  const { heap } = plan
  const start = pointer / heap.size
  if (way === COPY_OUT) return copy(array, windowOf(plan, start, length), from)
  // Not `subarray`, which asks the array's class for one.
  copy(viewOf(heap), new heap.kind(bufferOf(array), offsetOf(array) + from * heap.size, length), start)
}
