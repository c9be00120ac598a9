import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { unwrap } from '../node-kinds.js'
import type { ConstantValue } from './constant-operators.js'
import { evaluateBinary, evaluateUnary } from './constant-operators.js'

/** What a constant member is: a value, or the expression that gives it, in the module it stands in. */
export type ConstantMember =
  | { readonly kind: 'value'; readonly value: ConstantValue }
  | { readonly kind: 'node'; readonly module: ParsedModule; readonly node: t.Node }

/** Evaluates an expression of a module; `undefined` where that is unknown. */
export type Evaluate = (module: ParsedModule, node: t.Node) => ConstantValue | undefined

/** The enum a module declares under a name at its top level; `null` where there is none, or several that are merged. */
export function findEnum(module: ParsedModule, name: string): t.TSEnumDeclaration | null {
  const found: t.TSEnumDeclaration[] = []
  for (const statement of module.program.node.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (node?.type === 'TSEnumDeclaration' && node.id.name === name && node.declare !== true) found.push(node)
  }
  const [only, ...others] = found
  // One inside a function would hide it.
  if (module.source.split(new RegExp(`\\benum\\s+${name}\\b`)).length > 2) return null
  return only !== undefined && others.length === 0 ? only : null
}

/** What one member of an enum stands for. */
export function enumMember(
  module: ParsedModule,
  declared: t.TSEnumDeclaration,
  name: string,
  evaluate: Evaluate,
): ConstantMember | null {
  const values = new Map<string, ConstantValue>()
  let next: number | undefined = 0
  for (const { id, initializer } of declared.members) {
    const key = id.type === 'Identifier' ? id.name : id.value
    const value: ConstantValue | undefined =
      initializer == null ? next : evaluateMember(module, initializer, declared, values, evaluate)
    if (key === name && value !== undefined) return { kind: 'value', value }
    if (key === name) return initializer == null ? null : { kind: 'node', module, node: unwrap(initializer) }
    if (value !== undefined) values.set(key, value)
    next = typeof value === 'number' ? value + 1 : undefined
  }
  return null
}

/** A member's own expression, which may name members before it with or without the enum. */
function evaluateMember(
  module: ParsedModule,
  expression: t.Node,
  declared: t.TSEnumDeclaration,
  values: ReadonlyMap<string, ConstantValue>,
  evaluate: Evaluate,
): ConstantValue | undefined {
  const node = unwrap(expression)
  const inner = (part: t.Node) => evaluateMember(module, part, declared, values, evaluate)
  switch (node.type) {
    case 'Identifier':
      return values.get(node.name) ?? evaluate(module, node)
    case 'MemberExpression': {
      const { object, property } = node
      const isOwn = object.type === 'Identifier' && object.name === declared.id.name && !node.computed
      return isOwn && property.type === 'Identifier' ? values.get(property.name) : evaluate(module, node)
    }
    case 'UnaryExpression':
      return evaluateUnary(node.operator, inner(node.argument))
    case 'BinaryExpression':
      return evaluateBinary(node.operator, inner(node.left), inner(node.right))
    default:
      return evaluate(module, node)
  }
}
