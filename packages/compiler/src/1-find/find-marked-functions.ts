import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { MarkedFunction, ParsedModule } from '../ir/marked-function.js'
import type { ModuleResolver } from '../ir/module-resolver.js'
import type { Marks } from './collect-marks.js'
import { collectMarks } from './collect-marks.js'
import { findJitCalls } from './find-jit-calls.js'
import type { DefaultOptions, RefusedFunction } from './judge.js'
import { judgeCall, judgeMark } from './judge.js'

/** Everything marked in one module. */
export interface FoundFunctions {
  /** In the order of their markers. */
  readonly functions: readonly MarkedFunction[]
  /** Marked, but not to be compiled where they stand or as they are marked: each gets a verdict of its own. */
  readonly refused: readonly RefusedFunction[]
  /** Everything to tell the user, the reasons of `refused` included, in source order. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Finds every function the user marked, in each form: comments, `"use jit"`, `jit(fn)` and `@jit`. `resolve` gives the
 * modules that functions passed to `jit` are imported from.
 */
export function findMarkedFunctions(
  module: ParsedModule,
  resolve: ModuleResolver,
  defaults: DefaultOptions = {},
): FoundFunctions {
  const marksOf = markCache()
  const own = marksOf(module)
  const calls = findJitCalls(module, {
    resolve,
    markOf: (path, owner) => marksOf(owner).byFunction.get(path.node),
  })
  const judgements = [
    ...[...own.byFunction.values()].map(mark => judgeMark(mark, module, defaults)),
    ...calls.map(call => judgeCall(call, module, defaults)),
  ].sort((a, b) => a.marker.start - b.marker.start)
  const answers = judgements.map(({ answer }) => answer)
  const diagnostics = [...own.diagnostics, ...judgements.flatMap(judgement => judgement.diagnostics)]
  return {
    functions: answers.flatMap(answer => ('function' in answer ? [answer.function] : [])),
    refused: answers.flatMap(answer => ('refused' in answer ? [answer.refused] : [])),
    // A set, because a word in a file's `"use jit"` is read for each of its functions.
    diagnostics: [...new Set(diagnostics)].sort((a, b) => a.at.start - b.at.start),
  }
}

/** Marks of a module are asked for once per call that leads into it. */
function markCache(): (module: ParsedModule) => Marks {
  const known = new Map<ParsedModule, Marks>()
  return module => {
    const marks = known.get(module) ?? collectMarks(module)
    known.set(module, marks)
    return marks
  }
}
