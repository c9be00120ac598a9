import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { Alternatives } from './alternatives.js'
import { all, distinct, objectsOf } from './alternatives.js'
import { arrayOf, mergeObjects, readFields, readTuple, selectField } from './read-fields.js'
import { readFunctionType } from './read-function-type.js'
import { readReference } from './read-reference.js'
import { typeOfName } from './read-value-type.js'
import { tellApart } from './tell-apart.js'
import type { TypeScope } from './type-scope.js'
import { bindTypeParameters } from './type-scope.js'

/** Reads a TypeScript type that stands in a module, with the type parameters of `owner` in sight. */
export function readTsType(
  module: ParsedModule,
  owner: t.Function | null,
  type: t.TSType,
  isJsDoc = false,
): Alternatives {
  const scope = bindTypeParameters(moduleScope(module, isJsDoc), owner?.typeParameters)
  const alternatives = read(scope, type)
  return alternatives && distinct(alternatives)
}

/** The scope of a module's own types. */
export function moduleScope(module: ParsedModule, isJsDoc = false): TypeScope {
  return { module, parameters: new Map(), isJsDoc, pending: new Set(), read }
}

function read(scope: TypeScope, type: t.TSType): Alternatives {
  switch (type.type) {
    case 'TSNumberKeyword':
      return [{ type: 'number' }]
    case 'TSBooleanKeyword':
      return [{ type: 'boolean' }]
    case 'TSBigIntKeyword':
      return [{ type: 'bigint' }]
    case 'TSStringKeyword':
      return [{ type: 'string' }]
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNullKeyword':
    case 'TSVoidKeyword':
      return []
    case 'TSLiteralType':
      return literalType(type.literal)
    case 'TSParenthesizedType':
    case 'TSOptionalType':
      return read(scope, type.typeAnnotation)
    case 'TSTypeOperator':
      return type.operator === 'keyof' ? null : read(scope, type.typeAnnotation)
    case 'TSArrayType':
      return arrayOf(read(scope, type.elementType))
    case 'TSTupleType':
      return readTuple(scope, type)
    case 'TSUnionType':
      return tellApart(all(type.types.map(part => read(scope, part))))
    case 'TSIntersectionType':
      return mergeObjects(type.types.map(part => read(scope, part)))
    case 'TSFunctionType':
      return readFunctionType(scope, type)
    case 'TSTypeLiteral':
      return objectsOf(readFields(scope, type.members))
    case 'TSIndexedAccessType':
      return selectField(read(scope, type.objectType), type.indexType)
    case 'TSTypeQuery':
      return type.exprName.type === 'Identifier' ? typeOfName(scope, type.exprName) : null
    case 'TSTypeReference':
    case 'TSImportType':
      return readReference(scope, type)
    default:
      return null
  }
}

function literalType(literal: t.TSLiteralType['literal']): Alternatives {
  const value = literal.type === 'UnaryExpression' ? literal.argument : literal
  if (value.type === 'NumericLiteral') return [{ type: 'number' }]
  if (value.type === 'BooleanLiteral') return [{ type: 'boolean' }]
  if (value.type === 'StringLiteral') return [{ type: 'string', text: value.value }]
  return value.type === 'BigIntLiteral' ? [{ type: 'bigint' }] : null
}
