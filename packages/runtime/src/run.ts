import type { WasmExports, WasmGlobal } from './host.js'
import type { AnyArray, ArrayKind, ArrayPlan, Entry, Kernel, Plan } from './kernel.js'
import { COPY_IN, COPY_OUT, MAY_RETURN, pass, RESTARTS_LATE } from './kernel.js'
import type { Layout } from './lay-out.js'
import { layOut } from './lay-out.js'
import { leave, misfit } from './leave.js'
import { reserve, viewOf } from './memory.js'
import { realm } from './realm.js'
import { copy, lengthOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { warn } from './warn.js'
import { timeFor, weigh } from './weigh.js'

/** Calls a Wasm function with the pointers of the arrays and of free memory; converts a scalar result. */
export type Call = (entry: Entry, at: readonly number[], heap: number) => unknown

const layout: Layout = { at: [], heap: 0 }

/**
 * Runs signature `i` of a kernel that takes or makes arrays: copies them in, calls, copies the written ones out. Gives
 * `miss`, and has changed nothing, where JavaScript has to run instead. `arrays` have passed `tag`, so that their kinds
 * are those of the plan. `finish` makes visible what the kernel left in its output slots.
 *
 * Only one such call runs at a time: it begins with an empty arena, so that nothing has to be freed after an error. A
 * call from inside one (by a `Math.random` of the user's) runs as JavaScript.
 */
export function run(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
  call: Call,
  finish?: () => void,
): unknown {
  const shared = realm()
  const plan = kernel.plans[i] as Plan
  const resident = plan.uses & RESTARTS_LATE ? null : shared.resident
  if (shared.busy || !layOut(layout, shared.floor, plan, arrays, resident) || !fits(kernel))
    return pass(kernel)
  const began = timeFor(kernel)
  let computing = 0
  let result: unknown
  const show = () => {
    move(plan, arrays, COPY_OUT, shared.floor)
    finish?.()
  }
  shared.busy = true
  try {
    if (!move(plan, arrays, COPY_IN, shared.floor)) return misfit(kernel)
    computing -= timeFor(kernel)
    result = call(kernel.f[i] as Entry, layout.at, layout.heap)
    computing += timeFor(kernel)
    if (plan.result) {
      const length = ((kernel.unit.exports as WasmExports).result_length as WasmGlobal).value
      result = arrayAt(result as number, length, plan.result, plan, arrays)
    }
  } catch (error) {
    return leave(kernel, i, error, show, !!resident && (plan.uses & COPY_OUT) > 0)
  } finally {
    shared.busy = false
  }
  // Not inside `try`: after a store has become visible, JavaScript must not run the call again.
  show()
  kernel.wasm++
  weigh(kernel, timeFor(kernel) - began - computing, computing)
  return result
}

function fits({ name }: Kernel): boolean {
  try {
    reserve(layout.heap)
    return true
  } catch (error) {
    warn('room', name, error)
    return false
  }
}

/** Copies the arrays with this use in or out; `false` where an ordinary array holds what its kind does not. */
function move(
  { arrays: plans }: Plan,
  arrays: readonly AnyArray[],
  way: typeof COPY_IN | typeof COPY_OUT,
  floor: number,
): boolean {
  for (let j = 0; j < plans.length; j++) {
    const { use, heap, plain } = plans[j] as ArrayPlan
    // Below the floor an array is where it always is.
    if (!(use & way) || (layout.at[j] as number) < floor) continue
    const start = (layout.at[j] as number) / heap.size
    // The view is asked for each time: the kernel may have grown the memory.
    if (plain) {
      const array = arrays[j] as unknown[]
      if (way === COPY_OUT) plain.leave(array, viewOf(heap), start)
      else if (!plain.enter(viewOf(heap), array, start)) return false
      continue
    }
    const array = arrays[j] as TypedArray
    const length = lengthOf(array)
    // A detached array is empty too, and `set` would throw on it.
    if (length === 0) continue
    if (way === COPY_IN) copy(viewOf(heap), array, start)
    else copy(array, viewOf(heap).subarray(start, start + length), 0)
  }
  return true
}

/** An array that the call being made gives back: the very one it was given, or a new one. */
export function arrayAt(
  pointer: number,
  length: number,
  { heap, plain }: ArrayKind,
  plan: Plan,
  arrays: readonly AnyArray[],
): AnyArray {
  const given = arrays.find(
    (_, j) => (plan.arrays[j] as ArrayPlan).use & MAY_RETURN && layout.at[j] === pointer,
  )
  if (given) return given
  const start = pointer / heap.size
  return plain ? plain.make(viewOf(heap), start, length) : viewOf(heap).slice(start, start + length)
}
