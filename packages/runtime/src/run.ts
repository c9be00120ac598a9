import type { WasmExports, WasmGlobal } from './host.js'
import type { ArrayPlan, Entry, Heap, Kernel, Plan } from './kernel.js'
import { COPY_IN, COPY_OUT, MAY_RETURN, pass } from './kernel.js'
import type { Layout } from './lay-out.js'
import { layOut } from './lay-out.js'
import { leave } from './leave.js'
import { reserve, viewOf } from './memory.js'
import { realm } from './realm.js'
import { copy, lengthOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { warn } from './warn.js'

/** Calls a Wasm function with the pointers of the arrays and of free memory; converts a scalar result. */
export type Call = (entry: Entry, at: readonly number[], heap: number) => unknown

const layout: Layout = { at: [], heap: 0 }

/**
 * Runs signature `i` of a kernel that takes or makes arrays: copies them in, calls, copies the written ones out. Gives
 * `miss`, and has changed nothing, where JavaScript has to run instead. `arrays` have passed `tag`, so that their kinds
 * are those of the plan.
 *
 * Only one such call runs at a time: it begins with an empty arena, so that nothing has to be freed after an error. A
 * call from inside one (by a `Math.random` of the user's) runs as JavaScript.
 */
export function run(kernel: Kernel, i: number, arrays: readonly TypedArray[], call: Call): unknown {
  const shared = realm()
  const plan = kernel.plans[i] as Plan
  if (shared.busy || !layOut(layout, shared.floor, plan, arrays) || !fits(kernel)) return pass(kernel)
  let result: unknown
  shared.busy = true
  try {
    move(plan, arrays, COPY_IN)
    result = call(kernel.f[i] as Entry, layout.at, layout.heap)
    if (plan.result) result = arrayAt(result as number, plan.result, kernel, plan, arrays)
  } catch (error) {
    return leave(kernel, i, error, () => move(plan, arrays, COPY_OUT))
  } finally {
    shared.busy = false
  }
  // Not inside `try`: after a store has become visible, JavaScript must not run the call again.
  move(plan, arrays, COPY_OUT)
  kernel.wasm++
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

/** Copies the arrays with this use in or out. */
function move(
  { arrays: plans }: Plan,
  arrays: readonly TypedArray[],
  way: typeof COPY_IN | typeof COPY_OUT,
): void {
  for (let j = 0; j < plans.length; j++) {
    const { use, heap } = plans[j] as ArrayPlan
    const array = arrays[j] as TypedArray
    const length = lengthOf(array)
    // A detached array is empty too, and `set` would throw on it.
    if (!(use & way) || length === 0) continue
    const start = (layout.at[j] as number) / heap.size
    // The view is asked for each time: the kernel may have grown the memory.
    if (way === COPY_IN) copy(viewOf(heap), array, start)
    else copy(array, viewOf(heap).subarray(start, start + length), 0)
  }
}

/** The array a kernel returned: the very one it was given, or a new one. */
function arrayAt(
  pointer: number,
  heap: Heap,
  { unit }: Kernel,
  plan: Plan,
  arrays: readonly TypedArray[],
): TypedArray {
  const given = arrays.find(
    (_, j) => (plan.arrays[j] as ArrayPlan).use & MAY_RETURN && layout.at[j] === pointer,
  )
  if (given) return given
  const start = pointer / heap.size
  const length = ((unit.exports as WasmExports).result_length as WasmGlobal).value
  return viewOf(heap).slice(start, start + length)
}
