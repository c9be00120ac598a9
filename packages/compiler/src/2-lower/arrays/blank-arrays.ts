import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import { emitIf } from '../expressions/choose.js'
import { compare, constant, length, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { builtinName } from '../names/builtins.js'
import { absentValue } from '../names/may-hold-nothing.js'
import { unwrap } from '../node-kinds.js'
import { countUp } from './count.js'

/** `n` of `Array(n)` and `new Array(n)`. */
export function sizeOf(module: ParsedModule, expression: t.Node): t.Expression | null {
  const node = unwrap(expression)
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null
  const [size, ...more] = node.arguments
  if (size === undefined || more.length > 0 || builtinName(module, node.callee) !== 'Array') return null
  return size.type === 'SpreadElement' || size.type === 'ArgumentPlaceholder' ? null : size
}

/** The length of a new array. One that throws in JavaScript starts over there; one that is no number is refused. */
export function checkedSize(fn: FunctionContext, asked: Expr, at: SourceRange): Expr {
  const size = fn.hold(asked)
  const isKnown = size.kind === 'const' && Number.isInteger(size.value) && Number(size.value) >= 0
  if (isKnown) return size
  const isWhole = compare('eq', unary('trunc', size, at), size, at)
  const fits = logical('and', isWhole, compare('ge', size, constant(0, at), at), at)
  emitIf(fn, not(fits, at), [{ kind: 'throw', site: 'restart', at }], [], at)
  return size
}

/**
 * `n` where an expression makes `n` elements of nothing for somebody to map: `[...Array(n)]`, `Array(n).fill()`,
 * `Array(n).fill(null)`, `Array.from(Array(n))`.
 */
export function blankSizeOf(module: ParsedModule, expression: t.Node): t.Expression | null {
  const node = unwrap(expression)
  if (node.type === 'ArrayExpression') {
    const [spread, ...more] = node.elements
    return spread?.type === 'SpreadElement' && more.length === 0 ? sizeOf(module, spread.argument) : null
  }
  if (node.type !== 'CallExpression') return null
  const [first, ...others] = node.arguments
  if (others.length > 0) return null
  if (builtinName(module, node.callee) === 'Array.from') return first ? sizeOf(module, first) : null
  const array = calledOn(node, 'fill')
  if (array === null || (first !== undefined && absentValue(module, first) === null)) return null
  return sizeOf(module, array)
}

/** A new array of 0, 1, … for `Array(n).keys()`; `null` for everything else. */
export function lowerKeys(fn: FunctionContext, expression: t.Node): LocalId | null {
  const node = unwrap(expression)
  const array = node.type === 'CallExpression' && node.arguments.length === 0 ? calledOn(node, 'keys') : null
  const size = array && (sizeOf(fn.module, array) ?? blankSizeOf(fn.module, array))
  if (size === null) return null
  const at = fn.at(node)
  fn.kernel.noteMember('number[]', 'keys')
  const made = fn.temp('number[]', at)
  fn.emit({ kind: 'new-array', local: made, length: checkedSize(fn, fn.expression(size), at), at })
  const store = (index: Expr) =>
    fn.emit({ kind: 'store', array: made, index, value: index, bounds: 'js', at })
  countUp(fn, constant(0, at), length(made, at), ({ index }) => store(index), at)
  return made
}

/** What a method of this name is called on. */
function calledOn(node: t.CallExpression, name: string): t.Expression | null {
  const callee = unwrap(node.callee)
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return null
  return callee.property.type === 'Identifier' && callee.property.name === name ? callee.object : null
}
