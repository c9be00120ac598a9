import type * as t from '@babel/types'
import type { RowKind } from '../../ir/types.js'
import { isList } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { lowerList } from './list-literal.js'
import { elementValue } from './rows.js'

/** An expression whose value goes into an array of arrays; an array literal becomes an ordinary array in memory. */
export function rowValue(fn: FunctionContext, expression: t.Expression, kind: RowKind): Expr {
  const node = unwrap(expression)
  if (node.type === 'ArrayExpression' && isList(kind)) return lowerList(fn, node, kind)
  return elementValue(fn, fn.value(expression), node)
}
