import type * as t from '@babel/types'
import type { LowerInput } from './2-lower/lower-kernel.js'
import { lowerKernel } from './2-lower/lower-kernel.js'
import { checkAssigned, listUnassigned, mayBeUnassigned } from './3-infer/check-assigned.js'
import { checkLengths } from './3-infer/check-lengths.js'
import { checkRestarts } from './3-infer/check-restarts.js'
import { checkViews } from './3-infer/check-views.js'
import type { TypeReason } from './3-infer/explain/explain-types.js'
import { explainTypes } from './3-infer/explain/explain-types.js'
import { narrowNumbers } from './3-infer/narrow/narrow-numbers.js'
import { checkNothing } from './3-infer/types/check-nothing.js'
import { inferTypes } from './3-infer/types/infer-types.js'
import { judgeCallbacks } from './cost/judge-callbacks.js'
import { judgeCost } from './cost/judge-cost.js'
import { Refusal, refuse } from './diagnostics/diagnostic.js'
import type { Kernel } from './ir/kernel.js'
import type { MarkedFunction } from './ir/marked-function.js'
import type { JsType, TypeVar, ValueType } from './ir/types.js'
import { verifyValueTypes } from './ir/verify-kernel.js'
import type { ResolvedOptions } from './options.js'
import type { PassTrace } from './pipeline.js'
import { optimize, prepare, traceOptimize } from './pipeline.js'

/** What a kernel was made of, to say of it what nobody needs who only runs it: what takes time is done when asked for. */
export interface KernelOrigin {
  readonly lowered: Kernel<TypeVar>
  readonly typed: Kernel<JsType>
  /** Why its variables have their types. */
  readonly explain: () => readonly TypeReason[]
  /** With a representation for every value, before any optional pass. */
  readonly narrowed: Kernel<ValueType>
  /** What the passes said of its loops. */
  readonly facts: PassTrace['facts']
  /** The passes one by one. */
  readonly trace: () => readonly PassTrace[]
}

export interface FunctionContext {
  /** Which optional passes run. */
  readonly passes: ResolvedOptions['optimize']
  /** Whether functions too small to gain stay JavaScript. */
  readonly costModel: boolean
  /** Kernels the assembler could not take, by name, with what it said. */
  readonly declined: ReadonlyMap<string, string>
  /** Kernel names taken so far in this module. */
  readonly names: Set<string>
  /** Whether a function is a marked one of the module. */
  readonly isMarked: (node: t.Node) => boolean
  /** Whether an imported module is still missing: then all of this will be done again. */
  readonly isWaiting: () => boolean
}

type LoopFacts = PassTrace['facts']

/** What inference made of a kernel, and what became of its loops there. */
export interface Inferred {
  readonly typed: Kernel<JsType>
  readonly told: LoopFacts
}

/** Types for everything that lowering has left open. */
export function infer(lowered: Kernel<TypeVar>, { passes }: FunctionContext): Inferred {
  const told: LoopFacts[number][] = []
  const inferred = inferTypes(lowered)
  // It is lowered again, or refused.
  if (mayBeUnassigned(inferred)) return { typed: inferred, told }
  return { typed: prepare(inferred, passes, (at, fact) => told.push({ at, fact })), told }
}

/**
 * Lowers a kernel again that may read numbers before they have a value: they get a place that tells. Where that does not
 * compile, it stays what it was, to be refused for those.
 */
export function withMissing(
  input: LowerInput,
  lowered: Kernel<TypeVar>,
  inferred: Inferred,
  context: FunctionContext,
): { readonly lowered: Kernel<TypeVar>; readonly inferred: Inferred } {
  const mayMiss = listUnassigned(inferred.typed)
  if (mayMiss.length === 0) return { lowered, inferred }
  try {
    const again = lowerKernel({ ...input, mayMiss })
    return { lowered: again, inferred: infer(again, context) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { lowered, inferred }
  }
}

export interface CompiledKernel extends Pick<KernelOrigin, 'typed' | 'narrowed' | 'facts'> {
  readonly kernel: Kernel<ValueType>
}

/** One kernel, from what inference made to narrowed and optimised IR. */
export function compileKernel(
  { typed, told }: Inferred,
  marked: MarkedFunction,
  context: FunctionContext,
): CompiledKernel {
  checkNothing(typed)
  checkAssigned(typed)
  checkViews(typed)
  checkLengths(typed)
  const narrowed = narrowNumbers(typed)
  verifyValueTypes(narrowed)
  checkRestarts(narrowed)
  const { name } = marked
  const isDear = isWeighed(marked, context) && (judgeCallbacks(narrowed, name) ?? judgeCost(narrowed, name))
  if (isDear) refuse(isDear)
  const facts = [...told]
  const kernel = optimize(narrowed, context.passes, (at, fact) => facts.push({ at, fact }))
  return { typed, narrowed, kernel, facts }
}

/** `strict` asks for WebAssembly whatever it costs, and what a written signature promises is not what JavaScript does. */
export function isWeighed({ options }: MarkedFunction, { costModel }: FunctionContext): boolean {
  return costModel && !options.strict && options.signatures.length === 0
}

/** Remembers the way to a kernel. */
export function originOf(
  lowered: Kernel<TypeVar>,
  { typed, narrowed, facts }: CompiledKernel,
  passes: ResolvedOptions['optimize'],
): KernelOrigin {
  return {
    ...{ lowered, typed, narrowed, facts },
    explain: () => explainTypes(typed),
    trace: () => traceOptimize(narrowed, passes),
  }
}
