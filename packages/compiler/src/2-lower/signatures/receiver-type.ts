import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { MarkedFunction, ParsedModule } from '../../ir/marked-function.js'
import type { FieldType, ObjectType } from '../../ir/signature.js'
import { declaredThis } from '../../ir/this-parameter.js'
import type { ReadField } from './alternatives.js'
import { inferParameter } from './infer-parameter.js'
import { readPrivateFields } from './read-class-fields.js'
import { classFields } from './read-declaration.js'
import { moduleScope, readTsType } from './read-ts-type.js'
import { usesOfThis } from './read-uses.js'
import { literalFields } from './read-value-type.js'

/**
 * What a marked function may use of `this`: the fields of its class or object literal whose one type is known, or taken for
 * a number, those that a `this` parameter declares, or else those that it uses. Private ones are those of the class itself:
 * only there has anybody their names.
 */
export function receiverType({ path, site, module }: MarkedFunction): ObjectType | null {
  const { node } = path
  const parent = path.parentPath?.node
  const holder = path.parentPath?.parent
  const literal = parent?.type === 'ObjectProperty' ? holder : parent
  const scope = moduleScope(module)
  if (node.type === 'ArrowFunctionExpression') return null
  if (site.kind !== 'class-method' && literal?.type === 'ObjectExpression')
    return { type: 'object', fields: literalFields(scope, literal).flatMap(onlyType) }
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression')
    return declaredReceiver(module, node) ?? usedReceiver(module, path)
  const isClass = holder?.type === 'ClassDeclaration' || holder?.type === 'ClassExpression'
  if (site.kind !== 'class-method' || site.isStatic || !isClass) return null
  const fields = classFields(scope, holder)
  // Whether one that is missing is `undefined` or not there at all, reading it does not tell.
  const own = readPrivateFields(scope, holder).filter(({ isOptional }) => !isOptional)
  return { type: 'object', fields: [...fields, ...own].flatMap(onlyType) }
}

/** `this: Point` */
function declaredReceiver(module: ParsedModule, node: t.Function): ObjectType | null {
  const type = declaredThis(node)
  const [only, ...others] = (type && readTsType(module, node, type)) ?? []
  return only?.type === 'object' && others.length === 0 ? only : null
}

function usedReceiver(module: ParsedModule, path: NodePath<t.Function>): ObjectType | null {
  const uses = usesOfThis(module, path)
  if (uses === null || uses.fields.size === 0) return null
  const { types } = inferParameter(uses, { fromCalls: [], isOpen: true, isDeep: false })
  const [type] = types
  return type?.type === 'object' ? type : null
}

function onlyType({ name, types, isOptional }: ReadField): readonly FieldType[] {
  const [only, ...others] = types ?? []
  if (types === null || others.length > 0 || only?.type === 'function') return []
  return [{ name, value: only ?? { type: 'number' }, isOptional }]
}
