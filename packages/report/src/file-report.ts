import type { ModuleReport } from '@hotpath/compiler'
import type { KernelCode } from './measure-kernels.js'

/** Everything about one file: what the compiler knows, and what the assembler made of it. */
export interface FileReport extends ModuleReport {
  /** As people read it. */
  readonly path: string
  readonly source: string
  /** The other files that had a part in it. */
  readonly imports: readonly string[]
  /** Of all its Wasm. */
  readonly bytes: number
  /** By kernel. */
  readonly codes: ReadonlyMap<string, KernelCode>
}
