import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { FunctionContext } from '../function-context.js'
import type { CaptureAnswers } from '../kernel-context.js'
import { bindingOf, homeOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import { functionBehind } from '../names/find-function.js'
import { resizesParameter } from '../names/list-uses.js'
import { mayHoldNothing } from '../names/may-hold-nothing.js'
import { mayGiveNoValue, returnsOf } from '../names/returns.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, isWithin, unwrap } from '../node-kinds.js'
import type { FunctionValue } from './value.js'

/**
 * Whether a call of numbers and arrays has to be inlined all the same: the callee sees variables of a function around
 * it, gives an object or function, changes the length of an array it is given, or has parameters that are no plain names. Else it is a function of its own in Wasm.
 */
export function mustInline(fn: FunctionContext, callee: FunctionValue, count: number): boolean {
  return captures(fn.kernel.captures, callee.module, callee.node) || isUnusual(callee, count)
}

/** Whether a call has to be inlined for another reason than what the callee sees around it. */
export function isUnusual({ node, module }: FunctionValue, count: number): boolean {
  return (
    hasUnusualForm(module, node, count) ||
    resizesParameter(module, node) ||
    givesStatic(module, node, new Set())
  )
}

/**
 * Whether a function uses variables of a function of the kernel around it, itself or through a function it calls. What
 * stands around the whole kernel is read before the call.
 */
function captures(answers: CaptureAnswers, module: ParsedModule, node: t.Function): boolean {
  const known = answers.known.get(node)
  if (known !== undefined) return known
  // A function that calls itself captures nothing by that.
  answers.known.set(node, false)
  let found = false
  forEachNode(node, inner => {
    if (inner.type === 'ThisExpression' || inner.type === 'Super') found = true
    if (inner.type === 'Identifier') found ||= isCaptured(answers, module, node, inner)
    return !found
  })
  answers.known.set(node, found)
  return found
}

function isCaptured(
  answers: CaptureAnswers,
  module: ParsedModule,
  node: t.Function,
  name: t.Identifier,
): boolean {
  const binding = bindingOf(module, name)
  const home = binding && homeOf(binding)
  if (binding === undefined || home == null || isWithin(home, node)) return false
  // What stands around the whole kernel is none of its variables.
  if (home !== answers.marked && isWithin(answers.marked, home)) return false
  const behind = functionBehind(module, binding)
  if (behind?.node === node) return false
  return behind?.node.type !== 'FunctionDeclaration' || captures(answers, behind.module, behind.node)
}

function hasUnusualForm(module: ParsedModule, node: t.Function, count: number): boolean {
  const isMethod = node.type === 'ObjectMethod' || node.type === 'ClassMethod'
  if (isMethod && node.kind !== 'method') return true
  return node.params.some((param, i) => {
    if (param.type === 'Identifier') return false
    const isPlain = param.type === 'AssignmentPattern' && param.left.type === 'Identifier'
    if (!isPlain) return true
    return i >= count && evaluateConstant(module, param.right) === undefined
  })
}

/** Whether a function gives an object, a function or nothing, as far as its `return` statements show. */
function givesStatic(module: ParsedModule, node: t.Function, seen: Set<t.Function>): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  const isStaticValue = (value: t.Node) => isStaticSyntax(module, value, seen)
  if (node.body.type !== 'BlockStatement') return isStaticValue(node.body)
  return (
    mayGiveNoValue(node) ||
    returnsOf(node).some(({ argument }) => argument != null && isStaticValue(argument))
  )
}

function isStaticSyntax(module: ParsedModule, value: t.Node, seen: Set<t.Function>): boolean {
  const node = unwrap(value)
  const either = (...parts: readonly t.Node[]) => parts.some(part => isStaticSyntax(module, part, seen))
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ThisExpression':
    case 'NullLiteral':
      return true
    case 'NewExpression': {
      const callee = unwrap(node.callee)
      const binding = callee.type === 'Identifier' ? bindingOf(module, callee) : undefined
      return binding !== undefined && builtinName(module, callee) === null
    }
    case 'ConditionalExpression':
      return either(node.consequent, node.alternate)
    case 'LogicalExpression':
      return either(node.left, node.right)
    case 'SequenceExpression':
      return either(...node.expressions.slice(-1))
    case 'Identifier': {
      const binding = bindingOf(module, node)
      if (binding === undefined) return node.name === 'undefined'
      if (mayHoldNothing(module, binding) !== null) return true
      if (functionBehind(module, binding) !== null) return true
      const declarator = binding.path.node
      const isOwn = declarator.type === 'VariableDeclarator' && declarator.id === binding.identifier
      return isOwn && declarator.init != null && homeOf(binding) !== null && either(declarator.init)
    }
    case 'CallExpression': {
      const callee = unwrap(node.callee)
      const binding = callee.type === 'Identifier' ? bindingOf(module, callee) : undefined
      const behind = binding && functionBehind(module, binding)
      return behind != null && givesStatic(behind.module, behind.node, seen)
    }
    default:
      return isFunction(node)
  }
}
