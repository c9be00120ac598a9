import { blameCallees } from './2-lower/hosts/blame-callees.js'
import { describeHosts } from './2-lower/hosts/describe-hosts.js'
import type { Host } from './2-lower/hosts/host.js'
import { listHosts } from './2-lower/hosts/list-hosts.js'
import { listSites } from './2-lower/hosts/list-sites.js'
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

// Functions and calls that are written out; each brings a function of its own.
const mostHosts = 64

// Of calls in JavaScript, what is more to say than why they are needed: that their arguments or results do not go is not.
const telling: ReadonlySet<string> = new Set([
  'cost/callback',
  'lower/passed-to-javascript',
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
  const all = [...listHosts(marked, context.isMarked), ...listSites(marked, signatures, context.isMarked)]
  // Each with what led to it.
  const hosts = new Map<Host, Diagnostic>()
  let last: CompiledSignatures = alone
  while (hosts.size < mostHosts) {
    const others = all.filter(host => !hosts.has(host))
    const blamed = blameCallees(others, last.reasons, marked.path.node)
    if (blamed.size === 0) {
      // There, the console is what is in the way, and not what else it would be in the way of.
      if (alone.reasons.every(({ code }) => code === 'infer/random-restart')) return alone
      const further = last === alone ? [] : last.reasons.filter(({ code }) => telling.has(code))
      const settled = further.length > 0 ? settledBy(hosts) : new Set()
      const reasons = alone.reasons.filter(({ at, message }) => !settled.has(`${at.start} ${message}`))
      return { ...alone, reasons: [...reasons, ...further] }
    }
    for (const [host, why] of blamed) hosts.set(host, why)
    last = compileWith([...hosts.keys()], marked, named, context)
    if (last.kernels.length > 0) return { ...last, remarks: describeHosts(hosts, marked), alone }
  }
  return alone
}

/** What would be no reason any more if what came behind it were none: JavaScript makes calls as they are written. */
function settledBy(hosts: ReadonlyMap<Host, Diagnostic>): ReadonlySet<string> {
  const sites = [...hosts].filter(([{ kind }]) => kind === 'site')
  return new Set(sites.map(([, { at, message }]) => `${at.start} ${message}`))
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
