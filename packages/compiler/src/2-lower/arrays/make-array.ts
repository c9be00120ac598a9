import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ListKind } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { compare, constant, length } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { checkedSize, sizeOf } from './blank-arrays.js'
import { countUp } from './count.js'
import { newList } from './list-literal.js'
import { elementValue, listKindFor, listOf, storeAt } from './rows.js'

type ArrayCall = t.NewExpression | t.CallExpression

/** `new Array()`, `Array(a, b)`, `Array.of(a)`: the elements as they are given. */
export function lowerArrayOfElements(fn: FunctionContext, node: ArrayCall): Expr {
  const at = fn.at(node)
  const values = inOrder(
    fn,
    node.arguments.map(argument => () => {
      const isPlain = argument.type !== 'SpreadElement' && argument.type !== 'ArgumentPlaceholder'
      return isPlain ? element(fn, argument) : unsupported(argument, fn.at(argument))
    }),
  )
  return values.length === 0 ? fn.read(newList(fn, 'number[]', 0, at), at) : listOf(fn, values, at)
}

/** `new Array(n).fill(x)`; `null` where a call is none. */
export function lowerFilledArray(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
): Expr | null {
  const { property, computed } = callee
  const size =
    computed || property.type !== 'Identifier' || property.name !== 'fill'
      ? null
      : sizeOf(fn.module, callee.object)
  if (size === null) return null
  const at = fn.at(node)
  const [given, ...more] = node.arguments
  if (given === undefined || more.length > 0) return unsupported(node, at, 'A new array that is not filled')
  if (given.type === 'SpreadElement' || given.type === 'ArgumentPlaceholder') return unsupported(given, at)
  const [asked, value] = inOrder(fn, [() => fn.expression(size), () => element(fn, given)])
  const held = fn.hold(value)
  const made = newArray(fn, listKindFor(fn, held), asked, at)
  fn.kernel.noteMember('number[]', 'fill')
  // New memory is zeroed.
  const isZero = held.kind === 'const' && (held.value === false || Object.is(held.value, 0))
  const store = (index: Expr) => fn.emit(storeAt(fn, made, index, held, at))
  if (!isZero) countUp(fn, constant(0, at), length(made, at), ({ index }) => store(index), at)
  return fn.read(made, at)
}

/**
 * `new Array(n)` for a variable that never holds another array: room for `n` elements, of which none is there yet. The
 * length in the IR counts those stored so far, from the front on; see `FunctionContext.filling`.
 */
export function lowerFillingArray(fn: FunctionContext, node: t.Expression, kind: ListKind): Expr | null {
  const size = sizeOf(fn.module, node)
  if (size === null) return null
  const at = fn.at(node)
  const promised = fn.temp('number', at)
  const made = newArray(fn, kind, fn.expression(size), at)
  fn.assign(promised, length(made, at), at)
  fn.emit({ kind: 'resize', array: made, length: constant(0, at), at })
  fn.growing.add(made)
  fn.filling.set(made, promised)
  return fn.read(made, at)
}

/** An array that is used as a whole: while elements of `new Array(n)` are missing, only JavaScript can do that. */
export function wholeArray<E extends Expr>(fn: FunctionContext, array: E): E {
  const promised = array.kind === 'local' ? fn.filling.get(array.local) : undefined
  if (array.kind !== 'local' || promised === undefined) return array
  const { at } = array
  const isShort = compare('lt', length(array.local, at), fn.read(promised, at), at)
  emitIf(fn, isShort, [{ kind: 'throw', site: 'restart', at }], [], at)
  // From here on it may get shorter again.
  fn.assign(promised, constant(0, at), at)
  return array
}

function element(fn: FunctionContext, node: t.Expression): Expr {
  return elementValue(fn, fn.value(node), node)
}

/** Emits `new Array(size)`, zeroed. A size that throws in JavaScript starts over there; one that is no number is refused. */
function newArray(fn: FunctionContext, kind: ListKind, asked: Expr, at: SourceRange): LocalId {
  const size = checkedSize(fn, asked, at)
  const made = fn.temp(kind, at)
  fn.emit({ kind: 'new-array', local: made, length: size, at })
  return made
}
