import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { ListKind, RowKind } from '../../ir/types.js'
import { isList, isNestedArray, isTypedArray, nestedArray, rowKind } from '../../ir/types.js'
import { isFunction, outermost, unwrap } from '../node-kinds.js'
import { readTsType } from '../signatures/read-ts-type.js'
import { bindingOf, declaratorOf } from './bindings.js'
import { builtinName } from './builtins.js'
import { functionCalled } from './find-function.js'
import { forEachNode } from './walk-nodes.js'

/** What a syntax tree shows of an array: rows are followed this deep through names and calls. */
type Kind = RowKind | ListKind

/** What kind of ordinary array a variable holds, as far as its type or what is put into it shows. */
export function listKindOf(module: ParsedModule, binding: Binding): ListKind {
  return listKind(module, binding, new Set()) ?? 'number[]'
}

function listKind(module: ParsedModule, binding: Binding, seen: ReadonlySet<object>): ListKind | null {
  const declared = annotated(module, binding)
  if (declared !== null) return isList(declared) ? declared : null
  if (seen.has(binding)) return null
  const inner = new Set([...seen, binding])
  const puts = binding.referencePaths.flatMap(put)
  for (const given of puts) {
    const row = kindOfArray(module, given, inner)
    const list = row === null ? null : nestedArray(row)
    if (list !== null) return list
  }
  return puts.some(isBoolean) ? 'boolean[]' : null
}

/** The type that is written beside a variable, where it is one of arrays. */
function annotated(module: ParsedModule, { identifier, scope }: Binding): Kind | null {
  const { typeAnnotation } = identifier
  if (typeAnnotation?.type !== 'TSTypeAnnotation') return null
  const owner = scope.getFunctionParent()?.block
  return arrayType(module, owner && isFunction(owner) ? owner : null, typeAnnotation.typeAnnotation)
}

function arrayType(module: ParsedModule, owner: t.Function | null, type: t.TSType): Kind | null {
  const types = readTsType(module, owner, type)
  const [only] = types ?? []
  return types?.length === 1 && only && isKind(only.type) ? only.type : null
}

function isKind(type: string): type is Kind {
  return isList(type) || isTypedArray(type)
}

/** What kind of array a function gives, as far as its type shows, or its first `return` that it is one of arrays. */
export function resultKindOf(module: ParsedModule, node: t.Function): Kind | null {
  const kind = resultKind(module, node, new Set())
  const isSaid = 'returnType' in node && node.returnType != null
  return isSaid || (kind !== null && isNestedArray(kind)) ? kind : null
}

/** The kind of array an expression gives; `null` where it gives none, or does not show it. */
function kindOfArray(module: ParsedModule, expression: t.Node, seen: ReadonlySet<object>): Kind | null {
  const node = unwrap(expression)
  switch (node.type) {
    case 'ArrayExpression':
      return literalKind(module, node, seen)
    case 'Identifier': {
      const binding = bindingOf(module, node)
      return binding === undefined ? null : variableKind(module, binding, seen)
    }
    case 'MemberExpression': {
      const array = node.computed ? kindOfArray(module, node.object, seen) : null
      return array !== null && isNestedArray(array) ? rowKind(array) : null
    }
    case 'ConditionalExpression':
      return kindOfArray(module, node.consequent, seen) ?? kindOfArray(module, node.alternate, seen)
    case 'NewExpression': {
      const name = builtinName(module, node.callee) ?? ''
      return isTypedArray(name) ? name : name === 'Array' ? 'number[]' : null
    }
    case 'CallExpression':
      return callKind(module, node, seen)
    default:
      return null
  }
}

function literalKind(module: ParsedModule, { elements }: t.ArrayExpression, seen: ReadonlySet<object>): Kind {
  const [first] = elements
  if (first == null) return 'number[]'
  if (first.type === 'SpreadElement') return kindOfArray(module, first.argument, seen) ?? 'number[]'
  return listOfElement(module, first, seen)
}

/** The list whose elements such expressions give. */
function listOfElement(module: ParsedModule, element: t.Node, seen: ReadonlySet<object>): ListKind {
  const row = kindOfArray(module, element, seen)
  return (row === null ? null : nestedArray(row)) ?? (isBoolean(element) ? 'boolean[]' : 'number[]')
}

function variableKind(module: ParsedModule, binding: Binding, seen: ReadonlySet<object>): Kind | null {
  const declared = annotated(module, binding)
  if (declared !== null || seen.has(binding)) return declared
  const init = declaratorOf(binding)?.init
  if (init == null || declaratorOf(binding)?.id !== binding.identifier) return null
  const given = kindOfArray(module, init, new Set([...seen, binding]))
  // What an empty one holds shows in what is put into it.
  return given === 'number[]' ? (listKind(module, binding, seen) ?? given) : given
}

const sameKind: ReadonlySet<string> = new Set([
  ...['concat', 'copyWithin', 'fill', 'filter', 'reverse', 'slice', 'sort', 'subarray'],
])

function callKind(module: ParsedModule, node: t.CallExpression, seen: ReadonlySet<object>): Kind | null {
  const [maker = '', method] = (builtinName(module, node.callee) ?? '').split('.')
  const [first, second] = node.arguments
  if (isTypedArray(maker)) return maker
  if (maker === 'Array') {
    if (method === 'from' && second) return resultList(module, second, seen)
    return first && method === 'of' ? listOfElement(module, first, seen) : 'number[]'
  }
  const callee = unwrap(node.callee)
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
    const { name } = callee.property
    if (name === 'fill' && first && isNewArray(module, callee.object))
      return listOfElement(module, first, seen)
    const array = kindOfArray(module, callee.object, seen)
    if (array === null || sameKind.has(name)) return array
    if (name === 'flat' && isNestedArray(array)) return rowKind(array)
    if (name === 'map' && first) return isTypedArray(array) ? array : resultList(module, first, seen)
  }
  const found = functionCalled(module, node.callee)
  return found && resultKind(found.module, found.node, seen)
}

function isNewArray(module: ParsedModule, expression: t.Node): boolean {
  const node = unwrap(expression)
  const isMade = node.type === 'NewExpression' || node.type === 'CallExpression'
  return isMade && builtinName(module, node.callee) === 'Array'
}

/** The list of what a callback gives. */
function resultList(module: ParsedModule, callback: t.Node, seen: ReadonlySet<object>): ListKind {
  const node = unwrap(callback)
  const row = isFunction(node) ? resultKind(module, node, seen) : null
  return (row === null ? null : nestedArray(row)) ?? 'number[]'
}

/** The kind of array that a function gives, as far as its type or its first `return` shows. */
function resultKind(module: ParsedModule, node: t.Function, seen: ReadonlySet<object>): Kind | null {
  if (seen.has(node)) return null
  const inner = new Set([...seen, node])
  const type = 'returnType' in node ? node.returnType : null
  if (type?.type === 'TSTypeAnnotation') return arrayType(module, node, type.typeAnnotation)
  if (node.body.type !== 'BlockStatement') return kindOfArray(module, node.body, inner)
  let given: t.Node | null = null
  forEachNode(node.body, part => {
    if (part.type === 'ReturnStatement') given ??= part.argument ?? null
    return !isFunction(part)
  })
  return given && kindOfArray(module, given, inner)
}

const putting: ReadonlySet<string> = new Set(['push', 'fill', 'unshift'])

/** What a use puts into the array: `xs.push(x)`, `xs[i] = x`. */
function put(path: NodePath): readonly t.Node[] {
  const use = outermost(path)
  const member = use.parentPath
  if (member === null || !member.isMemberExpression() || use.key !== 'object') return []
  const { parent, key } = outermost(member)
  if (parent.type === 'AssignmentExpression')
    return key === 'left' && member.node.computed ? [parent.right] : []
  if (parent.type !== 'CallExpression' || key !== 'callee') return []
  const { property } = member.node
  const [first] = parent.arguments
  return first && property.type === 'Identifier' && putting.has(property.name) ? [first] : []
}

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!=='])

/** Whether an expression is a boolean by its syntax. */
function isBoolean(expression: t.Node): boolean {
  const node = unwrap(expression)
  if (node.type === 'BooleanLiteral') return true
  if (node.type === 'UnaryExpression') return node.operator === '!'
  if (node.type === 'LogicalExpression') return isBoolean(node.left) && isBoolean(node.right)
  return node.type === 'BinaryExpression' && comparisons.has(node.operator)
}
