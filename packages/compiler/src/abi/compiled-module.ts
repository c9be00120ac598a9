import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceRange } from '../ir/source-range.js'
import type { AssemblyProgram } from './assembly-program.js'
import type { KernelStages, ModuleReport, VariableReport } from './module-report.js'

/** Replaces `source.slice(start, end)`; an insertion has `start === end`. Never overlapping, ordered by `start`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Parts of `text` that stand for places in the user's sources, in order: a stack trace is to point there. */
  readonly places?: readonly TextPlace[]
}

/** A part of a generated text, and what it stands for. */
export interface TextPlace {
  readonly offset: number
  readonly length: number
  readonly at: SourceRange
}

/** What became of one marked function. */
export interface Verdict {
  readonly name: string
  /** `lifted`: it stays JavaScript, but for some of its loops. */
  readonly status: 'wasm' | 'lifted' | 'js'
  /** One per compiled signature, e.g. `(Float64Array, i32, i32) → Float64Array`. */
  readonly signatures: readonly string[]
  /** Why it stays JavaScript, first cause first; empty where `wasm`. */
  readonly reasons: readonly Diagnostic[]
  readonly strict: boolean
  /** Kernel names (exports) that belong to it. */
  readonly kernels: readonly string[]
  /** Lines of the loops that run in Wasm where the function does not, both ends included. */
  readonly lifted: readonly { readonly from: number; readonly to: number }[]
  readonly line: number
  readonly column: number
}

/** Why a variable of a kernel is represented as it is. */
export interface TypeExplanation extends VariableReport {
  readonly kernel: string
}

/** A module another one's kernel needs, to be resolved by the host and passed in `CompileInput.modules`. */
export interface ImportRequest {
  readonly specifier: string
  readonly importer: string
}

/** The whole answer of the compiler for one source module. */
export interface CompiledModule {
  readonly verdicts: readonly Verdict[]
  /** Everything to tell the user, verdict reasons included, in source order. */
  readonly diagnostics: readonly Diagnostic[]
  /** `null` where nothing compiled. */
  readonly program: AssemblyProgram | null
  /** Sources still missing; when not empty, resolve them and compile again. */
  readonly imports: readonly ImportRequest[]
  /** Why the variables of every kernel have their types; computed when asked for. */
  readonly explain: () => readonly TypeExplanation[]
  /** What every line, loop and value of the marked functions comes to; computed when asked for. */
  readonly report: () => ModuleReport
  /** The text of every kernel after each pass; computed when asked for. */
  readonly stages: () => readonly KernelStages[]
  /** The edits that turn the source into the transformed module. `wasm` is the assembled program, or null. */
  readonly link: (input: LinkInput) => readonly Edit[]
}

export type ImportStyle = 'import' | 'require'

export interface LinkInput {
  readonly wasm: Uint8Array | null
  /** Module specifier the glue imports the runtime from. */
  readonly runtime: string
  /** How it does that; a script (no `import`, no `export`) can only `require` without becoming a module. */
  readonly imports?: ImportStyle
  /** Why functions that have no reason of their own run as JavaScript where `wasm` is `null`: for `inspect`. */
  readonly why?: string
  /** Whether the development server may put a newer copy of the module in its place while the page runs. */
  readonly hot?: boolean
}
