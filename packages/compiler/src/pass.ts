import type { Kernel } from './ir/kernel.js'
import type { TellLoop } from './ir/loop-fact.js'
import type { JsType, ValueType } from './ir/types.js'

/** One optional step of `4-optimize`: a pure function kernel → kernel that keeps every bit. */
export interface Pass {
  readonly name: string
  /** `tell` hears what became of the user's loops; what it hears changes nothing. */
  readonly run: (kernel: Kernel<ValueType>, tell: TellLoop) => Kernel<ValueType>
  /** Passes this one must follow, each with the reason; a contract test checks the order in `pipeline.ts`. */
  readonly after: Readonly<Record<string, string>>
  /** It writes loops or whole bodies more than once: speed for bytes. */
  readonly copiesLoops?: true
}

/** One optional step before numbers get their representations: it helps these to be small. It keeps every bit too. */
export interface Preparation {
  readonly name: string
  /** `tell` as for a `Pass`. */
  readonly run: (kernel: Kernel<JsType>, tell: TellLoop) => Kernel<JsType>
  /** As of a `Pass`. */
  readonly copiesLoops?: true
}
