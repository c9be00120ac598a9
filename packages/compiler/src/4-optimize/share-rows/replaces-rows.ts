import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isNestedArray } from '../../ir/types.js'

/**
 * Whether some of these statements may give an array of arrays another row, or a row another length. Functions that are called replace none of
 * those that they are given.
 */
export function replacesRows(
  list: readonly Stmt<ValueType>[],
  typeOf: (local: number) => ValueType | undefined,
): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'store-row' || (stmt.kind === 'resize' && stmt.holder !== undefined)
    found ||= stmt.kind === 'bulk' && isNestedArray(typeOf(stmt.array) ?? '')
  })
  return found
}
