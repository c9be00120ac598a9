import { diagnose } from '../diagnostics/catalog.js'
import { Refusal, refuse } from '../diagnostics/diagnostic.js'
import type { Kernel, KernelFunction, KernelOptions } from '../ir/kernel.js'
import type { MarkedFunction } from '../ir/marked-function.js'
import type { ParamType, Signature } from '../ir/signature.js'
import { isWhole } from '../ir/signature.js'
import type { SourceRange } from '../ir/source-range.js'
import type { TypeVar } from '../ir/types.js'
import { checkCallbacks } from './check-callbacks.js'
import { failedDefinedChecks } from './check-defined.js'
import { dropUnused } from './drop-unused.js'
import { lowerTest } from './expressions/lower-condition.js'
import { lowerEffect, lowerExpression, lowerValue } from './expressions/lower-expression.js'
import type { Lowerers } from './function-context.js'
import { FunctionContext } from './function-context.js'
import type { Host } from './hosts/host.js'
import { KernelContext } from './kernel-context.js'
import type { LiftableLoop } from './lift-loops/find-loops.js'
import { checkSight, lowerLoopEntry, writeOnlySlots } from './lift-loops/lower-loop-entry.js'
import { lowerFunction } from './lower-function.js'
import type { PlacedResult } from './place-missing.js'
import { endsBothWays, placeMissing } from './place-missing.js'
import { placeOutputs } from './place-outputs.js'
import { restartCaught } from './restart-caught.js'
import { restartNothing } from './restart-nothing.js'
import type { KnownParam } from './signatures/known-param.js'
import type { Parameter } from './signatures/parameters.js'
import { readTsType } from './signatures/read-ts-type.js'
import { lowerStatement } from './statements/lower-statement.js'
import { threadLeaves } from './thread-leaves.js'
import { inlineCall } from './values/inline-call.js'

const lowerers: Lowerers = {
  value: lowerValue,
  expression: lowerExpression,
  test: lowerTest,
  effect: lowerEffect,
  statement: lowerStatement,
  inline: inlineCall,
}

/** What a kernel is made from: the function, one of its signatures, and what it is called. */
export interface LowerInput {
  readonly marked: MarkedFunction
  /** Only this loop of it. */
  readonly loop?: LiftableLoop
  readonly signature: Signature
  readonly name: string
  readonly options: KernelOptions
  /** Declarations of numbers that may be read before they have a value. */
  readonly mayMiss?: readonly SourceRange[]
  /** Functions it calls that stay JavaScript. */
  readonly hosts?: readonly Host[]
}

/**
 * Turns a marked function and the helpers it calls into IR, for one signature. Refuses with every problem found, the
 * first one first.
 */
export function lowerKernel({
  marked,
  loop,
  signature,
  name,
  options,
  mayMiss,
  hosts,
}: LowerInput): Kernel<TypeVar> {
  const { node } = marked.path
  // A loop is not the function around it: should it call that, it is pulled in like any other.
  const kernel = new KernelContext(marked, loop === undefined ? node : { ...node }, hosts)
  for (const at of mayMiss ?? []) kernel.mayMiss.add(`${at.file} ${at.start}`)
  const functions: KernelFunction<TypeVar>[] = []
  // Calls add functions while this runs.
  for (let id = 0; id < kernel.functions.length; id++) {
    const source = kernel.functions[id]
    if (source === undefined) break
    if (source.lowered) {
      functions.push(source.lowered)
      continue
    }
    if (id === 0 && loop !== undefined) {
      const fn = new FunctionContext(kernel, { ...source, node }, id, lowerers)
      functions.push(lowerLoopEntry(fn, name, loop, signature))
      continue
    }
    const fn = new FunctionContext(kernel, source, id, lowerers)
    const typeOf = (parameter: Parameter, position: number): KnownParam | ParamType =>
      (id === 0
        ? signature.params[position]
        : helperType(fn, parameter, kernel.givenTypes.get(`${id}:${position}`))) ?? {
        type: 'dyn',
      }
    functions.push(lowerFunction(fn, source.name, typeOf))
  }
  const threaded = dropUnused(threadLeaves(functions, kernel.givenReads), marked)
  const problems = [...kernel.problems, ...failedDefinedChecks(threaded, kernel.definedChecks)]
  const [first, ...further] = problems
  if (first !== undefined) throw new Refusal(first, further)
  const { tables, throws, usesMethods } = kernel
  const caught = restartCaught(threaded, kernel.calledInTry)
  const result = placeResult(kernel, caught, signature)
  const taken = loop ? writeOnlySlots(loop) : result.taken
  const placed = placeOutputs(result.functions, taken)
  if (loop !== undefined) checkSight(marked, loop, placed.functions[0]?.locals ?? [])
  const shape = result.shape ? { resultShape: result.shape } : {}
  checkCallbacks(kernel, placed.functions)
  const { declaredResult } = signature
  const { callbacks } = kernel
  const members = [...kernel.members.values()]
  const missing = [...kernel.missing]
  const methods = [...kernel.methods.values()]
  const called = { ...placed, ...shape, callbacks, missing, methods }
  return { name, ...called, tables, throws, declaredResult, usesMethods, members, options }
}

function placeResult(
  { objectResult: made, mayGiveNothing: isNothingGiven }: KernelContext,
  functions: readonly KernelFunction<TypeVar>[],
  { declaredResult }: Signature,
): PlacedResult {
  const [entry] = functions
  const mayGiveNothing = isNothingGiven || (entry !== undefined && endsBothWays(entry))
  if (mayGiveNothing && entry !== undefined && declaredResult !== null)
    refuse(diagnose('infer/missing-return', entry.at, entry.name))
  if (mayGiveNothing) return placeMissing(functions, made)
  if (made === null) return { functions, taken: [], shape: null }
  const taken = made.locals.map(() => ({ target: null }))
  return { functions: restartNothing(functions), taken, shape: made.shape }
}

/** A helper's annotation counts where it names one type; calls show the rest. */
function helperType(
  fn: FunctionContext,
  { name }: Parameter,
  given: TypeVar | undefined,
): KnownParam | undefined {
  if (given !== undefined) return { type: given }
  const annotation = name.typeAnnotation
  if (annotation?.type !== 'TSTypeAnnotation') return undefined
  const types = readTsType(fn.module, fn.node, annotation.typeAnnotation)
  const [only, ...others] = types ?? []
  if (only === undefined || others.length > 0 || !isWhole(only)) return undefined
  return { type: only.type }
}
