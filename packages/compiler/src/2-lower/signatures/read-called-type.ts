import type * as t from '@babel/types'
import { isPlainArray, isTypedArray } from '../../ir/types.js'
import { builtinName } from '../names/builtins.js'
import type { FoundFunction } from '../names/find-function.js'
import { functionCalled } from '../names/find-function.js'
import { declarationBehind } from '../names/imports.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction } from '../node-kinds.js'
import type { Alternatives } from './alternatives.js'
import { distinct } from './alternatives.js'
import type { TypeScope } from './type-scope.js'
import { bindTypeParameters } from './type-scope.js'

type TypeOfValue = (scope: TypeScope, value: t.Node) => Alternatives

/**
 * What a call gives: `Float64Array.from(…)`, `alloc(Float64Array, n)`, `allocFrom(xs)`, `Math.sin(x)`, `xs.slice(…)`, and
 * calls of functions of the project by what these return.
 */
export function calledType(scope: TypeScope, node: t.CallExpression, typeOfValue: TypeOfValue): Alternatives {
  const builtin = builtinName(scope.module, node.callee) ?? ''
  const owner = /^(\w+)\.(?:from|of)$/.exec(builtin)?.[1] ?? ''
  if (isTypedArray(owner)) return [{ type: owner }]
  if (builtin.startsWith('Math.')) return [{ type: 'number' }]
  if (builtin !== '') return []
  const found = functionCalled(scope.module, node.callee)
  if (found !== null) return returnedType(scope, found, typeOfValue)
  const declared = declarationBehind(scope.module, node.callee)
  if (declared?.kind !== 'hotpath') return methodType(scope, node, typeOfValue)
  const [first] = node.arguments
  if (first === undefined) return []
  if (declared.name === 'allocFrom') {
    return typeOfValue(scope, first)?.filter(({ type }) => isTypedArray(type)) ?? []
  }
  if (declared.name !== 'alloc') return []
  const kind = builtinName(scope.module, first)
  return kind !== null && isTypedArray(kind) ? [{ type: kind }] : []
}

/** What a function returns: by its annotation, else what all of its `return`s show alike. */
function returnedType(scope: TypeScope, { node, module }: FoundFunction, typeOf: TypeOfValue): Alternatives {
  // A generator or an `async` function gives something else than it returns.
  if (node.async || node.generator || scope.pending.has(node)) return []
  const pending = new Set([...scope.pending, node])
  const inner = bindTypeParameters({ ...scope, module, pending }, node.typeParameters)
  const { returnType } = node
  if (returnType?.type === 'TSTypeAnnotation') return inner.read(inner, returnType.typeAnnotation) ?? []
  const lists = returnedValues(node).map(value => (value && typeOf(inner, value)) ?? [])
  const [only, ...others] = distinct(lists.flat())
  return only && others.length === 0 && lists.every(({ length }) => length === 1) ? [only] : []
}

/** The expressions of a function's own `return`s, `null` for one without. */
function returnedValues({ body }: t.Function): readonly (t.Expression | null)[] {
  if (body.type !== 'BlockStatement') return [body]
  const values: (t.Expression | null)[] = []
  forEachNode(body, inner => {
    if (inner.type === 'ReturnStatement') values.push(inner.argument ?? null)
    return !isFunction(inner)
  })
  return values
}

const keepsKind: ReadonlySet<string> = new Set([
  ...['copyWithin', 'fill', 'filter', 'reverse', 'slice', 'sort', 'toReversed', 'toSorted', 'with'],
])
const ofTypedArrays: ReadonlySet<string> = new Set(['map', 'subarray'])

/** Methods that give an array of the kind they are called on. */
function methodType(scope: TypeScope, { callee }: t.CallExpression, typeOf: TypeOfValue): Alternatives {
  if (callee.type !== 'MemberExpression' || callee.computed) return []
  const { object, property } = callee
  const name = property.type === 'Identifier' ? property.name : ''
  if (!keepsKind.has(name) && !ofTypedArrays.has(name)) return []
  const types = typeOf(scope, object) ?? []
  return types.filter(({ type }) => isTypedArray(type) || (keepsKind.has(name) && isPlainArray(type)))
}
