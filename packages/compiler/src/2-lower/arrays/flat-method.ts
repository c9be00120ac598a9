import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { isNestedArray, isPlainArray, rowKind } from '../../ir/types.js'
import { loadElement } from '../expressions/element.js'
import { constant, length } from '../expressions/make-expr.js'
import type { Expr } from '../lowered.js'
import { appendAll } from './append.js'
import { countUp } from './count.js'
import { newList } from './list-literal.js'
import type { Method } from './method-call.js'
import { kindOf } from './method-call.js'

/** `grid.flat()`: the elements of all rows. Rows that are typed arrays are no arrays to it. */
export const flat: Method = (fn, { array, args, at }) => {
  const kind = kindOf(fn, array)
  const row = isNestedArray(kind) ? rowKind(kind) : null
  if (row === null || !isPlainArray(row) || args.length > 0)
    refuse(diagnose('lower/unsupported-syntax', at, 'This call of `flat`'))
  const made = newList(fn, row, 0, at)
  const add = (index: Expr) => {
    const found = loadElement(fn, fn.read(array, at), index, at)
    if (found.kind === 'local') appendAll(fn, made, found.local, at)
  }
  countUp(fn, constant(0, at), length(array, at), ({ index }) => add(index), at)
  return fn.read(made, at)
}
