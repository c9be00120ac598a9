import type * as t from '@babel/types'
import type { Alternatives } from './alternatives.js'
import type { TypeScope } from './type-scope.js'

/** `(x: number) => boolean`: a function that gives a number, a boolean, or nothing that anybody looks at. */
export function readFunctionType(scope: TypeScope, type: t.TSFunctionType): Alternatives {
  const result = type.typeAnnotation?.typeAnnotation
  if (type.typeParameters || result === undefined) return null
  if (result.type === 'TSVoidKeyword' || result.type === 'TSUndefinedKeyword')
    return [{ type: 'function', gives: null }]
  const types = scope.read(scope, result)
  const [only, ...others] = types ?? []
  if (types === null || others.length > 0) return null
  // What says nothing, such as `any`, is mostly a number.
  const gives = only?.type ?? 'number'
  return gives === 'number' || gives === 'boolean' ? [{ type: 'function', gives }] : null
}
