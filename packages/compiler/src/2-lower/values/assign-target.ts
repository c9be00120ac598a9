import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import { elementValue } from '../arrays/rows.js'
import { lowerHolder, lowerIndex, storeElement } from '../expressions/element.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import type { FunctionContext } from '../function-context.js'
import { writeMember } from './member.js'
import type { Value } from './value.js'
import { isStatic } from './value.js'
import { assignVariable } from './variables.js'

/** Puts a value that is there already into a variable, element or field. */
export function assignTarget(
  fn: FunctionContext,
  target: t.Identifier | t.MemberExpression,
  value: Value,
  at: SourceRange,
): void {
  if (target.type === 'Identifier') return assignVariable(fn, target, value, at)
  const [held, holder] = inOrder(fn, [() => value, () => lowerHolder(fn, target.object)])
  if (isStatic(holder)) return writeMember(fn, holder, target, held, at)
  const [waiting, array, index] = inOrder(fn, [() => held, () => holder, () => lowerIndex(fn, target)])
  storeElement(fn, array, index, elementValue(fn, waiting, target), at)
}
