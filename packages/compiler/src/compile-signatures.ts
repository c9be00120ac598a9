import { blameCallees } from './2-lower/hosts/blame-callees.js'
import type { Host } from './2-lower/hosts/host.js'
import { listHosts } from './2-lower/hosts/list-hosts.js'
import { lowerKernel } from './2-lower/lower-kernel.js'
import { leavesOut } from './2-lower/signatures/missing-types.js'
import { specialiseIntegers } from './3-infer/specialise-integers.js'
import type { CompiledKernel, FunctionContext, Inferred, KernelOrigin } from './compile-kernel.js'
import { compileKernel, infer, originOf, withMissing } from './compile-kernel.js'
import { diagnose } from './diagnostics/catalog.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { Refusal } from './diagnostics/diagnostic.js'
import { writeLines } from './diagnostics/line-words.js'
import { positionAt } from './diagnostics/position.js'
import type { Kernel } from './ir/kernel.js'
import type { MarkedFunction } from './ir/marked-function.js'
import type { Signature } from './ir/signature.js'
import type { TypeVar, ValueType } from './ir/types.js'
import { kernelName, unique } from './name-kernels.js'

/** The kernels of a function, one per signature that compiled, and why others did not. */
export interface CompiledSignatures {
  readonly kernels: readonly Kernel<ValueType>[]
  /** Per kernel, what it was made of. */
  readonly origins: readonly KernelOrigin[]
  readonly reasons: readonly Diagnostic[]
  /** Functions it calls that stay JavaScript. */
  readonly remarks: readonly Diagnostic[]
  /** The same without kernels that call such functions. */
  readonly alone: CompiledSignatures | null
}

interface NamedSignature {
  readonly signature: Signature
  readonly name: string
}

// Each is found after another one.
const mostHosts = 16

// Of calls in JavaScript, what is more to say than why they are needed: that their arguments or results do not go is not.
const telling: ReadonlySet<string> = new Set([
  'cost/callback',
  'lower/shared-with-callback',
  'infer/random-restart',
])

// Each kernel more is bytes that ship.
const mostSpecialised = 3

/**
 * Compiles a function for each of its signatures. Where none compiles on account of functions that it calls, these are
 * called in JavaScript.
 */
export function compileSignatures(
  marked: MarkedFunction,
  signatures: readonly Signature[],
  context: FunctionContext,
): CompiledSignatures {
  const named = signatures.map(signature => ({
    signature,
    name: kernelName(marked.name, signature, signatures.length, context.names),
  }))
  const alone = compileWith([], marked, named, context)
  if (alone.kernels.length > 0 || alone.reasons.length === 0) return alone
  const all = listHosts(marked, context.isMarked)
  let hosts: readonly Host[] = []
  let last: CompiledSignatures = alone
  while (hosts.length < mostHosts) {
    const known = hosts
    const others = all.filter(host => !known.includes(host))
    const blamed = blameCallees(others, last.reasons, marked.path.node)
    if (blamed.length === 0) {
      const further = last === alone ? [] : last.reasons.filter(({ code }) => telling.has(code))
      return { ...alone, reasons: [...alone.reasons, ...further] }
    }
    hosts = [...hosts, ...blamed]
    last = compileWith(hosts, marked, named, context)
    if (last.kernels.length > 0) return { ...last, remarks: describe(hosts, alone.reasons, marked), alone }
  }
  return alone
}

/** Says of each function that stays JavaScript why it does. */
function describe(
  hosts: readonly Host[],
  reasons: readonly Diagnostic[],
  marked: MarkedFunction,
): readonly Diagnostic[] {
  return hosts.flatMap(host => {
    const at = host.hosted.calls[0]?.at
    const why = reasons.find(reason => blameCallees([host], [reason], marked.path.node).length > 0)
    if (at === undefined || why === undefined) return []
    const line = why.at.file === at.file ? positionAt(marked.module.source, why.at.start).line : null
    const where = line === null ? '' : ` (line ${line})`
    return [diagnose('lower/called-in-javascript', at, marked.name, host.name, why.message, where)]
  })
}

function compileWith(
  hosts: readonly Host[],
  marked: MarkedFunction,
  signatures: readonly NamedSignature[],
  context: FunctionContext,
): CompiledSignatures {
  const kernels: Kernel<ValueType>[] = []
  const origins: KernelOrigin[] = []
  const reasons: Diagnostic[] = []
  // Of calls that leave something out; where they do not compile, the others still may.
  const aside: Diagnostic[] = []
  const faults: Diagnostic[] = []
  const add = (lowered: Kernel<TypeVar>, made: CompiledKernel) => {
    kernels.push(made.kernel)
    origins.push(originOf(lowered, made, context.passes))
  }
  const special = (lowered: Kernel<TypeVar>, { typed, told }: Inferred) => {
    const found = marked.options.signatures.length > 0 ? null : specialiseIntegers(typed)
    if (found === null) return
    const name = unique(`${typed.name}_int`, context.names)
    if (context.declined.has(name)) return
    add(lowered, compileKernel({ typed: { ...found, name }, told }, marked, context))
  }
  const compile = ({ name, signature }: NamedSignature) => {
    const fault = context.declined.get(name)
    if (fault !== undefined) throw new Error(`the assembler: ${fault}`)
    const input = { marked, signature, name, options: marked.options, hosts }
    const first = lowerKernel(input)
    if (context.isWaiting()) return
    const { lowered, inferred } = withMissing(input, first, infer(first, context), context)
    const plain = compileKernel(inferred, marked, context)
    // Before it, as the first that fits is called.
    if (kernels.length < mostSpecialised)
      faults.push(...attempt(marked, name, () => special(lowered, inferred)))
    add(lowered, plain)
  }
  for (const one of signatures) {
    const into = one.signature.params.some(leavesOut) ? aside : reasons
    into.push(...attempt(marked, one.name, () => compile(one)))
  }
  if (kernels.length === 0) reasons.push(...aside)
  reasons.push(...faults.filter(({ code }) => code === 'internal/compiler-fault'))
  return { kernels, origins, reasons, remarks: [], alone: null }
}

/** Runs a step of the compiler; gives why it did not come to its end. */
export function attempt(marked: MarkedFunction, where: string, run: () => void): readonly Diagnostic[] {
  try {
    run()
    return []
  } catch (error) {
    return reasonsOf(error, where, marked)
  }
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
