import type { Verdict } from './abi/compiled-module.js'
import type { KernelPlan } from './abi/kernel-plan.js'
import type { KernelStages } from './abi/module-report.js'
import type { KernelOrigin } from './compile-kernel.js'
import type { Kernel } from './ir/kernel.js'
import { printKernel } from './ir/print-kernel.js'
import type { SourceRange } from './ir/source-range.js'
import type { ValueType } from './ir/types.js'
import type { PlannedFunction } from './judge-functions.js'
import { explainedVariables } from './judge-functions.js'
import type { ReportedFunction, ReportedKernel, UntypedParameter } from './report/reported-function.js'

/** What the report needs of one function; `assemblyOf` gives a kernel's part of the program. */
export function gatherReport(
  fn: PlannedFunction,
  verdict: Verdict,
  lineOf: (at: SourceRange) => number,
  assemblyOf: (kernel: string) => string,
): ReportedFunction {
  const { path, module } = fn.marked
  const at = { file: module.file, start: path.node.start ?? 0, end: path.node.end ?? 0 }
  const kernels = allKernels(fn).map(({ kernel, plan, origin, lifted }): ReportedKernel => {
    const { narrowed, facts } = origin
    return {
      plan,
      narrowed,
      final: kernel,
      facts,
      variables: explainedVariables(origin, lineOf),
      assembly: assemblyOf(kernel.name),
      lifted,
    }
  })
  const { fastmath, math, signatures } = fn.marked.options
  const isExact = fastmath.length === 0 && math === 'exact' && signatures.length === 0
  const untyped = signatures.length > 0 ? [] : untypedOf(fn.marked)
  return { verdict, code: { path, at }, isExact, untyped, kernels }
}

/** The parameters that neither an annotation, a JSDoc comment nor a default says anything of. */
function untypedOf({
  path,
  module: { file, source },
}: PlannedFunction['marked']): readonly UntypedParameter[] {
  const before = source.slice(0, path.node.start ?? 0)
  const comment = before.slice(before.lastIndexOf('/**') + 1)
  const { parent } = path
  const isTypedAround =
    parent.type === 'VariableDeclarator' && 'typeAnnotation' in parent.id && parent.id.typeAnnotation
  if (isTypedAround || /@type\b/.test(comment)) return []
  return path.node.params.flatMap((param, index) => {
    if (param.type !== 'Identifier' || param.typeAnnotation) return []
    const { name, start, end } = param
    const isTold = new RegExp(`@param\\s+\\{[^}]*\\}\\s+\\[?${name.replaceAll('$', '\\$')}\\b`).test(comment)
    return isTold ? [] : [{ name, index, at: { file, start: start ?? 0, end: end ?? 0 } }]
  })
}

/** The text of every kernel of a function at every stage. */
export function stagesOf(fn: PlannedFunction): readonly KernelStages[] {
  return allKernels(fn).map(({ kernel, plan, origin }) => ({
    function: fn.marked.name,
    kernel: kernel.name,
    signature: plan.signature,
    stages: [
      { stage: 'lower', text: printKernel(origin.lowered) },
      { stage: 'infer', text: printKernel(origin.typed) },
      { stage: 'narrow', text: printKernel(origin.narrowed) },
      ...origin.trace().map(({ pass, kernel: after }) => ({ stage: pass, text: printKernel(after) })),
    ],
  }))
}

interface PlannedKernel {
  readonly kernel: Kernel<ValueType>
  readonly plan: KernelPlan
  readonly origin: KernelOrigin
  readonly lifted: SourceRange | null
}

function allKernels(fn: PlannedFunction): readonly PlannedKernel[] {
  const parts = [{ ...fn, lifted: null }, ...fn.loops.map(loop => ({ ...loop, lifted: loop.at }))]
  return parts.flatMap(({ kernels, plans, origins, lifted }) =>
    kernels.flatMap((kernel, n) => {
      const [plan, origin] = [plans[n], origins[n]]
      return plan && origin ? [{ kernel, plan, origin, lifted }] : []
    }),
  )
}
