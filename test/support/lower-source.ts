import { listSignatures } from '../../packages/compiler/src/2-lower/list-signatures.js'
import { lowerKernel } from '../../packages/compiler/src/2-lower/lower-kernel.js'
import type { Diagnostic } from '../../packages/compiler/src/diagnostics/diagnostic.js'
import { Refusal } from '../../packages/compiler/src/diagnostics/diagnostic.js'
import type { Kernel } from '../../packages/compiler/src/ir/kernel.js'
import type { MarkedFunction } from '../../packages/compiler/src/ir/marked-function.js'
import type { TypeVar } from '../../packages/compiler/src/ir/types.js'
import { verifyKernel } from '../../packages/compiler/src/ir/verify-kernel.js'
import { markFunction } from './mark-function.js'

/** Lowers the function `f` of a source, for its first signature, and checks the IR's structure. */
export function lowerSource(
  source: string,
  options: Parameters<typeof markFunction>[1] = {},
): Kernel<TypeVar> {
  return lowerMarked(markFunction(source, options))
}

/** Lowers a marked function for its first signature. */
export function lowerMarked(marked: MarkedFunction): Kernel<TypeVar> {
  const [signature] = listSignatures(marked).signatures
  if (signature === undefined) throw new Error('There is no signature.')
  const kernel = lowerKernel({ marked, signature, name: marked.name, options: marked.options })
  verifyKernel(kernel)
  return kernel
}

/** Why lowering refuses `f`, one line per problem: the code, the text it speaks of, and what it says. */
export function refusals(
  source: string,
  options: Parameters<typeof markFunction>[1] = {},
): readonly string[] {
  try {
    lowerSource(source, options)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.diagnostic, ...error.further].map(diagnostic => describeProblem(diagnostic, source))
  }
}

function describeProblem({ code, message, at }: Diagnostic, source: string): string {
  return `${code} at «${source.slice(at.start, at.end)}»: ${message}`
}
