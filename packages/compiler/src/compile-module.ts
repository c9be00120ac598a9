import type * as t from '@babel/types'
import { findMarkedFunctions } from './1-find/find-marked-functions.js'
import { emitProgram } from './5-emit/emit-program.js'
import { linkModule } from './6-glue/link-module.js'
import type { CompiledModule } from './abi/compiled-module.js'
import type { CompiledFunction } from './compile-function.js'
import { compileFunction } from './compile-function.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { positionAt } from './diagnostics/position.js'
import { gatherReport, stagesOf } from './gather-report.js'
import type { ModuleSources } from './imported-modules.js'
import { ImportedModules } from './imported-modules.js'
import type { SourceRange } from './ir/source-range.js'
import { explanationsOf, refusedVerdict, verdictOf } from './judge-functions.js'
import type { CompilerOptions } from './options.js'
import { resolveOptions } from './options.js'
import { parseModule, syntaxErrorOf } from './parse-module.js'
import { passNames, switchesFor } from './pipeline.js'
import { placeOrigins } from './place-origins.js'
import { reportModule } from './report/report-module.js'
import { SourcePlaces } from './report/source-places.js'

export interface CompileInput {
  /** Module id; its extension says which language the text is in. */
  readonly file: string
  readonly source: string
  readonly options?: CompilerOptions
  /** Sources of imported modules by `importKey`; null: the host cannot find it. */
  readonly modules?: ModuleSources
  /** Kernels the assembler could not take, by name, with what it said: their functions stay JavaScript. */
  readonly declined?: ReadonlyMap<string, string>
}

/**
 * Compiles every marked function of one module: source text in, AssemblyScript text, verdicts and edits out. Pure and
 * synchronous. Where `imports` comes back filled, resolve them, add them to `modules` and call again. Throws a
 * `TypeError` for options it does not know.
 */
export function compileModule(input: CompileInput): CompiledModule {
  const options = resolveOptions(input.options, passNames)
  const imported = new ImportedModules(input.modules ?? new Map())
  const module = parseModule(input.source, input.file, imported.resolve)
  const nothing = nothingIn(input.file)
  if (!module) {
    const report = () => ({ ...nothing.report(), syntaxError: syntaxErrorOf(input.source, input.file) })
    return { ...nothing, report }
  }
  imported.deliver(module)
  const found = findMarkedFunctions(module, imported.resolve, options)
  if (imported.missing.length > 0) return { ...nothing, imports: imported.missing }

  const marked = new Set<t.Node>(found.functions.map(({ path }) => path.node))
  const context = {
    passes: switchesFor(options),
    costModel: options.costModel,
    declined: input.declined ?? new Map(),
    names: new Set<string>(),
    isMarked: (node: t.Node) => marked.has(node),
    isWaiting: () => imported.missing.length > 0,
  }
  const functions = found.functions.map(marked => compileFunction(marked, context))
  if (imported.missing.length > 0) return { ...nothing, imports: imported.missing }
  const kernels = functions.flatMap(fn => [...fn.kernels, ...fn.loops.flatMap(loop => loop.kernels)])
  const lineOf = (at: SourceRange) => positionAt(imported.textOf(at.file), at.start).line
  const { debugInfo } = options
  const describe = (at: SourceRange) => ` · ${at.file}:${lineOf(at)}`
  const emitted = kernels.length > 0 ? emitProgram(kernels, describe, debugInfo) : null
  const textOf = (file: string) => imported.textOf(file)
  const program =
    emitted && debugInfo ? placeOrigins(emitted.program, emitted.origins, textOf) : emitted?.program

  const plans = new Map(emitted?.plans.map((plan, i) => [kernels[i]?.name ?? '', plan]))
  const plansOf = ({ kernels }: Pick<CompiledFunction, 'kernels'>) =>
    kernels.flatMap(k => plans.get(k.name) ?? [])
  const compiled = functions.map(fn => ({
    ...{ ...fn, plans: plansOf(fn) },
    loops: fn.loops.map(loop => ({ ...loop, plans: plansOf(loop) })),
  }))
  const judged = compiled.map(fn => verdictOf(fn, module))
  const refused = found.refused.map(one => refusedVerdict(one, module))
  const report = () => {
    const { text = '', spans = [] } = emitted?.program ?? {}
    const assemblyOf = (name: string) => {
      const span = spans.find(({ kernel }) => kernel === name)
      return text.slice(span?.start ?? 0, span?.end ?? 0)
    }
    const gathered = compiled.flatMap((fn, n) => {
      const verdict = judged[n]
      return verdict ? [gatherReport(fn, verdict, lineOf, assemblyOf)] : []
    })
    const others = refused.map(verdict => ({ verdict, code: null, isExact: true, untyped: [], kernels: [] }))
    return reportModule([...gathered, ...others], new SourcePlaces(input.file, input.source), textOf)
  }
  return {
    verdicts: [...judged, ...refused],
    diagnostics: inOrder([...found.diagnostics, ...functions.flatMap(fn => [...fn.remarks, ...fn.reasons])]),
    program: program ?? null,
    imports: [],
    explain: () => functions.flatMap(fn => explanationsOf(fn, lineOf)),
    report,
    stages: () => compiled.flatMap(stagesOf),
    link: input => linkModule({ module, functions: compiled, tables: emitted?.tables ?? [], ...input }),
  }
}

function nothingIn(file: string): CompiledModule {
  return {
    verdicts: [],
    diagnostics: [],
    program: null,
    imports: [],
    explain: () => [],
    report: () => ({ file, syntaxError: null, functions: [], lines: [] }),
    stages: () => [],
    link: () => [],
  }
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.at.start - b.at.start)
}
