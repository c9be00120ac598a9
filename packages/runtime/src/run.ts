import type { WasmExports, WasmGlobal } from './host.js'
import type { AnyArray, ArrayKind, ArrayPlan, CopyOtherwise, Kernel, Left, Miss, Plan } from './kernel.js'
import { COPY_IN, COPY_OUT, MAY_RETURN, pass, RESTARTS_LATE } from './kernel.js'
import { elementsOf, isLikeLast, layOut } from './lay-out.js'
import { countRestart, leave } from './leave.js'
import { load } from './load.js'
import { reserve, viewOf } from './memory.js'
import { isTurnOfJs } from './race.js'
import type { Realm } from './realm.js'
import { realm } from './realm.js'
import { copy, lengthOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { NO_ROOM, warn } from './warn.js'
import { isBetterLater, timeFor, weighAgain, weighOrRace } from './weigh.js'

/** Bytes the memory has at least. */
let room = 0

/** When the call being made began, and when its arrays were in. */
let began = 0
let entered = 0

/** How arrays of the call that runs are copied otherwise than whole; no other call comes between. */
let copyOtherwise: CopyOtherwise | undefined

/**
 * Begins a call of signature `i` of a kernel that takes or makes arrays: copies them in, and gives their pointers and
 * behind them that of free memory. Gives `null`, and has changed nothing, where JavaScript has to run instead. `arrays`
 * have passed `tag`, so that their kinds are those of the plan. `otherwise` copies typed arrays that need not be copied
 * whole.
 *
 * Only one such call runs at a time, until `exit` or `abandon`: it begins with an empty arena, so that nothing has to be
 * freed after an error. A call from inside one (by a `Math.random` of the user's) runs as JavaScript.
 */
export function enter(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
  otherwise?: CopyOtherwise,
): readonly number[] | null {
  const shared = realm()
  const plan = kernel.plans[i] as Plan
  if (plan.isDirect && !shared.busy && isLikeLast(shared, plan, arrays)) {
    shared.busy = true
    return plan.at
  }
  return prepare(kernel, plan, shared, arrays, otherwise)
}

/** Begins any other call. */
function prepare(
  kernel: Kernel,
  plan: Plan,
  shared: Realm,
  arrays: readonly AnyArray[],
  otherwise?: CopyOtherwise,
): Plan['at'] | null {
  if (shared.busy) recover()
  else if (isLoaded(kernel, plan, arrays) && mayEnter(kernel, plan, shared, arrays)) {
    began = timeFor(plan)
    try {
      shared.busy = true
      copyOtherwise = otherwise
      if (plan.copied === 0 || move(plan, arrays, COPY_IN, shared.floor)) {
        entered = timeFor(plan)
        plan.isDirect = plan.copied === 0 && !plan.isWeighed
        return plan.at
      }
    } catch {
      // A getter that throws, or no stack left: JavaScript says which.
    }
    shared.busy = false
    countRestart(kernel)
  }
  pass(kernel)
  return null
}

/** Whether its module is there, which is compiled for a call that goes in. */
function isLoaded(kernel: Kernel, plan: Plan, arrays: readonly AnyArray[]): boolean {
  if (kernel.unit.refused !== null) return true
  const { zone } = realm()
  const bytes = arrays.reduce((sum: number, array, j) => {
    const one = plan.arrays[j] as ArrayPlan
    return zone?.places.has(array) ? sum : sum + elementsOf(array, one) * one.heap.size
  }, 0)
  return !isBetterLater(plan, bytes - room) && load(kernel)
}

/** Whether a call may use memory up to here, having what it takes: its module, and room. */
export function mayUse(kernel: Kernel, plan: Plan, bytes: number): boolean {
  if (kernel.unit.refused === null && (isBetterLater(plan, bytes - room) || !load(kernel))) return false
  return bytes <= room || makeRoom(kernel, bytes)
}

function mayEnter(kernel: Kernel, plan: Plan, shared: Realm, arrays: readonly AnyArray[]): boolean {
  if (plan.left !== null || isTurnOfJs(plan) || layOut(shared, plan, arrays) < 0) return false
  const bytes = plan.at[arrays.length] as number
  return bytes <= room || (!isBetterLater(plan, bytes - room) && makeRoom(kernel, bytes))
}

let isRecovering = false

/**
 * Where the stack ran out on the way to `exit`, the call has ended all the same. None runs any more when the running job
 * has ended.
 */
function recover(): void {
  if (isRecovering) return
  isRecovering = true
  Promise.resolve().then(() => {
    isRecovering = realm().busy = false
  })
}

/** Ends a call that `enter` began: copies the written arrays out, or the parts that were copied in. */
export function exit(kernel: Kernel, i: number, arrays: readonly AnyArray[]): void {
  const plan = kernel.plans[i] as Plan
  kernel.wasm++
  if (plan.isDirect) realm().busy = false
  else {
    const left = timeFor(plan)
    show(plan, arrays)
    const copying = plan.copied > 0 ? timeFor(plan) - left + entered - began : 0
    if (plan.isWeighed) return weighOrRace(plan, copying, left - entered)
  }
  if (kernel.wasm >= plan.again) weighAgain(plan)
}

/**
 * Ends a call that `enter` began and that has thrown; as `leave` does. `finish` makes visible what the kernel left in its
 * output slots.
 */
export function abandon(
  kernel: Kernel,
  i: number,
  error: unknown,
  arrays: readonly AnyArray[],
  finish?: () => void,
): Miss {
  const plan = kernel.plans[i] as Plan
  const mayShow = realm().resident !== null && (plan.uses & (COPY_OUT | RESTARTS_LATE)) === COPY_OUT
  const end = () => {
    show(plan, arrays)
    finish?.()
  }
  try {
    return leave(kernel, i, error, end, mayShow)
  } finally {
    realm().busy = false
  }
}

function makeRoom({ name }: Kernel, bytes: number): boolean {
  try {
    room = reserve(bytes)
    return true
  } catch (error) {
    warn(NO_ROOM, name, error)
    return false
  }
}

function show(plan: Plan, arrays: readonly AnyArray[]): void {
  const shared = realm()
  try {
    if (plan.copied > 0 && plan.uses & COPY_OUT) move(plan, arrays, COPY_OUT, shared.floor)
  } finally {
    shared.busy = false
  }
}

/** Copies the arrays with this use in or out; `false` where an ordinary array holds what its kind does not. */
function move(
  { arrays: plans, at }: Plan,
  arrays: readonly AnyArray[],
  way: typeof COPY_IN | typeof COPY_OUT,
  floor: number,
): boolean {
  for (let j = 0; j < plans.length; j++) {
    const plan = plans[j] as ArrayPlan
    const pointer = at[j] as number
    // Below the floor an array is where it always is.
    if (!(plan.use & way) || pointer < floor) continue
    const { heap, plain } = plan
    const start = pointer / heap.size
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
    if (length === 0 || copyOtherwise?.(j, plan, array, start, way)) continue
    if (way === COPY_IN) copy(viewOf(heap), array, start)
    else copy(array, windowOf(plan, start, length), 0)
  }
  return true
}

/** Copies what the kernel that runs has written so far out. */
export function copyOut(plan: Plan, arrays: readonly AnyArray[]): void {
  move(plan, arrays, COPY_OUT, realm().floor)
}

/** The part of memory that a copy is in. Making a view costs more than a small copy, and most calls are like the last. */
export function windowOf(plan: ArrayPlan, start: number, length: number): TypedArray {
  const { window } = plan
  // A memory that has grown has left its views empty.
  if (window?.start === start && window.view.length === length) return window.view
  const view = viewOf(plan.heap).subarray(start, start + length)
  plan.window = { start, view }
  return view
}

/** The array that a kernel returned as a pointer. */
export function arrayOf(kernel: Kernel, i: number, arrays: readonly AnyArray[], pointer: unknown): AnyArray {
  const plan = kernel.plans[i] as Plan
  const length = ((kernel.unit.exports as WasmExports).result_length as WasmGlobal).value
  return arrayAt({ plan, arrays, taken: null }, pointer as number, length, plan.result as ArrayKind)
}

/** An array that the call being made gives back: the very one it was given, or a new one. */
export function arrayAt(left: Left, pointer: number, length: number, { heap, plain }: ArrayKind): AnyArray {
  const { plan, arrays } = left
  const given = arrays.find(
    (_, j) => (plan.arrays[j] as ArrayPlan).use & MAY_RETURN && plan.at[j] === pointer,
  )
  if (given) return given
  const start = pointer / heap.size
  return plain ? plain.make(viewOf(heap), start, length, left) : viewOf(heap).slice(start, start + length)
}
