import type { Compare, Expr, LocalId } from '../../ir/expr.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { FreshNames } from '../fresh-names.js'
import { relabel } from '../fresh-names.js'
import { indexToInt32, lowBits } from '../index-to-int32.js'
import type { Access } from '../symbolic/walk.js'
import { planShadows } from './plan-shadows.js'
import type { VersionPlan } from './plan-version.js'

type Typed = Stmt<ValueType>

/**
 * The nest without the checks of the plan's accesses: their indexes in int32, wider locals they are made of kept as int32
 * beside themselves, comparisons of small numbers in int32, and labels of its own.
 */
export function copyInBounds(
  nest: Loop<ValueType>,
  { inBounds, small }: VersionPlan,
  names: FreshNames,
): readonly Typed[] {
  const typeOf = (local: LocalId) => names.typeOf(local)
  const wide = planShadows(
    [...inBounds].map(access => access.index),
    [nest],
    typeOf,
  )
  const shadows = new Map(
    [...wide].map(local => [local, names.addLocal(`${names.nameOf(local)}_i32`, 'i32', nest.at)]),
  )
  const shadow = (local: LocalId) => shadows.get(local) ?? null
  const labels = names.relabelling([nest])
  const isInBounds = (access: unknown) => inBounds.has(access as Access)
  const copy = rewriteList([nest], {
    expr: (expr, original) => {
      if (expr.kind === 'load' && isInBounds(original)) {
        return { ...expr, index: indexToInt32(expr.index, shadow), bounds: 'proven' }
      }
      return expr.kind === 'compare' && small.has(original as typeof expr) ? inInt32(expr, shadow) : expr
    },
    stmt: (stmt, original) => {
      if ((stmt.kind === 'store' || stmt.kind === 'row') && isInBounds(original)) {
        return [{ ...stmt, index: indexToInt32(stmt.index, shadow), bounds: 'proven' }]
      }
      return withShadow(relabel(stmt, labels), shadows, shadow)
    },
  })
  const starts = [...shadows].map(([local, narrow]) => copyLow(readOf(local, typeOf(local), nest), narrow))
  return [...starts, ...copy]
}

/** A number of 32 bits is its own low bits. */
function inInt32(test: Compare<ValueType>, shadow: (local: LocalId) => LocalId | null): Compare<ValueType> {
  const left = lowBits(test.left, shadow)
  const right = left && lowBits(test.right, shadow)
  return left && right ? { ...test, left, right } : test
}

/** An assignment with the one of its shadow: before it where the new value can be told from shadows, else after it. */
function withShadow(
  stmt: Typed,
  shadows: ReadonlyMap<LocalId, LocalId>,
  shadow: (local: LocalId) => LocalId | null,
): readonly Typed[] {
  const target = assignedLocal(stmt)
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
