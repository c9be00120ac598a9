import type { LabelId } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { Stmt } from '../lowered.js'

/** A body without the jumps to its end that it does not need, and whether any are left. */
export interface StructuredExits {
  readonly statements: readonly Stmt[]
  readonly isLeft: boolean
}

/**
 * Turns early exits into branches: `if (a) { …; break L } rest` becomes `if (a) { … } else { rest }`, and a `break L` at
 * the very end goes. The same statements run in the same order.
 */
export function structureExits(body: readonly Stmt[], label: LabelId): StructuredExits {
  const statements = structure(body, label)
  return { statements, isLeft: leaves(statements, label) }
}

function structure(list: readonly Stmt[], label: LabelId): readonly Stmt[] {
  const result: Stmt[] = []
  for (const [i, stmt] of list.entries()) {
    // What stands behind a jump never runs.
    if (stmt.kind === 'break' && stmt.label === label) return result
    const rest = list.slice(i + 1)
    if (stmt.kind === 'if') {
      const thenEnds = endsIn(stmt.then, label)
      const elseEnds = endsIn(stmt.else, label)
      if (thenEnds || elseEnds || rest.length === 0) {
        const then = structure(thenEnds ? stmt.then : [...stmt.then, ...(elseEnds ? rest : [])], label)
        const otherwise = structure(elseEnds ? stmt.else : [...stmt.else, ...(thenEnds ? rest : [])], label)
        result.push({ ...stmt, then, else: otherwise })
        return result
      }
    }
    result.push(stmt)
  }
  return result
}

function endsIn(list: readonly Stmt[], label: LabelId): boolean {
  const last = list.at(-1)
  return last?.kind === 'break' && last.label === label
}

function leaves(list: readonly Stmt[], label: LabelId): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'break' && stmt.label === label
  })
  return found
}
