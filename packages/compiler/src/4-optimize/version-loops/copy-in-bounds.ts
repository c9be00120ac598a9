import type { Expr, LocalId } from '../../ir/expr.js'
import type { Local } from '../../ir/kernel.js'
import type { LabelId, Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { indexToInt32, lowBits } from '../index-to-int32.js'
import { rewriteList } from '../rewrite-list.js'
import type { Access } from '../symbolic/walk.js'
import { targetOf } from '../symbolic/writes.js'
import { planShadows } from './plan-shadows.js'

type Typed = Stmt<ValueType>

/** Where the copy takes its names from. */
export interface FreshNames {
  readonly locals: readonly Local<ValueType>[]
  /** Adds a local and gives its id. */
  readonly addLocal: (local: Local<ValueType>) => LocalId
  readonly newLabel: () => LabelId
}

/**
 * The nest without the checks of these accesses: their indexes in int32, wider locals they are made of kept as int32
 * beside themselves, and labels of its own.
 */
export function copyInBounds(
  nest: Loop<ValueType>,
  inBounds: ReadonlySet<Access>,
  names: FreshNames,
): readonly Typed[] {
  const typeOf = (local: LocalId) => names.locals[local]?.type ?? 'void'
  const wide = planShadows(
    [...inBounds].map(access => access.index),
    [nest],
    typeOf,
  )
  const shadows = new Map([...wide].map(local => [local, addShadow(local, names)]))
  const shadow = (local: LocalId) => shadows.get(local) ?? null
  const labels = freshLabels(nest, names)
  const isInBounds = (access: unknown) => inBounds.has(access as Access)
  const copy = rewriteList([nest], {
    expr: (expr, original) =>
      expr.kind === 'load' && isInBounds(original)
        ? { ...expr, index: indexToInt32(expr.index, shadow), bounds: 'proven' }
        : expr,
    stmt: (stmt, original) => {
      if (stmt.kind === 'store' && isInBounds(original)) {
        return [{ ...stmt, index: indexToInt32(stmt.index, shadow), bounds: 'proven' }]
      }
      return withShadow(relabel(stmt, labels), shadows, shadow)
    },
  })
  const starts = [...shadows].map(([local, narrow]) => copyLow(readOf(local, typeOf(local), nest), narrow))
  return [...starts, ...copy]
}

function addShadow(local: LocalId, names: FreshNames): LocalId {
  const { name = 'index', at } = names.locals[local] ?? {}
  return names.addLocal({ name: `${name}_i32`, type: 'i32', origin: 'temp', at: at ?? nowhere })
}

const nowhere = { file: '', start: 0, end: 0 }

/** An assignment with the one of its shadow: before it where the new value can be told from shadows, else after it. */
function withShadow(
  stmt: Typed,
  shadows: ReadonlyMap<LocalId, LocalId>,
  shadow: (local: LocalId) => LocalId | null,
): readonly Typed[] {
  const target = targetOf(stmt)
  const narrow = target === null ? undefined : shadows.get(target)
  if (target === null || narrow === undefined) return [stmt]
  if (stmt.kind === 'set') {
    const value = lowBits(stmt.value, shadow)
    if (value) return [{ ...stmt, local: narrow, value }, stmt]
  }
  const type = stmt.kind === 'set' ? stmt.value.type : 'i64'
  return [stmt, copyLow(readOf(target, type, stmt), narrow)]
}

function readOf(local: LocalId, type: ValueType, { at }: Pick<Typed, 'at'>): Expr<ValueType> {
  return { kind: 'local', local, type, at }
}

function copyLow(read: Expr<ValueType>, narrow: LocalId): Typed {
  const value: Expr<ValueType> = { kind: 'convert', mode: 'wrap', type: 'i32', operand: read, at: read.at }
  return { kind: 'set', local: narrow, value, at: read.at }
}

function freshLabels(nest: Loop<ValueType>, names: FreshNames): ReadonlyMap<LabelId, LabelId> {
  const labels = new Map<LabelId, LabelId>()
  forEachStmt([nest], stmt => {
    if (stmt.kind === 'loop' || stmt.kind === 'switch' || stmt.kind === 'block') {
      labels.set(stmt.label, names.newLabel())
    }
  })
  return labels
}

/** Jumps that leave the nest keep their labels. */
function relabel(stmt: Typed, labels: ReadonlyMap<LabelId, LabelId>): Typed {
  return 'label' in stmt ? { ...stmt, label: labels.get(stmt.label) ?? stmt.label } : stmt
}
