import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { MarkedFunction } from '../../ir/marked-function.js'
import type { ParamType } from '../../ir/signature.js'
import { bindingOf } from '../names/bindings.js'
import { outermost } from '../node-kinds.js'
import type { Alternatives } from './alternatives.js'
import { findType } from './named-types.js'
import type { Parameter } from './parameters.js'

/**
 * The type of a parameter that is only there to be called on or passed on (`ctx.fillRect(…)`), which JavaScript does:
 * an object of which nothing is known. `null` where it is more than that, or its annotation says what it is.
 */
export function opaqueType(
  { module }: MarkedFunction,
  { name, whole }: Parameter,
  types: Alternatives,
): ParamType | null {
  const binding = bindingOf(module, name)
  if (whole !== name || binding === undefined || !binding.constant) return null
  const { typeAnnotation } = name
  const written = typeAnnotation?.type === 'TSTypeAnnotation' ? typeAnnotation.typeAnnotation : null
  const isOpaque =
    written !== null &&
    (types === null ? isObject(written) : types.length === 0 && hasMethodsOnly(module, written))
  const uses = binding.referencePaths
  const isCalledOn = isOpaque && uses.some(isCallee) && uses.every(use => isCallee(use) || isPassed(use))
  return isCalledOn ? { type: 'object', fields: [] } : null
}

/** Whether a type names no collection, for which there is something else to write. */
function isObject(type: t.TSType): boolean {
  if (type.type !== 'TSTypeReference') return type.type === 'TSTypeLiteral'
  const { typeName } = type
  return (
    typeName.type !== 'Identifier' || !/^(?:Readonly)?(?:Array|Map|Set|Record)$|^Weak/.test(typeName.name)
  )
}

/** Whether a type lists methods, and no field that could be read. */
function hasMethodsOnly(module: MarkedFunction['module'], type: t.TSType): boolean {
  if (type.type === 'TSTypeLiteral') return type.members.some(isMethod)
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false
  const found = findType(module, type.typeName.name)
  if (found?.kind !== 'declared') return false
  return found.declarations.some(node => {
    if (node.type === 'ClassDeclaration') return node.body.body.some(({ type }) => type === 'ClassMethod')
    return node.type === 'TSInterfaceDeclaration' && node.body.body.some(isMethod)
  })
}

function isMethod({ type }: t.TSTypeElement): boolean {
  return type === 'TSMethodSignature' || type === 'TSPropertySignature'
}

/** `use.a.b(…)` */
function isCallee(use: NodePath): boolean {
  let at = outermost(use)
  let links = 0
  while (/^(?:Optional)?MemberExpression$/.test(at.parent.type) && at.key === 'object' && at.parentPath) {
    at = outermost(at.parentPath)
    links += 1
  }
  return links > 0 && isCall(at.parent) && at.key === 'callee'
}

/** `f(use)` */
function isPassed(use: NodePath): boolean {
  const at = outermost(use)
  return isCall(at.parent) && at.listKey === 'arguments'
}

function isCall({ type }: t.Node): boolean {
  return type === 'CallExpression' || type === 'OptionalCallExpression'
}
