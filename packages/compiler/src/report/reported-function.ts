import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Verdict } from '../abi/compiled-module.js'
import type { KernelPlan } from '../abi/kernel-plan.js'
import type { VariableReport } from '../abi/module-report.js'
import type { Kernel } from '../ir/kernel.js'
import type { LoopFact } from '../ir/loop-fact.js'
import type { SourceRange } from '../ir/source-range.js'
import type { ValueType } from '../ir/types.js'

/** What a report is made of: one marked function and what the compiler knows of it. */
export interface ReportedFunction {
  readonly verdict: Verdict
  /** `null`: it was refused for where or how it is marked. */
  readonly code: { readonly path: NodePath<t.Function>; readonly at: SourceRange } | null
  readonly isExact: boolean
  /** Parameters that no type is written for. */
  readonly untyped: readonly UntypedParameter[]
  readonly kernels: readonly ReportedKernel[]
}

export interface UntypedParameter {
  readonly name: string
  /** Its position among the parameters. */
  readonly index: number
  readonly at: SourceRange
}

export interface ReportedKernel {
  readonly plan: KernelPlan
  /** With a representation for every value, before the optional passes. */
  readonly narrowed: Kernel<ValueType>
  readonly final: Kernel<ValueType>
  /** What the passes said on the way. */
  readonly facts: readonly { readonly at: SourceRange; readonly fact: LoopFact }[]
  readonly variables: readonly VariableReport[]
  readonly assembly: string
  /** The loop it is, where the function around it stays JavaScript. */
  readonly lifted: SourceRange | null
}
