import type { BinaryOp, Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal, operands } from '../../ir/expr-walk.js'
import type { SetLocal, Stmt } from '../../ir/stmt.js'
import { forEachExprIn } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Places } from '../list-places.js'

type List = readonly Stmt<ValueType>[]

/** `local = local op value` over all turns, whose order does not show. */
export interface Reduction {
  readonly op: BinaryOp
  readonly type: ValueType
  /** The greatest of doubles without a sign, which are in the order of their bits: NaN is above all. */
  readonly isMagnitude?: true
}

/** What turns of a loop hand on to the next ones. */
export interface Carried {
  readonly reductions: ReadonlyMap<LocalId, Reduction>
  /** Locals that every turn assigns. */
  readonly certain: ReadonlySet<LocalId>
}

/** Reads it; the reason where a turn needs more of the one before it than a reduction. */
export function findCarried(body: List, places: Places, reassociates: boolean): Carried | string {
  const reductions = findReductions(body, places, reassociates)
  const walk = new Assignments(places, reductions)
  const certain = new Set<LocalId>()
  return walk.list(body, certain) ? { reductions, certain } : 'a turn needs what the one before it computed'
}

function findReductions(body: List, places: Places, reassociates: boolean): ReadonlyMap<LocalId, Reduction> {
  const reads = new Map<LocalId, number>()
  forEachExprIn(body, expr => {
    if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1)
  })
  const found = new Map<LocalId, Reduction>()
  for (const [local, sets] of places.sets) {
    if (sets.some(({ inner }) => inner.length > 0) || reads.get(local) !== sets.length) continue
    const [first, ...more] = sets.map(({ set }) => readReduction(set, reassociates))
    if (!first || !more.every(other => other?.op === first.op)) continue
    const isMagnitude = first.op === 'max' && sets.every(({ set }) => takesMagnitude(set))
    found.set(local, isMagnitude ? { ...first, isMagnitude } : first)
  }
  return found
}

/** Integers wrap, so that any order gives the same; so do the least and the greatest, by JavaScript's rules for -0 and NaN. */
const exact: Readonly<Partial<Record<BinaryOp, readonly ValueType[]>>> = {
  add: ['i32', 'u32', 'i64'],
  sub: ['i32', 'u32', 'i64'],
  mul: ['i32', 'u32'],
  imul: ['i32', 'u32'],
  bitand: ['i32', 'u32', 'i64'],
  bitor: ['i32', 'u32', 'i64'],
  bitxor: ['i32', 'u32', 'i64'],
  min: ['i32', 'u32', 'f32', 'f64'],
  max: ['i32', 'u32', 'f32', 'f64'],
}

/** What `fastmath(reassoc)` allows beside: sums and products of floats in another order. */
const loose: readonly BinaryOp[] = ['add', 'sub', 'mul']

function readReduction({ local, value }: SetLocal<ValueType>, reassociates: boolean): Reduction | null {
  if (value.kind !== 'binary' || value.overflow) return null
  const { op, left, right, type } = value
  const isLoose = reassociates && loose.includes(op) && (type === 'f64' || type === 'f32')
  if (!(exact[op]?.includes(type) || isLoose) || left.type !== type || right.type !== type) return null
  const isSelf = (expr: Expr<ValueType>) => expr.kind === 'local' && expr.local === local
  if (!isSelf(left) && (!isSelf(right) || op === 'sub')) return null
  // What is taken away adds up.
  return { op: op === 'sub' ? 'add' : op, type }
}

/** Whether this is `local = max(local, abs(…))` of floats. */
function takesMagnitude({ value }: SetLocal<ValueType>): boolean {
  if (value.kind !== 'binary' || (value.type !== 'f64' && value.type !== 'f32')) return false
  return [value.left, value.right].some(side => side.kind === 'unary' && side.op === 'abs')
}

/** Follows which locals a turn has assigned before it reads them. */
class Assignments {
  private readonly places: Places
  private readonly reductions: ReadonlyMap<LocalId, Reduction>

  constructor(places: Places, reductions: ReadonlyMap<LocalId, Reduction>) {
    this.places = places
    this.reductions = reductions
  }

  /** Whether all reads of a list are of what is assigned by then; adds what the list assigns for certain. */
  list(list: List, assigned: Set<LocalId>): boolean {
    return list.every(stmt => this.stmt(stmt, assigned))
  }

  private stmt(stmt: Stmt<ValueType>, assigned: Set<LocalId>): boolean {
    switch (stmt.kind) {
      case 'set': {
        const own = this.reductions.has(stmt.local) ? [stmt.local] : []
        const fits = this.isKnown(stmt.value, new Set([...assigned, ...own]))
        assigned.add(stmt.local)
        return fits
      }
      case 'store':
        return this.isKnown(stmt.index, assigned) && this.isKnown(stmt.value, assigned)
      case 'if': {
        const [then, otherwise] = [new Set(assigned), new Set(assigned)]
        const fits = this.isKnown(stmt.test, assigned) && this.list(stmt.then, then)
        if (!fits || !this.list(stmt.else, otherwise)) return false
        for (const local of then) if (otherwise.has(local)) assigned.add(local)
        return true
      }
      case 'loop': {
        // What only the inner loop assigns is not known behind it: it may not have run.
        const inside = new Set(assigned)
        return (
          this.isKnown(stmt.test, assigned) && this.list(stmt.body, inside) && this.list(stmt.update, inside)
        )
      }
      case 'break':
        return true
      default:
        return false
    }
  }

  private isKnown(expr: Expr<ValueType>, assigned: ReadonlySet<LocalId>): boolean {
    let holds = true
    forEachLocal(expr, local => {
      holds &&= !this.places.sets.has(local) || assigned.has(local)
    })
    return holds
  }
}

/** Calls `visit` for the locals whose values an expression computes with: not for those that only lead to an element. */
export function forEachComputed(expr: Expr<ValueType>, visit: (local: LocalId) => void): void {
  if (expr.kind === 'local') visit(expr.local)
  if (expr.kind !== 'load') for (const operand of operands(expr)) forEachComputed(operand, visit)
}
