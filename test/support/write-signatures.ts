import { listSignatures } from '../../packages/compiler/src/2-lower/list-signatures.js'
import { Refusal } from '../../packages/compiler/src/diagnostics/diagnostic.js'
import type { ParamType, Signature } from '../../packages/compiler/src/ir/signature.js'
import { markFunction } from './mark-function.js'

type Options = Parameters<typeof markFunction>[1]

/** The signatures of the marked function of a source, as text. */
export function signatures(source: string, options: Options = {}): string {
  return listSignatures(markFunction(source, options)).signatures.map(writeSignature).join(' ')
}

/** Why a function has no signature, everything that is said of it; its signatures where it has some. */
export function refusal(source: string, options: Options = {}): string {
  try {
    return signatures(source, options)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.diagnostic, ...error.further]
      .map(({ code, message, fix }) => `${code}: ${message} ${fix}`)
      .join('\n')
  }
}

/** One signature as text. */
export function writeSignature({ params, declaredResult }: Signature): string {
  return `(${params.map(writeType).join(', ')})${declaredResult === null ? '' : ` ${declaredResult}`}`
}

function writeType(param: ParamType): string {
  if (param.type === 'function') return `function: ${param.gives ?? 'void'}`
  if (param.type === 'nothing') return param.as
  if (param.type === 'text') return JSON.stringify(param.text)
  if (param.type !== 'object') return param.promised ? `${param.type} as ${param.promised}` : param.type
  const fields = param.fields.map(
    ({ name, value, isOptional }) => `${name}${isOptional ? '?' : ''}: ${writeType(value)}`,
  )
  return `{ ${fields.join(', ')} }`
}
