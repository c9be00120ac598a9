import type { WasmExports } from './host.js'
import type { TypedArray } from './types.js'

/** What glue functions return instead of a result: the plain JavaScript has to run. */
export const miss: unique symbol = Symbol('hotpath.miss')
export type Miss = typeof miss

/** An exported Wasm function. */
export type Entry = (...args: readonly (number | bigint)[]) => number | bigint | undefined

/**
 * One compiled signature as the glue writes it: the export's name; the signature for people; how each array parameter is
 * used, in order; the kind of an array result; the errors it may throw. A kind is a constructor's name or a `PlainKind`.
 */
export type Spec = readonly [
  entry: string,
  signature: string,
  arrays?: readonly ArraySpec[],
  result?: string | PlainKind,
  throws?: readonly (() => Error)[],
  /**
   * 1 where calls run in Wasm whatever the copies cost: a promise, `strict`, or no cost model. 2 where long calls need no
   * comparison with JavaScript: they compute in SIMD lanes.
   */
  stays?: 0 | 1 | 2 | '',
  /** `placeTogether` where there are several arrays. */
  placeTogether?: PlaceArrays | undefined,
]
export type ArraySpec = readonly [use: number, kind: string | PlainKind]

/** What a call does with an array, as bits: copies it in, copies it out, may return it. */
export const COPY_IN = 1
export const COPY_OUT = 2
export const MAY_RETURN = 4
/** The call may start over after it has written to the array: it never works on the user's own memory. */
export const RESTARTS_LATE = 8

/** The whole memory seen as one kind of typed array. */
export interface Heap {
  readonly kind: new (source: ArrayBufferLike | number, offset?: number, length?: number) => TypedArray
  /** Bytes per element. */
  readonly size: number
  view: TypedArray
}

/** Lays out the arrays of a call; as `layOut` does. */
export type PlaceArrays = (plan: Plan, arrays: readonly AnyArray[]) => number

/** A `Spec` with what its names stand for, and what is known of its calls: most are given the arrays of the last one. */
export interface Plan extends Scales, Recent<readonly AnyArray[]> {
  readonly arrays: readonly ArrayPlan[]
  /** What a call does with any of them, as bits. */
  readonly uses: number
  /** Of an array result. */
  readonly result: ArrayKind | null
  readonly throws: readonly (() => Error)[]
  readonly placeTogether: PlaceArrays | undefined
  /** Pointers of the arrays of the last call, and behind them that of free memory. */
  readonly at: number[]
  /** The floor below them; -1 before the first call. */
  floor: number
  /** How many of them are copied; -1 where the call has to run as JavaScript. */
  copied: number
}

/** A kind of array: the memory as its elements see it, and where it is an ordinary one, how that is copied. */
export interface ArrayKind {
  readonly heap: Heap
  readonly plain: PlainKind | null
}

/** How an ordinary array of one kind of element gets into Wasm memory and back. */
export interface PlainKind {
  /** The constructor whose view of the memory holds the elements. */
  readonly heap: string
  /** Copies the elements to `view[at…]`; `false` at the first that is missing or of another kind. */
  readonly enter: (view: TypedArray, array: unknown[], at: number) => boolean
  /** Copies them back. Those that have not changed are not written. */
  readonly leave: (array: unknown[], view: TypedArray, at: number) => void
  /** Makes a new array of `length` elements, of which rows are taken from what the call left. */
  readonly make: (view: TypedArray, at: number, length: number, left?: Left) => unknown[]
}

/** Where the arrays that a call gives back come from. */
export interface Left {
  readonly plan: Plan
  /** What the call was given. */
  readonly arrays: readonly AnyArray[]
  /** Those already taken, by their address: what was left twice is one array. Made with the first. */
  taken: Map<number, AnyArray> | null
}

/** What was given last; forgotten when the running job ends, and with `free`. */
export interface Recent<T = unknown> {
  recent: T | null
}

export interface ArrayPlan extends ArrayKind {
  readonly use: number
  /** How many elements of the array were copied last, -1 where it was in Wasm memory. */
  length: number
  /** The part of memory that the array was copied out of last, in elements. */
  window: Window | null
}

/**
 * Copies of a typed array, in a position and at an element of the memory, no more than has to be copied one way or the other;
 * `false`: all of it.
 */
export type CopyOtherwise = (
  array: number,
  plan: ArrayPlan,
  from: TypedArray,
  start: number,
  way: number,
) => boolean

export interface Window {
  readonly start: number
  readonly view: TypedArray
}

/** What the glue passes for an array parameter. */
export type AnyArray = TypedArray | unknown[]

/** Functions outside that kernels call. */
export type HostCalls = Readonly<Record<string, (x: number, y: number) => unknown>>

/** The Wasm module of one source module. */
export interface Unit {
  /** The module in base64, without padding. */
  readonly code: string
  /** Puts its constant tables where memory begins, for good; only where it has any. */
  readonly placeTables: ((exports: WasmExports) => void) | undefined
  /** What it imports as `host`. */
  readonly host: HostCalls
  /** Once instantiated. */
  exports: WasmExports | null
  /** Why it is not; `null` until that has been tried. */
  refused: string | null
  readonly kernels: Kernel[]
}

/** How a kernel and its JavaScript compare on the calls of the program, taking turns. */
export interface Race {
  /** Calls so far. */
  turn: number
  /** When the JavaScript that runs began; 0 where none does. */
  began: number
  /** Milliseconds of this heat. */
  js: number
  wasm: number
  heats: number
  /** Heats that JavaScript won. */
  lost: number
  /** Who won the last heat clearly: 1 WebAssembly, -1 JavaScript, 0 neither. */
  clear: number
}

/** How calls that copy nothing compare with their JavaScript, many of them in Wasm and many in JavaScript by turns. */
export interface Bursts {
  /** Calls of a burst; 0 before the first, which only finds out how long calls are. */
  size: number
  /** Bursts so far; -1 in the first. */
  turn: number
  /** When this one began, after how many calls, and how many of its own run without asking. */
  began: number
  calls: number
  skipped: number
  /** Milliseconds that the last one took, and each call of it. */
  took: number
  perCall: number
  /** Milliseconds of JavaScript so far. */
  warm: number
  /** The least that a call took, in milliseconds. */
  js: number
  wasm: number
  /** Pairs of bursts that WebAssembly has won, and lost. */
  won: number
  lost: number
}

/** What is known of the time that calls of one signature take. */
export interface Scales {
  readonly kernel: Kernel
  /** Whether JavaScript has nothing as fast for long calls. */
  readonly isSure: boolean
  /** Whether there is still something to find out. */
  isWeighed: boolean
  /** Whether the last call had nothing to copy and nothing to find out, so that one just like it has not either. */
  isDirect: boolean
  /** Whether copies have once seemed to take much longer than the work. */
  wasDear: boolean
  /** Whether a call has been left to JavaScript for want of memory that is in use already. */
  hasWaited: boolean
  /** Calls in Wasm so far, and their milliseconds. */
  calls: number
  copying: number
  computing: number
  /** Where that did not tell. */
  race: Race | null
  /** Calls that JavaScript ran in races, their milliseconds, and after how many calls of the kernel all begins anew. */
  trials: number
  tried: number
  again: number
  /** Why calls of this signature run as JavaScript; `null` where they do not. */
  left: string | null
}

/** The state of one marked function. One shape for all, so that the code that handles them stays monomorphic. */
export interface Kernel {
  /** Whether calls may enter Wasm now. */
  on: boolean
  /** Calls that ran in Wasm, and in JavaScript. */
  wasm: number
  js: number
  restarts: number
  /** The Wasm functions and their plans, by signature. One may be worth its while where another is not. */
  f: readonly Entry[]
  plans: readonly Plan[]
  readonly unit: Unit
  readonly name: string
  readonly specs: readonly Spec[]
  /** Why all calls run as JavaScript, of a lifted function all but those of its loops. */
  reasons: readonly string[]
  /** The loops of a function of which only they compile. Each is on and off by itself. */
  readonly loops: Kernel[]
  /** Whether it was given up while running. */
  isOff: boolean
  /** Calls since the last in Wasm, and how many had run there then. */
  missed: number
  seen: number
  /** How many calls run as JavaScript without asking before one asks again. */
  pause: number
  /** Of a kernel whose calls copy nothing: after how many in Wasm they are compared, and how, where they are. */
  next: number
  bursts: Bursts | null
}

/** Calls after which a kernel that none of them fitted is not asked any more, and one that ran before not for as many. */
const TRIALS = 1000
/** The longest pause: a small integer in every engine. */
const FOREVER = 2 ** 30 - 1

/** Counts a call that JavaScript will run. */
export function pass(kernel: Kernel): Miss {
  kernel.js++
  if (kernel.isOff) return miss
  if (kernel.seen !== kernel.wasm) {
    kernel.seen = kernel.wasm
    kernel.missed = kernel.pause = 0
  }
  // Guards that do not hold only cost time.
  if (kernel.on && ++kernel.missed > TRIALS) {
    if (kernel.wasm === 0) switchOff(kernel, kernel.reasons[0] ?? 'no call fits its signatures')
    else {
      kernel.on = false
      kernel.pause = Math.min(FOREVER, 2 * kernel.pause || TRIALS)
    }
  }
  return miss
}

/** Leaves the kernel to JavaScript from now on. */
export function switchOff(kernel: Kernel, reason: string): void {
  kernel.on = false
  kernel.isOff = true
  kernel.pause = FOREVER
  kernel.reasons = [reason]
}

/** Leaves the calls of one signature to JavaScript from now on, and the kernel where none is left. */
export function leaveToJs(scales: Scales, reason: string): void {
  const { kernel } = scales
  scales.left = reason
  scales.isDirect = false
  if (kernel.plans.every(({ left }) => left !== null)) switchOff(kernel, reason)
}
