import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { jumpsTo } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/** A statement whose parts are folded, without what cannot run. */
export function foldStmt(stmt: Typed): readonly Typed[] {
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
