import type * as t from '@babel/types'
import { Refusal } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Lowered } from '../expressions/choose.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { binary, compare, conditional, constant, length, load, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { callLibrary } from './library.js'
import { isChar, isPoint, isString, textOf, textTable } from './text-of.js'

const methods: ReadonlySet<string> = new Set([
  'at',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'endsWith',
  'includes',
  'indexOf',
  'startsWith',
])

/** A call of a string's method, or `null` where the receiver is not known to be a string. */
export function callStringMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
): Expr | null {
  const { property } = callee
  if (callee.computed || property.type !== 'Identifier' || !methods.has(property.name)) return null
  const receiver = receiverOf(fn, unwrap(callee.object))
  if (receiver === null) return null
  const { statements, value } = receiver
  const isOne = isChar(fn, value)
  const isCodePoint = isPoint(fn, value)
  if (!isOne && !isCodePoint && !isString(fn, value)) return null
  fn.emit(...statements)
  if (isCodePoint) return callPointMethod(fn, node, property.name, value)
  if (isOne) return callCharMethod(fn, node, property.name, value)
  const args = node.arguments.map(argument => () => argumentOf(fn, argument))
  const [held = value, ...given] = inOrder(fn, [() => value, ...args])
  return callMethod(fn, property.name, held, given, node)
}

/** What stands before the dot, where that may be a string: a name, an element, or a known string. */
function receiverOf(fn: FunctionContext, object: t.Node): Lowered | null {
  const at = fn.at(object)
  const text = textOf(fn.module, object)
  if (text !== undefined) return { statements: [], value: textTable(fn, text, at) }
  const isElement = object.type === 'MemberExpression' && object.computed
  if (object.type !== 'Identifier' && !isElement) return null
  try {
    return fn.capture(() => fn.expression(object))
  } catch (error) {
    // Then it is no string, and others say better what it is.
    if (error instanceof Refusal) return null
    throw error
  }
}

function argumentOf(fn: FunctionContext, node: t.CallExpression['arguments'][number]): Expr {
  if (node.type === 'SpreadElement' || node.type === 'ArgumentPlaceholder') {
    return unsupported(node, fn.at(node))
  }
  const text = textOf(fn.module, node)
  return text === undefined ? fn.expression(node) : textTable(fn, text, fn.at(node))
}

/** A string of one code unit has few things to ask. */
function callCharMethod(fn: FunctionContext, node: t.CallExpression, name: string, value: Expr): Expr {
  const at = fn.at(node)
  const [first] = node.arguments
  const isFirst = first === undefined || (first.type === 'NumericLiteral' && first.value === 0)
  if (isFirst && (name === 'charCodeAt' || name === 'codePointAt')) return unary('code', value, at)
  return unsupported(node, at, `\`${name}\` of one character`)
}

/** So has one of one code point, whose first code unit is its code or the first half of it. */
function callPointMethod(fn: FunctionContext, node: t.CallExpression, name: string, value: Expr): Expr {
  const at = fn.at(node)
  const [first] = node.arguments
  const isFirst = first === undefined || (first.type === 'NumericLiteral' && first.value === 0)
  const code = unary('code', fn.hold(value), at)
  if (isFirst && name === 'codePointAt') return code
  if (isFirst && name === 'charCodeAt') {
    const beyond = binary('sub', code, constant(0x10000, at), at)
    const high = binary('add', binary('shr', beyond, constant(10, at), at), constant(0xd800, at), at)
    return conditional(compare('lt', code, constant(0x10000, at), at), code, high, at)
  }
  return unsupported(node, at, `\`${name}\` of one character`)
}

function callMethod(
  fn: FunctionContext,
  name: string,
  text: Expr,
  [first, second]: readonly Expr[],
  node: t.CallExpression,
): Expr {
  const at = fn.at(node)
  const position = (value: Expr | undefined) => (value ? wholeNumber(fn, value, at) : constant(0, at))
  switch (name) {
    case 'charCodeAt':
      return unary('code', unitAt(fn, text, position(first), at), at)
    case 'charAt':
      return unitAt(fn, text, position(first), at)
    case 'at': {
      const index = fn.hold(position(first))
      const fromEnd = binary('add', index, lengthOf(text, at), at)
      const isNegative = compare('lt', index, constant(0, at), at)
      return unitAt(fn, text, conditional(isNegative, fromEnd, index, at), at)
    }
    case 'codePointAt':
      return callLibrary(fn, 'codePoint', [text, position(first)], at)
    case 'indexOf':
    case 'includes': {
      const found = find(fn, text, first, position(second), node)
      return name === 'indexOf' ? found : compare('ge', found, constant(0, at), at)
    }
    default:
      return startsOrEnds(fn, name, text, first, second, node)
  }
}

function find(
  fn: FunctionContext,
  text: Expr,
  sought: Expr | undefined,
  from: Expr,
  node: t.CallExpression,
): Expr {
  const at = fn.at(node)
  if (sought !== undefined && isString(fn, sought)) return callLibrary(fn, 'find', [text, sought, from], at)
  if (sought !== undefined && isChar(fn, sought)) {
    return callLibrary(fn, 'findUnit', [text, unary('code', sought, at), from], at)
  }
  if (sought !== undefined && isPoint(fn, sought)) {
    return callLibrary(fn, 'findPoint', [text, unary('code', sought, at), from], at)
  }
  return unsupported(node, at, 'Looking in a string for anything but a string')
}

function startsOrEnds(
  fn: FunctionContext,
  name: string,
  text: Expr,
  sought: Expr | undefined,
  position: Expr | undefined,
  node: t.CallExpression,
): Expr {
  const at = fn.at(node)
  if (sought === undefined || !isString(fn, sought) || position !== undefined) {
    return unsupported(node, at, `\`${name}\` with these arguments`)
  }
  const start =
    name === 'startsWith' ? constant(0, at) : binary('sub', lengthOf(text, at), lengthOf(sought, at), at)
  return callLibrary(fn, 'matches', [text, sought, start], at)
}

function lengthOf(text: Expr, at: SourceRange): Expr {
  if (text.kind !== 'local') throw new Error('hotpath: a string is not a local')
  return length(text.local, at)
}

function unitAt(fn: FunctionContext, text: Expr, index: Expr, at: SourceRange): Expr {
  const held = fn.hold(text)
  if (held.kind !== 'local') throw new Error('hotpath: a string is not a local')
  return { ...load(held.local, index, at), type: 'char' }
}

/** ToIntegerOrInfinity: fractions are cut, NaN is 0. */
function wholeNumber(fn: FunctionContext, value: Expr, at: SourceRange): Expr {
  if (value.kind === 'const' && typeof value.value === 'number' && Number.isInteger(value.value)) return value
  const held = fn.hold(value)
  const isNumber = compare('eq', held, held, at)
  return conditional(isNumber, unary('trunc', held, at), constant(0, at), at)
}
