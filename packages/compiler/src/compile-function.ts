import { findLoops } from './2-lower/lift-loops/find-loops.js'
import { loopSignatures } from './2-lower/lift-loops/loop-signatures.js'
import type { SignatureList } from './2-lower/list-signatures.js'
import { listSignatures } from './2-lower/list-signatures.js'
import type { LowerInput } from './2-lower/lower-kernel.js'
import { lowerKernel } from './2-lower/lower-kernel.js'
import { leavesOut } from './2-lower/signatures/missing-types.js'
import { checkAssigned, listUnassigned, mayBeUnassigned } from './3-infer/check-assigned.js'
import { checkLengths } from './3-infer/check-lengths.js'
import { checkRestarts } from './3-infer/check-restarts.js'
import { checkViews } from './3-infer/check-views.js'
import type { TypeReason } from './3-infer/explain/explain-types.js'
import { explainTypes } from './3-infer/explain/explain-types.js'
import { narrowNumbers } from './3-infer/narrow/narrow-numbers.js'
import { specialiseIntegers } from './3-infer/specialise-integers.js'
import { checkNothing } from './3-infer/types/check-nothing.js'
import { inferTypes } from './3-infer/types/infer-types.js'
import { judgeCallbacks } from './cost/judge-callbacks.js'
import { judgeCost } from './cost/judge-cost.js'
import { diagnose } from './diagnostics/catalog.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { Refusal, refuse } from './diagnostics/diagnostic.js'
import { writeLines } from './diagnostics/line-words.js'
import { positionAt } from './diagnostics/position.js'
import type { Kernel } from './ir/kernel.js'
import type { MarkedFunction } from './ir/marked-function.js'
import type { ParamType, Signature } from './ir/signature.js'
import { isWhole } from './ir/signature.js'
import type { SourceRange } from './ir/source-range.js'
import type { JsType, TypeVar, ValueType } from './ir/types.js'
import { verifyValueTypes } from './ir/verify-kernel.js'
import type { ResolvedOptions } from './options.js'
import type { PassTrace } from './pipeline.js'
import { optimize, prepare, traceOptimize } from './pipeline.js'

/** What became of one marked function: a kernel per signature that compiled, and why any did not. */
export interface CompiledFunction {
  readonly marked: MarkedFunction
  readonly kernels: readonly Kernel<ValueType>[]
  /** Per kernel, what it was made of. */
  readonly origins: readonly KernelOrigin[]
  /** Where there are no kernels: loops of it that compile by themselves. */
  readonly loops: readonly LiftedLoop[]
  readonly reasons: readonly Diagnostic[]
  /** Whether its calls stay in WebAssembly whatever the copies of their arrays turn out to cost. */
  readonly stays: boolean
  /** What else there is to say, whatever became of it. */
  readonly remarks: readonly Diagnostic[]
}

/** A loop of a function that stays JavaScript, with a kernel per set of types. */
export interface LiftedLoop {
  /** The whole statement. */
  readonly at: SourceRange
  readonly kernels: readonly Kernel<ValueType>[]
  readonly origins: readonly KernelOrigin[]
}

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
  readonly declined: ReadonlyMap<string, string>
  /** Kernel names taken so far in this module. */
  readonly names: Set<string>
  /** Whether an imported module is still missing: then all of this will be done again. */
  readonly isWaiting: () => boolean
}

// Each kernel more is bytes that ship.
const mostSpecialised = 3

/** Takes one marked function through the phases, once per signature. A phase that refuses leaves it to JavaScript. */
export function compileFunction(marked: MarkedFunction, context: FunctionContext): CompiledFunction {
  const stays = !isWeighed(marked, context)
  if (marked.options.off)
    return { marked, kernels: [], origins: [], loops: [], reasons: [], stays, remarks: [] }
  const kernels: Kernel<ValueType>[] = []
  const origins: KernelOrigin[] = []
  const reasons: Diagnostic[] = []
  let listed: SignatureList = { signatures: [], isInferred: false, remarks: [] }
  // Of calls that leave something out; where they do not compile, the others still may.
  const aside: Diagnostic[] = []
  const faults: Diagnostic[] = []
  const add = (lowered: Kernel<TypeVar>, made: CompiledKernel) => {
    kernels.push(made.kernel)
    origins.push(originOf(lowered, made, context.passes))
  }
  const attempt = (name: string, run: () => void, into = reasons) => {
    try {
      run()
    } catch (error) {
      into.push(...reasonsOf(error, name, marked))
    }
  }
  const special = (lowered: Kernel<TypeVar>, { typed, told }: Inferred) => {
    const found = marked.options.signatures.length > 0 ? null : specialiseIntegers(typed)
    if (found === null) return
    const name = unique(`${typed.name}_int`, context.names)
    if (context.declined.has(name)) return
    add(lowered, compileKernel({ typed: { ...found, name }, told }, marked, context))
  }
  attempt(marked.name, () => {
    listed = listSignatures(marked)
    const { signatures } = listed
    for (const signature of signatures) {
      const name = kernelName(marked.name, signature, signatures.length, context.names)
      const into = signature.params.some(leavesOut) ? aside : reasons
      const compile = () => {
        const fault = context.declined.get(name)
        if (fault !== undefined) throw new Error(`the assembler: ${fault}`)
        const input = { marked, signature, name, options: marked.options }
        const first = lowerKernel(input)
        if (context.isWaiting()) return
        const { lowered, inferred } = withMissing(input, first, infer(first, context), context)
        const plain = compileKernel(inferred, marked, context)
        // Before it, as the first that fits is called.
        if (kernels.length < mostSpecialised) attempt(name, () => special(lowered, inferred), faults)
        add(lowered, plain)
      }
      attempt(name, compile, into)
    }
  })
  // A guess that does not compile was a wrong one.
  const isGuess = listed.isInferred && kernels.length > 0
  if (kernels.length === 0) reasons.push(...aside)
  reasons.push(...faults.filter(({ code }) => code === 'internal/compiler-fault'))
  const told = isGuess ? reasons.filter(({ code }) => code === 'internal/compiler-fault') : reasons
  const loops: LiftedLoop[] = []
  if (kernels.length === 0 && mayLift(marked, reasons)) {
    attempt(marked.name, () => loops.push(...liftLoops(marked, context)))
  }
  return { marked, kernels, origins, loops, reasons: distinct(told), stays, remarks: listed.remarks }
}

/** Signatures of one function mostly fail for the same reasons. */
function distinct(reasons: readonly Diagnostic[]): readonly Diagnostic[] {
  const keys = reasons.map(({ at, code, message }) => `${code} ${at.file} ${at.start} ${message}`)
  return reasons.filter((_, i) => keys.indexOf(keys[i] ?? '') === i)
}

/** `strict` means all of it; what `jit(fn)` was given stays as it is; where the compiler failed, the rest is suspect. */
function mayLift({ options, site }: MarkedFunction, reasons: readonly Diagnostic[]): boolean {
  const isSound = reasons.every(({ code }) => code !== 'internal/compiler-fault' && code !== 'cost/too-small')
  return !options.strict && options.signatures.length === 0 && site.kind !== 'jit-call' && isSound
}

/** Compiles the loops of a function that can do without the rest of it. Of the others the function's reasons tell. */
function liftLoops(marked: MarkedFunction, context: FunctionContext): readonly LiftedLoop[] {
  return findLoops(marked).flatMap((loop, n) => {
    const signatures = loopSignatures(marked, loop)
    const made = signatures.flatMap(signature => {
      const name = kernelName(`${marked.name}_loop${n + 1}`, signature, signatures.length, context.names)
      try {
        if (context.declined.has(name)) return []
        const lowered = lowerKernel({ marked, loop, signature, name, options: marked.options })
        if (context.isWaiting()) return []
        // What only the loop's end gives would be lost where it throws.
        if (lowered.throws.length > 0 && loop.writeOnly.length > 0) return []
        const made = compileKernel(infer(lowered, context), marked, context)
        return [{ kernel: made.kernel, origin: originOf(lowered, made, context.passes) }]
      } catch (error) {
        if (error instanceof Refusal) return []
        throw error
      }
    })
    if (made.length === 0) return []
    const [kernels, origins] = [made.map(one => one.kernel), made.map(one => one.origin)]
    return [{ at: loop.at, kernels, origins }]
  })
}

type LoopFacts = PassTrace['facts']

/** What inference made of a kernel, and what became of its loops there. */
interface Inferred {
  readonly typed: Kernel<JsType>
  readonly told: LoopFacts
}

function infer(lowered: Kernel<TypeVar>, { passes }: FunctionContext): Inferred {
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
function withMissing(
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

interface CompiledKernel extends Pick<KernelOrigin, 'typed' | 'narrowed' | 'facts'> {
  readonly kernel: Kernel<ValueType>
}

/** One kernel, from what inference made to narrowed and optimised IR. */
function compileKernel(
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
function isWeighed({ options }: MarkedFunction, { costModel }: FunctionContext): boolean {
  return costModel && !options.strict && options.signatures.length === 0
}

function reasonsOf(error: unknown, where: string, marked: MarkedFunction): readonly Diagnostic[] {
  if (error instanceof Refusal) {
    const { file, source } = marked.module
    const lineOf = (of: string, start: number) => (of === file ? positionAt(source, start).line : null)
    return [error.diagnostic, ...error.further].map(diagnostic => writeLines(diagnostic, lineOf))
  }
  const message = error instanceof Error ? error.message : String(error)
  return [diagnose('internal/compiler-fault', marked.marker, marked.name, `${where}: ${message}`)]
}

function wordOf(param: ParamType): string {
  if (param.type === 'nothing') return param.as
  if (param.type === 'text') return 'text'
  return isWhole(param) ? (param.promised ?? param.type.replace('[]', 's')) : param.type
}

/** The user's name as a Wasm export: letters, digits and `_`, with the parameter types where there are several. */
function kernelName(name: string, signature: Signature, count: number, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)|^$/, '_')
  const types = count > 1 ? signature.params.map(p => `_${wordOf(p)}`).join('') : ''
  return unique(plain + types, taken)
}

function unique(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`
  taken.add(name)
  return name
}

/** Remembers the way to a kernel. */
function originOf(
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
