import type * as t from '@babel/types'
import { isTypedArray } from '../../ir/types.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import { declarationBehind } from '../names/imports.js'
import { unwrap } from '../node-kinds.js'
import type { Alternatives, ReadField } from './alternatives.js'
import { all, distinct, objectsOf } from './alternatives.js'
import { calledType } from './read-called-type.js'
import { arrayOf, keyName } from './read-fields.js'
import type { TypeScope } from './type-scope.js'

/** What a value in the source is, as far as it shows: empty where it does not, `null` for what cannot be compiled. */
export function typeOfValue(scope: TypeScope, value: t.Node): Alternatives {
  const node = unwrap(value)
  const constant = evaluateConstant(scope.module, node)
  // `typeof` of a constant is one of 'number', 'bigint' and 'boolean'.
  if (constant !== undefined) return [{ type: typeof constant as 'number' | 'bigint' | 'boolean' }]
  switch (node.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return [{ type: 'string' }]
    case 'ArrayExpression':
      return arrayType(scope, node)
    case 'ObjectExpression':
      return objectType(scope, node)
    case 'NewExpression':
      return constructedType(scope, node)
    case 'CallExpression':
      return calledType(scope, node, typeOfValue)
    case 'Identifier':
      return typeOfName(scope, node)
    case 'BinaryExpression':
      return operatorType(scope, node)
    case 'UnaryExpression':
      return unaryType(scope, node)
    default:
      return []
  }
}

/** What a variable is: by its annotation, else by its first value. */
export function typeOfName(scope: TypeScope, name: t.Identifier): Alternatives {
  const declared = declarationBehind(scope.module, name)
  if (declared?.kind !== 'binding' || scope.pending.has(declared.binding)) return []
  const pending = new Set([...scope.pending, declared.binding])
  const inner = { ...scope, module: declared.module, pending }
  const { identifier, path } = declared.binding
  const annotation = identifier.typeAnnotation
  if (annotation?.type === 'TSTypeAnnotation') return inner.read(inner, annotation.typeAnnotation)
  const { node } = path
  if (node.type === 'AssignmentPattern' && node.left === identifier) return typeOfValue(inner, node.right)
  if (node.type !== 'VariableDeclarator' || node.id !== identifier || node.init == null) return []
  return typeOfValue(inner, node.init)
}

function arrayType(scope: TypeScope, node: t.ArrayExpression): Alternatives {
  const elements = node.elements.map(element =>
    element === null || element.type === 'SpreadElement' ? null : typeOfValue(scope, element),
  )
  const types = all(elements)
  return arrayOf(types && distinct(types))
}

function objectType(scope: TypeScope, node: t.ObjectExpression): Alternatives {
  return objectsOf(literalFields(scope, node))
}

/** The fields an object literal writes out. */
export function literalFields(scope: TypeScope, node: t.ObjectExpression): readonly ReadField[] {
  return node.properties.flatMap(property => {
    const name = property.type === 'ObjectProperty' && !property.computed ? keyName(property.key) : null
    if (name === null || property.type !== 'ObjectProperty') return []
    return [{ name, types: typeOfValue(scope, property.value), isOptional: false }]
  })
}

function constructedType(scope: TypeScope, node: t.NewExpression): Alternatives {
  const builtin = builtinName(scope.module, node.callee)
  if (builtin !== null && (isTypedArray(builtin) || builtin === 'DataView')) return [{ type: builtin }]
  if (node.callee.type !== 'Identifier' || builtin !== null) return []
  // A class is a type of the same name.
  return scope.read(scope, { type: 'TSTypeReference', typeName: node.callee } as t.TSTypeReference) ?? []
}

const numberOperators: ReadonlySet<string> = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>'])
const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!=='])

function operatorType(scope: TypeScope, node: t.BinaryExpression): Alternatives {
  if (comparisons.has(node.operator)) return [{ type: 'boolean' }]
  if (node.operator === '>>>') return [{ type: 'number' }]
  if (!numberOperators.has(node.operator)) return []
  const sides = [typeOfValue(scope, node.left), typeOfValue(scope, node.right)]
  return sides.some(types => types?.[0]?.type === 'bigint') ? [{ type: 'bigint' }] : [{ type: 'number' }]
}

function unaryType(scope: TypeScope, node: t.UnaryExpression): Alternatives {
  if (node.operator === '!') return [{ type: 'boolean' }]
  if (node.operator === '+') return [{ type: 'number' }]
  return node.operator === '-' || node.operator === '~' ? typeOfValue(scope, node.argument) : []
}
