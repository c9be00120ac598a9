import { rewriteList } from '../../ir/rewrite-list.js'
import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { jumpsTo } from '../symbolic/writes.js'
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
  if (stmt.kind === 'block') return foldBlock(stmt)
  return stmt.kind === 'loop' && stmt.test.kind === 'const' && stmt.test.value === false ? [] : [stmt]
}

/** A block without what stands behind a jump, and only its body where nothing is left that leaves it. */
function foldBlock(block: Typed & { readonly kind: 'block' }): readonly Typed[] {
  const { label } = block
  const end = block.body.findIndex(({ kind }) => kind === 'break' || kind === 'continue')
  const last = block.body[end]
  const isOwn = last?.kind === 'break' && last.label === label
  const body = end < 0 ? block.body : block.body.slice(0, isOwn ? end : end + 1)
  return jumpsTo(body, 'break', label) ? [{ ...block, body }] : body
}
