import type { ImportStyle } from '../abi/compiled-module.js'
import type { KernelPlan } from '../abi/kernel-plan.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Table } from '../ir/kernel.js'
import type { MarkedFunction, ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'

/** Everything known of one module when its glue is written. */
export interface LinkModuleInput {
  readonly module: ParsedModule
  readonly functions: readonly LinkedFunction[]
  /** What `table_0`, `table_1` … of the Wasm module hold. */
  readonly tables: readonly Table[]
  /** The assembled program; `null` where there is none, and every function stays JavaScript. */
  readonly wasm: Uint8Array | null
  /** Module specifier of the runtime. */
  readonly runtime: string
  /** @default 'import' */
  readonly imports?: ImportStyle
  /** Said of functions that stay JavaScript without a reason of their own. */
  readonly why?: string
  /** Whether newer copies of the module may take its place while it runs. @default false */
  readonly hot?: boolean
}

/** A marked function and its kernels, tried in this order; with none it stays JavaScript. */
export interface LinkedFunction {
  readonly marked: MarkedFunction
  readonly plans: readonly KernelPlan[]
  readonly reasons: readonly Diagnostic[]
  /** Whether its calls stay in WebAssembly whatever the copies of their arrays turn out to cost. */
  readonly stays: boolean
  /** With no kernels of its own: loops that have some. */
  readonly loops: readonly LinkedLoop[]
}

/** A loop that asks its kernels first. */
export interface LinkedLoop {
  /** The whole statement. */
  readonly at: SourceRange
  readonly plans: readonly KernelPlan[]
}
