/**
 * What a part of the source costs, dearest last: arithmetic in WebAssembly; an access whose bounds are checked each time;
 * a way out of it or around it (a call of the host, a copy, a conversion that takes many instructions); JavaScript.
 */
export type Tint = 'arithmetic' | 'check' | 'crossing' | 'javascript'

/** Everything about the marked functions of one module, for people and tools. Lines start at 1. */
export interface ModuleReport {
  readonly file: string
  /** Why its text cannot be parsed, with the place; there are no functions then. `null`: it can. */
  readonly syntaxError: string | null
  /** In source order. */
  readonly functions: readonly FunctionReport[]
  /** Of this file only, in order; lines without code are left out. */
  readonly lines: readonly LineReport[]
}

export interface FunctionReport {
  readonly name: string
  /** As in its verdict. */
  readonly status: 'wasm' | 'lifted' | 'js'
  /** Lines of it that cost more than arithmetic inside WebAssembly, in loops if it has any. */
  readonly slowLines: readonly number[]
  /** The line of its marker. */
  readonly line: number
  /** The lines it stands on; `null` where it stands in another file. */
  readonly lines: LineSpan | null
  readonly lifted: readonly LineSpan[]
  /** Whether its results are JavaScript's by bits: unless its options or a declared signature allow others. */
  readonly isExact: boolean
  /** Why it, or one of its signatures, stays JavaScript, first cause first. */
  readonly reasons: readonly ReasonReport[]
  /** One per compiled signature. */
  readonly kernels: readonly KernelReport[]
}

export interface LineSpan {
  readonly from: number
  readonly to: number
}

export interface ReasonReport {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One signature of a function, or of a lifted loop of it. */
export interface KernelReport {
  readonly name: string
  /** For people: `(Float64Array, i32) → f64`. */
  readonly signature: string
  readonly crossings: readonly Crossing[]
  /** How many arrays a call makes where the text says `new`, or a method gives a new one; in a loop, per turn. */
  readonly arraysMade: number
  /** Those of them that are no result; `null` where it is not plain which one that is. */
  readonly temporaries: number | null
  readonly loops: readonly LoopReport[]
  readonly variables: readonly VariableReport[]
  /** The kernel after the last pass. */
  readonly ir: string
  readonly assemblyScript: string
}

/** How one value gets in or out. */
export interface Crossing {
  readonly name: string
  readonly type: string
  readonly direction: 'in' | 'out'
  readonly how:
    | 'value'
    | 'copied-once'
    | 'copied-in'
    | 'copied-in-and-back'
    | 'copied-out'
    | 'read'
    | 'written'
    | 'unused'
  readonly text: string
}

/** Why a variable has its type. */
export interface VariableReport {
  /** The function it belongs to: the marked one or a helper. */
  readonly function: string
  readonly name: string
  readonly type: string
  readonly line: number
  /** From the variable back to the first cause: `line 4 adds 0.5`. */
  readonly why: readonly string[]
}

/** What became of one loop in one kernel. */
export interface LoopReport {
  readonly line: number
  readonly to: number
  /** How many turns run side by side, and in registers of which shape; `null`: one by one. */
  readonly simd: { readonly turns: number; readonly shape: string } | null
  /** The line of a loop around it whose lanes it runs in. */
  readonly around: number | null
  /** Why they run one by one, as the end of a sentence; `null` where they do not, or nobody asked. */
  readonly whyNot: string | null
  /** How many turns run through its inner loop together; 1: each alone. */
  readonly jammed: number
  readonly isVersioned: boolean
  readonly isSplit: boolean
  /** All of this in short sentences. */
  readonly text: readonly string[]
}

export interface LineReport {
  readonly line: number
  readonly tint: Tint
  readonly notes: readonly LineNote[]
}

export interface LineNote {
  readonly tint: Tint
  readonly text: string
  /** The signatures it holds for; empty: all, or none compiled. */
  readonly signatures: readonly string[]
}

/** A kernel's text at one stage of its way. */
export interface KernelStages {
  readonly function: string
  readonly kernel: string
  readonly signature: string
  readonly stages: readonly { readonly stage: string; readonly text: string }[]
}
