import type { Coverage } from '../ir/extent.js'
import type { Called, IntegerRange, ThrowSite } from '../ir/kernel.js'
import type { LeafSource, MethodLeaf, MissingLeaf, ResultShape } from '../ir/leaf.js'
import type { Section } from '../ir/section.js'
import type { ArrayKind, ValueType } from '../ir/types.js'

/**
 * How one exported Wasm function is called. The calling convention: a scalar parameter is one Wasm parameter, an array
 * is two (`i32` byte pointer, `i32` length in elements); where `allocates`, a last `i32` parameter says where free
 * memory begins (16-byte aligned). An array result is its byte pointer, its length in the export `result_length`.
 */
export interface KernelPlan {
  readonly exportName: string
  readonly params: readonly ParamPlan[]
  /** What must be `undefined` or `null`. */
  readonly missing?: readonly MissingLeaf[]
  /** The methods that must not be replaced or overridden. */
  readonly methods?: readonly MethodLeaf[]
  readonly result: ValueType
  /** Positions of parameters the result may be, so that the caller gets the very array it passed. */
  readonly mayReturn: readonly number[]
  readonly allocates: boolean
  /** Typed arrays must be of their own class, because their methods are compiled in. */
  readonly usesMethods?: boolean
  /** What is compiled in of those that arrays have by name, for each type of arrays that the kernel works on. */
  readonly members?: readonly MembersPlan[]
  /** Draws random numbers; `isSeen`: and writes to the console, so that it must not start over because of one. */
  readonly draws?: { readonly isSeen: boolean }
  /** What it calls of the console and of clocks, as `console.log`, which the glue hands to the module. */
  readonly hostCalls?: readonly string[]
  /** The functions it is passed and calls, by slot, and the imports through which it calls them. */
  readonly callbacks?: readonly Called[]
  readonly callbackImports?: readonly CallbackImport[]
  /** Whether the kernel can leave early: by throwing, restarting or running out of stack. */
  readonly mayTrap: boolean
  /** Whether it may start over after it has written to an array of the caller's: then it must work on a copy of that. */
  readonly restartsLate?: boolean
  /** Some of its functions call themselves, directly or by others. */
  readonly isRecursive?: true
  /** Most of its work is done in SIMD lanes. */
  readonly runsInLanes?: boolean
  /** `status` is `firstThrow + n` when the kernel threw `throws[n]`. */
  readonly throws: readonly ThrowSite[]
  /** The output slots it fills before it returns or throws, by number. */
  readonly outputs: readonly OutputPlan[]
  /** How the result is made of them; `null`: the Wasm function gives the result itself. */
  readonly resultShape: ResultShape | null
  /** For people: `(Float64Array, i32, i32) → Float64Array`. */
  readonly signature: string
}

/** An import `host.name(slot, …)` that calls a callback with these and gives this. */
export interface CallbackImport {
  readonly name: string
  readonly params: readonly ('number' | 'boolean')[]
  readonly gives: 'number' | 'boolean' | null
}

/** The names under which arrays of this type have to have what the engine gave them; symbols as `@@iterator`. */
export interface MembersPlan {
  readonly type: ArrayKind
  readonly names: readonly string[]
}

export interface OutputPlan {
  /** `f64` for every number. */
  readonly type: ValueType
  /** Where the value goes; `null`: into the result. */
  readonly target: LeafSource | null
}

export interface ParamPlan {
  readonly name: string
  readonly type: ValueType
  readonly source: LeafSource
  /** Of an `i32`: where it must lie. */
  readonly fits?: IntegerRange
  /** Arrays: `in` is only read, `out` is fully overwritten before any read, `inout` is anything else written. */
  readonly access: 'in' | 'out' | 'inout' | 'unused'
  /** Of an `inout` typed array: which calls overwrite it as if it were `out`. Parameters go by their position. */
  readonly covered?: Coverage
  /** Of an `in` or `inout` typed array: the part that has to be copied. Parameters go by their position. */
  readonly section?: Section
  /** Of all typed arrays, where a call may be made with a block after the other: elements that each turn has for itself. */
  readonly perTurn?: number
}
