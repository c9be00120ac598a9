import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { Signature, SignatureParam } from '../../ir/signature.js'
import { fullName } from '../../ir/signature-words.js'
import type { SourceRange } from '../../ir/source-range.js'
import { aliasType, isNumberType, plainType } from './type-words.js'

/** Reads a declared signature, `result(parameter, …)`, for a function with so many parameters. */
export function parseSignature(text: string, paramCount: number, at: SourceRange): Signature {
  const [, result = '', list = ''] =
    /^([^()]*)\(([^()]*)\)$/.exec(text.trim())?.map(part => part.trim()) ?? []
  const words = list === '' ? [] : list.split(',').map(word => word.trim())
  const params = words.map(word => aliasType(word) ?? plainType(fullName(word)))
  const unknown = words.find((_, i) => params[i] === null)
  if (unknown !== undefined) return mismatch(text, `\`${unknown}\` is not a type`, at)
  if (words.length !== paramCount) {
    const has = paramCount === 1 ? '1 parameter' : `${paramCount} parameters`
    return mismatch(text, `the function has ${has}, the signature ${words.length}`, at)
  }
  const isResult = result === 'void' || aliasType(result) !== null || plainType(fullName(result)) !== null
  if (!isResult) return mismatch(text, `\`${result}\` is not a type`, at)
  return {
    params: params.filter((param): param is SignatureParam => param !== null),
    declaredResult: declaredResult(result),
  }
}

function declaredResult(word: string): Signature['declaredResult'] {
  if (word === 'bool' || word === 'boolean') return 'bool'
  return isNumberType(word) ? word : null
}

function mismatch(text: string, problem: string, at: SourceRange): never {
  return refuse(diagnose('lower/signature-mismatch', at, text, problem))
}
