import type * as t from '@babel/types'
import { isFunction, unwrap } from '../node-kinds.js'
import { forEachNode } from './walk-nodes.js'

/** The `return` statements of a function itself, not of functions inside it. */
export function returnsOf(node: t.Function): readonly t.ReturnStatement[] {
  const found: t.ReturnStatement[] = []
  forEachNode(node.body, inner => {
    if (inner.type === 'ReturnStatement') found.push(inner)
    return !isFunction(inner) && inner.type !== 'ClassBody'
  })
  return found
}

/** Whether a function gives a value on some paths, and `undefined` on others by running off its end. */
export function mayGiveNoValue(node: t.Function): boolean {
  const gives = returnsOf(node).some(({ argument }) => argument != null)
  return gives && node.body.type === 'BlockStatement' && runsOff(node.body)
}

/** Whether a value is a boolean as it is written. */
export function isBooleanSyntax(value: t.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'UnaryExpression') return node.operator === '!'
  if (node.type === 'BinaryExpression') return /^(?:[<>]=?|[!=]==?)$/.test(node.operator)
  return node.type === 'BooleanLiteral'
}

/** Whether a body may run off its end, as far as its statements show; what they do not show, it may. */
function runsOff(body: t.BlockStatement): boolean {
  return body.body.every(completes)
}

function completes(node: t.Statement): boolean {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return false
    case 'BlockStatement':
      return runsOff(node)
    case 'LabeledStatement':
      return completes(node.body) || jumps(node)
    case 'IfStatement':
      return node.alternate == null || completes(node.consequent) || completes(node.alternate)
    case 'ForStatement':
      return !(node.test == null || isTrue(node.test)) || jumps(node)
    case 'WhileStatement':
    case 'DoWhileStatement':
      return !isTrue(node.test) || jumps(node)
    case 'SwitchStatement': {
      const isExhaustive = node.cases.some(({ test }) => test == null)
      return !isExhaustive || jumps(node) || (node.cases.at(-1)?.consequent.every(completes) ?? true)
    }
    case 'TryStatement':
      if (node.finalizer && !runsOff(node.finalizer)) return false
      return runsOff(node.block) || (node.handler != null && runsOff(node.handler.body))
    default:
      return true
  }
}

function isTrue(test: t.Node): boolean {
  const node = unwrap(test)
  return node.type === 'BooleanLiteral' && node.value
}

/** Whether a `break` leaves a statement: its own ones, and any with a label. */
function jumps(node: t.Statement): boolean {
  let found = false
  forEachNode(node, inner => {
    const isNested = inner !== node && takesBreaks(inner)
    if (inner.type === 'BreakStatement') found = true
    else if (isNested) found ||= breaksByLabel(inner)
    return !found && !isNested && !isFunction(inner)
  })
  return found
}

function takesBreaks({ type }: t.Node): boolean {
  return type === 'SwitchStatement' || /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type)
}

function breaksByLabel(node: t.Node): boolean {
  let found = false
  forEachNode(node, inner => {
    found ||= inner.type === 'BreakStatement' && inner.label != null
    return !found && !isFunction(inner)
  })
  return found
}
