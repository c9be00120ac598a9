import { rewriteList } from '../../ir/rewrite-list.js'
import type { Pass } from '../../pass.js'
import { foldExpr } from './fold-expr.js'
import { foldStmt } from './fold-stmt.js'

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
