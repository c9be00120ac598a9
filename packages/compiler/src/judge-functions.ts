import type { TypeExplanation, Verdict } from './abi/compiled-module.js'
import type { KernelPlan } from './abi/kernel-plan.js'
import type { VariableReport } from './abi/module-report.js'
import type { CompiledFunction, LiftedLoop } from './compile-function.js'
import type { KernelOrigin } from './compile-kernel.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { positionAt } from './diagnostics/position.js'
import type { ParsedModule } from './ir/marked-function.js'
import type { SourceRange } from './ir/source-range.js'

/** A compiled function with the way each of its kernels is called. */
export interface PlannedFunction extends Omit<CompiledFunction, 'loops'> {
  readonly plans: readonly KernelPlan[]
  readonly loops: readonly (LiftedLoop & { readonly plans: readonly KernelPlan[] })[]
}

/** What became of a marked function: Wasm as soon as one of its signatures compiled, else maybe some of its loops. */
export function verdictOf(fn: PlannedFunction, module: ParsedModule): Verdict {
  const parts = [fn, ...fn.loops]
  const otherwise = fn.loops.length > 0 ? 'lifted' : 'js'
  return {
    name: fn.marked.name,
    status: fn.plans.length > 0 ? 'wasm' : otherwise,
    signatures: parts.flatMap(({ plans }) => plans.map(plan => plan.signature)),
    reasons: fn.reasons,
    strict: fn.marked.options.strict,
    kernels: parts.flatMap(({ kernels }) => kernels.map(kernel => kernel.name)),
    lifted: fn.loops.map(({ at }) => ({
      from: positionAt(module.source, at.start).line,
      to: positionAt(module.source, at.end).line,
    })),
    ...positionOf(fn.marked.marker, module),
  }
}

/** Why the variables of a function's kernels have their types, with lines instead of offsets. */
export function explanationsOf(
  fn: CompiledFunction,
  lineOf: (at: SourceRange) => number,
): readonly TypeExplanation[] {
  return fn.kernels.flatMap((kernel, i) =>
    explainedVariables(fn.origins[i], lineOf).map(variable => ({ kernel: kernel.name, ...variable })),
  )
}

/** The same of one kernel. */
export function explainedVariables(
  origin: KernelOrigin | undefined,
  lineOf: (at: SourceRange) => number,
): readonly VariableReport[] {
  return (origin?.explain() ?? []).map(({ at, steps, ...reason }) => ({
    ...reason,
    line: lineOf(at),
    why: steps.map(step => `line ${lineOf(step.at)} ${step.text}`),
  }))
}

/** The verdict on a function that was refused for where or how it is marked. */
export function refusedVerdict(
  refused: {
    readonly name: string
    readonly strict: boolean
    readonly marker: SourceRange
    readonly reasons: readonly Diagnostic[]
  },
  module: ParsedModule,
): Verdict {
  const { name, strict, marker, reasons } = refused
  return {
    name,
    status: 'js',
    signatures: [],
    reasons,
    strict,
    kernels: [],
    lifted: [],
    ...positionOf(marker, module),
  }
}

function positionOf(range: SourceRange, module: ParsedModule): { line: number; column: number } {
  return positionAt(module.source, range.start)
}
