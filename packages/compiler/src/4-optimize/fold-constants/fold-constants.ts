import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { rewriteList } from '../rewrite-list.js'
import { foldExpr } from './fold-expr.js'

type Typed = Stmt<ValueType>

/**
 * Computes what is known at build time: `2 * 3`, `x * 1`, `x / 4` (as `x * 0.25`), `if (false)`.
 *
 * Soundness: integer arithmetic is a ring modulo its width. Of doubles only correctly rounded operations on constants are
 * computed, which JavaScript rounds alike here and there, and identities that hold for every double; nothing is
 * reassociated. Functions of the host are never computed at build time: another engine may give other bits.
 */
export const foldConstants: Pass = {
  name: 'fold-constants',
  after: {},
  run: kernel => ({
    ...kernel,
    functions: kernel.functions.map(fn => ({
      ...fn,
      body: rewriteList(fn.body, { expr: foldExpr, stmt: foldStmt }),
    })),
  }),
}

function foldStmt(stmt: Typed): readonly Typed[] {
  if (stmt.kind === 'if' && stmt.test.kind === 'const') return stmt.test.value ? stmt.then : stmt.else
  return stmt.kind === 'loop' && stmt.test.kind === 'const' && stmt.test.value === false ? [] : [stmt]
}
