import type { LocalId } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'

type List = readonly Stmt<JsType>[]

/**
 * A function's statements with each `return` an assignment of `result` that nothing follows: what stood behind a branch
 * that returns is the other side of it. Null where a `return` leaves something else than branches, where code would have
 * to stand twice, or where a way ends without the result that is asked for.
 */
export function endWithResult(list: List, result: LocalId | null): List | null {
  const place = list.findIndex(mayReturn)
  const stmt = list[place]
  if (stmt === undefined) return result === null || endsCall(list) ? list : null
  const before = list.slice(0, place)
  if (stmt.kind === 'return') {
    if (result === null) return before
    return stmt.value && [...before, { kind: 'set', local: result, value: stmt.value, at: stmt.at }]
  }
  if (stmt.kind !== 'if') return null
  const rest = list.slice(place + 1)
  const [isLeftByThen, isLeftByElse] = [endsCall(stmt.then), endsCall(stmt.else)]
  if (!isLeftByThen && !isLeftByElse && rest.length > 0) return null
  const then = endWithResult(isLeftByThen ? stmt.then : [...stmt.then, ...rest], result)
  const otherwise = endWithResult(isLeftByElse ? stmt.else : [...stmt.else, ...rest], result)
  return then && otherwise && [...before, { ...stmt, then, else: otherwise }]
}

function mayReturn(stmt: Stmt<JsType>): boolean {
  let found = false
  forEachStmt([stmt], inner => {
    found ||= inner.kind === 'return'
  })
  return found
}

/** Whether nothing behind a list is ever run. */
function endsCall(list: List): boolean {
  const last = list.at(-1)
  if (last?.kind === 'if') return endsCall(last.then) && endsCall(last.else)
  return last?.kind === 'return' || last?.kind === 'throw'
}
