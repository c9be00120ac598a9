import type { LabelId, Stmt } from './stmt.js'

/** Whether a loop's test is the constant `true`, so that only a break leaves it. */
export function runsForever(loop: Stmt<unknown> & { readonly kind: 'loop' }): boolean {
  return loop.test.kind === 'const' && loop.test.value === true
}

/** Whether control can run off the end of a statement list. */
export function canComplete(list: readonly Stmt<unknown>[]): boolean {
  return list.every(stmtCompletes)
}

function stmtCompletes(stmt: Stmt<unknown>): boolean {
  switch (stmt.kind) {
    case 'if':
      return canComplete(stmt.then) || canComplete(stmt.else)
    case 'loop':
      return !runsForever(stmt) || breaks(stmt.body, stmt.label) || breaks(stmt.update, stmt.label)
    case 'block':
      return canComplete(stmt.body) || breaks(stmt.body, stmt.label)
    case 'switch': {
      const last = stmt.cases.at(-1)
      const exhaustive = stmt.cases.some(c => c.test === null)
      return (
        !last || !exhaustive || canComplete(last.body) || stmt.cases.some(c => breaks(c.body, stmt.label))
      )
    }
    case 'break':
    case 'continue':
    case 'return':
    case 'throw':
      return false
    default:
      return true
  }
}

/** Whether some statement in the list breaks out to this label. */
function breaks(list: readonly Stmt<unknown>[], label: LabelId): boolean {
  return list.some(stmt => {
    switch (stmt.kind) {
      case 'break':
        return stmt.label === label
      case 'if':
        return breaks(stmt.then, label) || breaks(stmt.else, label)
      case 'loop':
        return breaks(stmt.body, label) || breaks(stmt.update, label)
      case 'block':
        return breaks(stmt.body, label)
      case 'switch':
        return stmt.cases.some(c => breaks(c.body, label))
      default:
        return false
    }
  })
}
