import { findLoops } from './2-lower/lift-loops/find-loops.js'
import { loopSignatures } from './2-lower/lift-loops/loop-signatures.js'
import type { SignatureList } from './2-lower/list-signatures.js'
import { listSignatures } from './2-lower/list-signatures.js'
import { lowerKernel } from './2-lower/lower-kernel.js'
import type { FunctionContext, KernelOrigin } from './compile-kernel.js'
import { compileKernel, infer, isWeighed, originOf } from './compile-kernel.js'
import type { CompiledSignatures } from './compile-signatures.js'
import { attempt, compileSignatures } from './compile-signatures.js'
import { asksInLoop } from './cost/judge-callbacks.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { Refusal } from './diagnostics/diagnostic.js'
import type { Kernel } from './ir/kernel.js'
import type { MarkedFunction } from './ir/marked-function.js'
import type { SourceRange } from './ir/source-range.js'
import type { ValueType } from './ir/types.js'
import { kernelName } from './name-kernels.js'

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

const nothing: CompiledSignatures = { kernels: [], origins: [], reasons: [], remarks: [], alone: null }

/** Takes one marked function through the phases, once per signature. A phase that refuses leaves it to JavaScript. */
export function compileFunction(marked: MarkedFunction, context: FunctionContext): CompiledFunction {
  const stays = !isWeighed(marked, context)
  if (marked.options.off)
    return { marked, kernels: [], origins: [], loops: [], reasons: [], stays, remarks: [] }
  let listed: SignatureList = { signatures: [], isInferred: false, remarks: [] }
  let made = nothing
  const reasons = [
    ...attempt(marked, marked.name, () => {
      listed = listSignatures(marked)
      made = compileSignatures(marked, listed.signatures, context)
    }),
  ]
  const loops: LiftedLoop[] = []
  const lift = (why: readonly Diagnostic[]) => {
    if (mayLift(marked, why))
      reasons.push(...attempt(marked, marked.name, () => loops.push(...liftLoops(marked, context))))
  }
  const { alone } = made
  // Loops on their own show their arrays to nobody.
  if (alone !== null && !made.kernels.some(asksInLoop)) lift(alone.reasons)
  if (alone !== null && loops.length > 0) made = alone
  reasons.unshift(...made.reasons)
  // A guess that does not compile was a wrong one.
  const isGuess = listed.isInferred && made.kernels.length > 0
  const told = isGuess ? reasons.filter(({ code }) => code === 'internal/compiler-fault') : reasons
  if (made.kernels.length === 0 && alone === null) lift(told)
  const { kernels, origins } = made
  const remarks = [...listed.remarks, ...made.remarks]
  return { marked, kernels, origins, loops, reasons: distinct(isGuess ? told : reasons), stays, remarks }
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
