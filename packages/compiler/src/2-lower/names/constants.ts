import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { unwrap } from '../node-kinds.js'
import { bindingOf, declaratorOf, homeOf, isInitialized } from './bindings.js'
import { builtinName, namedNumbers } from './builtins.js'
import { constantMember } from './constant-members.js'
import type { ConstantValue } from './constant-operators.js'
import { evaluateBinary, evaluateUnary } from './constant-operators.js'
import type { Declared } from './imports.js'
import { declarationBehind, followBinding } from './imports.js'

// Constants of constants are followed this far, which also ends a circle.
const maximumDepth = 64

/**
 * The value of an expression of literals, constants of the module and operators, computed by JavaScript's own
 * operators; `undefined` where it is not known, would throw, or may differ between engines.
 */
export function evaluateConstant(
  module: ParsedModule,
  expression: t.Node,
  depth = 0,
): ConstantValue | undefined {
  if (depth > maximumDepth) return undefined
  const node = unwrap(expression)
  const evaluate = (operand: t.Node) => evaluateConstant(module, operand, depth + 1)
  switch (node.type) {
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value
    case 'BigIntLiteral':
      return BigInt(node.value)
    case 'UnaryExpression':
      return evaluateUnary(node.operator, evaluate(node.argument))
    case 'BinaryExpression':
      return evaluateBinary(node.operator, evaluate(node.left), evaluate(node.right))
    case 'LogicalExpression': {
      const left = evaluate(node.left)
      if (left === undefined || node.operator === '??') return left
      const decided = node.operator === '||' ? Boolean(left) : !left
      return decided ? left : evaluate(node.right)
    }
    case 'ConditionalExpression': {
      const test = evaluate(node.test)
      return test === undefined ? undefined : evaluate(test ? node.consequent : node.alternate)
    }
    case 'Identifier':
    case 'MemberExpression':
      return evaluateName(module, node, depth)
    default:
      return undefined
  }
}

/** The value of a variable, maybe imported, that is written once, where it is declared, outside every function. */
export function moduleConstant(module: ParsedModule, binding: Binding, depth = 0): ConstantValue | undefined {
  return constantDeclared(followBinding(module, binding), depth)
}

function constantDeclared(declared: Declared, depth: number): ConstantValue | undefined {
  if (declared.kind === 'value') return evaluateConstant(declared.module, declared.node, depth + 1)
  if (declared.kind !== 'binding') return undefined
  const { module, binding } = declared
  const declarator = declaratorOf(binding)
  if (declarator?.init == null || declarator.id !== binding.identifier) return undefined
  return isWrittenOnce(binding) ? evaluateConstant(module, declarator.init, depth + 1) : undefined
}

/** Whether a module-level variable has one value for ever, from its declaration on. */
export function isWrittenOnce(binding: Binding): boolean {
  if (!binding.constant || homeOf(binding) !== null) return false
  // A `var` inside a block may never be reached; its value would be `undefined`.
  const list = binding.path.parentPath?.parent
  return binding.kind !== 'var' || list?.type === 'Program' || list?.type === 'ExportNamedDeclaration'
}

function evaluateName(
  module: ParsedModule,
  node: t.Identifier | t.MemberExpression,
  depth: number,
): ConstantValue | undefined {
  const builtin = builtinName(module, node)
  if (builtin !== null) return Object.hasOwn(namedNumbers, builtin) ? namedNumbers[builtin] : undefined
  if (node.type === 'Identifier') {
    const binding = bindingOf(module, node)
    if (binding !== undefined && !isInitialized(binding, node)) return undefined
  }
  const declared = declarationBehind(module, node)
  if (declared !== null && declared.kind !== 'missing') return constantDeclared(declared, depth)
  return node.type === 'MemberExpression' ? memberValue(module, node, depth) : undefined
}

function memberValue(
  module: ParsedModule,
  node: t.MemberExpression,
  depth: number,
): ConstantValue | undefined {
  if (depth > maximumDepth) return undefined
  const evaluate = (owner: ParsedModule, part: t.Node) => evaluateConstant(owner, part, depth + 1)
  const member = constantMember(module, node, evaluate)
  if (member === null) return undefined
  return member.kind === 'value' ? member.value : evaluate(member.module, member.node)
}
