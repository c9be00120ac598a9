import type {
  FunctionReport,
  KernelReport,
  LineReport,
  ModuleReport,
  ReasonReport,
} from '../abi/module-report.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { positionAt } from '../diagnostics/position.js'
import type { LocalId } from '../ir/expr.js'
import type { Kernel } from '../ir/kernel.js'
import { printKernel } from '../ir/print-kernel.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import { describeCrossings } from './describe-crossings.js'
import { describeLoops } from './describe-loops.js'
import { LineNotes } from './line-notes.js'
import type { ReportedFunction, ReportedKernel } from './reported-function.js'
import type { SourcePlaces } from './source-places.js'

/** Puts together what there is to say about a module. `textOf` gives the source of any file that had a part in it. */
export function reportModule(
  functions: readonly ReportedFunction[],
  places: SourcePlaces,
  textOf: (file: string) => string,
): ModuleReport {
  const notes = new LineNotes(places)
  for (const fn of functions) notes.addFunction(fn)
  const lines = notes.lines()
  const report = (fn: ReportedFunction) => reportFunction(fn, { places, notes, lines, textOf })
  const inOrder = [...functions].sort((a, b) => a.verdict.line - b.verdict.line)
  return { file: places.file, syntaxError: null, functions: inOrder.map(report), lines }
}

interface ReportScope {
  readonly places: SourcePlaces
  readonly notes: LineNotes
  readonly lines: readonly LineReport[]
  readonly textOf: (file: string) => string
}

function reportFunction(fn: ReportedFunction, scope: ReportScope): FunctionReport {
  const { verdict, code, kernels } = fn
  const { places } = scope
  const lines = code !== null && places.has(code.at) ? places.span(code.at) : null
  const reported = kernels.map(kernel => reportKernel(kernel, places))
  const loops = reported.flatMap(kernel => kernel.loops)
  // What happens once per call matters where there is nothing else.
  const isRepeated = (at: number) =>
    loops.length === 0 || loops.some(({ line, to }) => line <= at && at <= to)
  const isSlow = ({ line, notes }: LineReport) =>
    lines !== null &&
    lines.from <= line &&
    line <= lines.to &&
    isRepeated(line) &&
    notes.some(note => (note.tint === 'check' || note.tint === 'crossing') && !scope.notes.isEntry(note.text))
  return {
    name: verdict.name,
    status: verdict.status,
    slowLines: scope.lines.filter(isSlow).map(({ line }) => line),
    line: verdict.line,
    lines,
    lifted: verdict.lifted,
    isExact: fn.isExact,
    reasons: verdict.reasons.map(reason => reportReason(reason, scope)),
    kernels: reported,
  }
}

function reportReason({ code, message, fix, at }: Diagnostic, { textOf }: ReportScope): ReasonReport {
  const { line, column } = positionAt(textOf(at.file), at.start)
  return { code, message, fix, file: at.file, line, column }
}

function reportKernel(kernel: ReportedKernel, places: SourcePlaces): KernelReport {
  const { plan, narrowed, final, facts, variables, assembly } = kernel
  return {
    name: plan.exportName,
    signature: plan.signature,
    crossings: describeCrossings(plan),
    ...countArrays(narrowed),
    loops: describeLoops(narrowed, facts, places),
    variables,
    ir: printKernel(final),
    assemblyScript: assembly,
  }
}

function countArrays(kernel: Kernel<ValueType>): Pick<KernelReport, 'arraysMade' | 'temporaries'> {
  const [entry] = kernel.functions
  const made: { readonly local: LocalId; readonly isHelpers: boolean }[] = []
  const returned = new Set<LocalId>()
  let isPlain = (kernel.outputs ?? []).length === 0
  for (const fn of kernel.functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'new-array') made.push({ local: stmt.local, isHelpers: fn !== entry })
      if (stmt.kind === 'store-row') isPlain = false
      if (fn !== entry || stmt.kind !== 'return' || !stmt.value || !isArray(stmt.value.type)) return
      if (stmt.value.kind === 'local') returned.add(stmt.value.local)
      else isPlain = false
    })
  }
  const isResult = (local: LocalId) => returned.has(local)
  const isKnown = [...returned].every(local => made.some(one => one.local === local && !one.isHelpers))
  const isTold = isPlain && isKnown && !made.some(({ isHelpers }) => isHelpers)
  return {
    arraysMade: made.length,
    temporaries: isTold ? made.filter(({ local }) => !isResult(local)).length : null,
  }
}
