import type { WasmExports, WasmGlobal } from './host.js'
import type { AnyArray, ArrayKind, ArrayPlan, Kernel, Miss, Plan, Scales } from './kernel.js'
import { COPY_IN, COPY_OUT, MAY_RETURN, pass, RESTARTS_LATE } from './kernel.js'
import { layOut } from './lay-out.js'
import { countRestart, leave } from './leave.js'
import { reserve, viewOf } from './memory.js'
import { kindOf } from './parse-spec.js'
import type { Take } from './plain-arrays.js'
import { isTurnOfJs } from './race.js'
import { realm } from './realm.js'
import { copy, lengthOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { warn } from './warn.js'
import { timeFor, weighOrRace } from './weigh.js'

/** Pointers of the arrays of the call being made, and behind them that of free memory. */
const at: number[] = []

/** Bytes the memory has at least. */
let room = 0

/** How many of them are copied. */
let copied = 0

/** When the call being made began, and when its arrays were in. */
let began = 0
let entered = 0

/**
 * Begins a call of signature `i` of a kernel that takes or makes arrays: copies them in, and gives their pointers and
 * behind them that of free memory. Gives `null`, and has changed nothing, where JavaScript has to run instead. `arrays`
 * have passed `tag`, so that their kinds are those of the plan.
 *
 * Only one such call runs at a time, until `exit` or `abandon`: it begins with an empty arena, so that nothing has to be
 * freed after an error. A call from inside one (by a `Math.random` of the user's) runs as JavaScript.
 */
export function enter(kernel: Kernel, i: number, arrays: readonly AnyArray[]): readonly number[] | null {
  const shared = realm()
  const plan = kernel.plans[i] as Plan
  const scales = kernel.scales[i] as Scales
  if (shared.busy) recover()
  else
    copied =
      scales.left !== null || isTurnOfJs(scales) ? -1 : layOut(at, shared, plan, arrays, isInPlace(plan))
  if (!shared.busy && copied >= 0 && fits(kernel, arrays.length)) {
    began = timeFor(scales)
    try {
      shared.busy = true
      if (copied === 0 || move(plan, arrays, COPY_IN, shared.floor)) {
        entered = timeFor(scales)
        return at
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

/** Ends a call that `enter` began: copies the written arrays out. */
export function exit(kernel: Kernel, i: number, arrays: readonly AnyArray[]): void {
  const scales = kernel.scales[i] as Scales
  const left = timeFor(scales)
  show(kernel.plans[i] as Plan, arrays)
  kernel.wasm++
  if (scales.isWeighed) weighOrRace(scales, timeFor(scales) - left + entered - began, left - entered)
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
  const mayShow = realm().resident !== null && isInPlace(plan) && (plan.uses & COPY_OUT) > 0
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

/** Whether arrays that are in Wasm memory are used where they are. */
function isInPlace({ uses }: Plan): boolean {
  return realm().zone !== null && !(uses & RESTARTS_LATE)
}

function fits({ name }: Kernel, count: number): boolean {
  const bytes = at[count] as number
  if (bytes <= room) return true
  try {
    room = reserve(bytes)
    return true
  } catch (error) {
    warn('room', name, error)
    return false
  }
}

function show(plan: Plan, arrays: readonly AnyArray[]): void {
  const shared = realm()
  try {
    if (copied > 0 && plan.uses & COPY_OUT) move(plan, arrays, COPY_OUT, shared.floor)
  } finally {
    shared.busy = false
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
    const plan = plans[j] as ArrayPlan
    // Below the floor an array is where it always is.
    if (!(plan.use & way) || (at[j] as number) < floor) continue
    const { heap, plain } = plan
    const start = (at[j] as number) / heap.size
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
    else copy(array, windowOf(plan, start, length), 0)
  }
  return true
}

/** The part of memory that a copy is in. Making a view costs more than a small copy, and most calls are like the last. */
function windowOf(plan: ArrayPlan, start: number, length: number): TypedArray {
  const { window } = plan
  const whole = viewOf(plan.heap)
  if (window?.whole === whole && window.start === start && window.length === length) return window.view
  const view = whole.subarray(start, start + length)
  plan.window = { whole, start, length, view }
  return view
}

/** The array that a kernel returned as a pointer. */
export function arrayOf(kernel: Kernel, i: number, arrays: readonly AnyArray[], pointer: unknown): AnyArray {
  const plan = kernel.plans[i] as Plan
  const length = ((kernel.unit.exports as WasmExports).result_length as WasmGlobal).value
  return arrayAt(pointer as number, length, plan.result as ArrayKind, plan, arrays)
}

/** An array that the call being made gives back: the very one it was given, or a new one. */
export function arrayAt(
  pointer: number,
  length: number,
  { heap, plain }: ArrayKind,
  plan: Plan,
  arrays: readonly AnyArray[],
  taken?: Map<number, AnyArray>,
): AnyArray {
  const given = arrays.find((_, j) => (plan.arrays[j] as ArrayPlan).use & MAY_RETURN && at[j] === pointer)
  if (given) return given
  const start = pointer / heap.size
  return plain
    ? plain.make(viewOf(heap), start, length, takeFrom(plan, arrays, taken))
    : viewOf(heap).slice(start, start + length)
}

/** Takes arrays of the call being made, each of them once. */
export function takeFrom(
  plan: Plan,
  arrays: readonly AnyArray[],
  known?: Map<number, AnyArray>,
): (...asked: Parameters<Take>) => AnyArray {
  // Most results are no arrays of arrays, and ask for nothing.
  let taken = known
  return (pointer, length, kind) => {
    taken ??= new Map()
    const array = taken.get(pointer) ?? arrayAt(pointer, length, kindOf(kind), plan, arrays, taken)
    taken.set(pointer, array)
    return array
  }
}
