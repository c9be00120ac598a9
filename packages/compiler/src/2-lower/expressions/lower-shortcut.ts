import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isNestedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { resolveTarget } from '../names/resolve-name.js'
import { unsupported } from '../unsupported.js'
import type { Lowered } from './choose.js'
import { emitIf } from './choose.js'
import { loadElement, reusableElementSteps, storeElement } from './element.js'
import { inOrder, protect } from './evaluate-in-order.js'
import { isInBounds, mustBeDefined } from './lower-nullish.js'
import { not, truthy } from './make-expr.js'

/** `x &&= y`, `||=` and `??=`: the right side runs, and is stored, only if the old value asks for it. */
export function shortcutVariable(
  fn: FunctionContext,
  target: t.Identifier,
  node: t.AssignmentExpression,
): Expr {
  const at = fn.at(node)
  checkOperator(fn, node)
  const local = resolveTarget(fn, target)
  const old = fn.read(local, fn.at(target))
  if (node.operator === '??=') {
    mustBeDefined(fn, old, at, '`??=`')
    return old
  }
  const { statements } = fn.capture(() => fn.assign(local, fn.expression(node.right), at))
  emitIf(fn, wantsRight(node, old), statements, [], at)
  return fn.read(local, at)
}

/** The same on an element of an array. */
export function shortcutElement(
  fn: FunctionContext,
  holder: Expr,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
): Expr {
  const at = fn.at(node)
  checkOperator(fn, node)
  const place = inOrder(fn, reusableElementSteps(fn, holder, target))
  const right = fn.capture(() => fn.expression(node.right))
  const array = protect(fn, place[0], right.statements)
  const index = protect(fn, place[1], right.statements)
  if (node.operator === '??=') return fillElement(fn, array, index, right, at)
  const result = fn.spill(loadElement(fn, array, index, fn.at(target)))
  if (result.kind !== 'local') return result
  const { statements } = fn.capture(() => {
    fn.emit(...right.statements)
    fn.assign(result.local, right.value, at)
    storeElement(fn, array, index, result, at)
  })
  emitIf(fn, wantsRight(node, result), statements, [], at)
  return result
}

/** `xs[i] ??= v`: an element that is there is a number, so that only one out of bounds is missing. */
function fillElement(fn: FunctionContext, array: Expr, index: Expr, right: Lowered, at: SourceRange): Expr {
  if (array.kind !== 'local' || isNestedArray(fn.likelyType(array.local)))
    return refuse(diagnose('lower/unsupported-syntax', at, '`??=` on a row of an array of arrays'))
  const held = fn.hold(index)
  const element = loadElement(fn, array, held, at)
  const result = fn.temp(element.type, at)
  const there = fn.capture(() => fn.assign(result, element, at))
  const missing = fn.capture(() => {
    fn.emit(...right.statements)
    fn.assign(result, right.value, at)
    storeElement(fn, array, held, fn.read(result, at), at)
  })
  emitIf(fn, isInBounds(array.local, held, at), there.statements, missing.statements, at)
  return fn.read(result, at)
}

function wantsRight(node: t.AssignmentExpression, old: Expr): Expr {
  return node.operator === '&&=' ? truthy(old) : not(truthy(old), old.at)
}

function checkOperator(fn: FunctionContext, node: t.AssignmentExpression): void {
  const { operator } = node
  const isKnown = operator === '&&=' || operator === '||=' || operator === '??='
  if (!isKnown) unsupported(node, fn.at(node), `\`${operator}\``)
}
