import type { LocalId } from '../../ir/expr.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Stmt<ValueType>

/** The statements with other arrays in the place of some that nothing assigns any more. */
export function renameArrays(
  list: readonly Typed[],
  others: ReadonlyMap<LocalId, LocalId>,
): readonly Typed[] {
  if (others.size === 0) return list
  const rename = (local: LocalId) => others.get(local) ?? local
  return rewriteList(list, {
    expr: expr => {
      if (expr.kind === 'local') return { ...expr, local: rename(expr.local) }
      return expr.kind === 'load' || expr.kind === 'length' ? { ...expr, array: rename(expr.array) } : expr
    },
    stmt: stmt => {
      switch (stmt.kind) {
        case 'bulk':
          return [{ ...stmt, array: rename(stmt.array), from: rename(stmt.from) }]
        case 'call':
          return [stmt.sorts === undefined ? stmt : { ...stmt, sorts: rename(stmt.sorts) }]
        case 'store':
        case 'store-row':
        case 'view':
        case 'row':
          return [{ ...stmt, array: rename(stmt.array) }]
        case 'resize': {
          const { holder } = stmt
          const renamed = { ...stmt, array: rename(stmt.array) }
          return [holder ? { ...renamed, holder: { ...holder, array: rename(holder.array) } } : renamed]
        }
        default:
          return [stmt]
      }
    },
  })
}
