import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { operands } from '../../ir/expr-walk.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import { stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { boundForTurns } from '../counted-loop.js'
import type { FreshNames } from '../fresh-names.js'
import { relabel } from '../fresh-names.js'
import { readsAny } from '../varying.js'
import { writeGuard } from '../write-guard.js'
import type { JamPlan } from './plan-jam.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * The jammed loop, for as many whole groups of turns as there are, and the nest as it was for the rest: half a group of
 * four together first, as few turns are many of a short loop's.
 */
export function jamNest(plan: JamPlan, names: FreshNames): readonly Typed[] {
  const { nest, factor } = plan
  const { at } = nest.outer
  const groups = (factor === 4 ? [4, 2] : [factor]).flatMap(turns => {
    const limit = names.addLocal('limit', 'i32', at)
    const jammed = new Jammer({ ...plan, factor: turns }, names).build(limit)
    const set: Typed = { kind: 'set', local: limit, value: boundForTurns(nest, turns), at }
    return [set, turns === factor ? jammed : { ...jammed, isRemainder: true as const }]
  })
  const guard = writeGuard(plan.apart, names, at)
  const main: readonly Typed[] = guard ? [{ kind: 'if', test: guard, then: groups, else: [], at }] : groups
  return [...main, nest.outer]
}

class Jammer {
  private readonly plan: JamPlan
  private readonly names: FreshNames
  /** By turn of a group: the locals that stand for the varying ones. The last turn keeps the originals. */
  private readonly copies: readonly ReadonlyMap<LocalId, LocalId>[]

  constructor(plan: JamPlan, names: FreshNames) {
    this.plan = plan
    this.names = names
    const { counter } = plan.nest
    const own = [...plan.varying].filter(local => local !== counter && !plan.sequential.has(local))
    this.copies = Array.from({ length: plan.factor }, (_, turn) => {
      const isLast = turn === plan.factor - 1
      const copy = (local: LocalId) =>
        names.addLocal(names.nameOf(local), names.typeOf(local), plan.nest.outer.at)
      return new Map(own.map(local => [local, isLast ? local : copy(local)]))
    })
  }

  build(limit: LocalId): Loop<ValueType> {
    const { nest, together, after } = this.plan
    const { outer, counter, isInclusive } = nest
    const { at } = outer
    const inOrder = [...this.copies.keys()].flatMap(turn => this.copyList(after, turn))
    const body = [...this.jamList(together), ...inOrder]
    const jammed: Loop<ValueType> = {
      ...outer,
      test: {
        kind: 'compare',
        op: isInclusive ? 'le' : 'lt',
        left: this.counterRead(),
        right: { kind: 'local', local: limit, type: 'i32', at },
        type: 'bool',
        at,
      },
      body,
      update: [{ kind: 'set', local: counter, value: this.ahead(this.plan.factor), at }],
    }
    const labels = this.names.relabelling([jammed])
    const [renamed] = rewriteList([jammed], { stmt: stmt => [relabel(stmt, labels)] })
    return renamed?.kind === 'loop' ? renamed : jammed
  }

  /** Statement by statement: once what is the same in all turns, else once for each. */
  private jamList(list: readonly Typed[]): readonly Typed[] {
    return list.flatMap(stmt => {
      if (stmt.kind === 'if' && !readsAny(stmt.test, this.plan.varying)) {
        return [{ ...stmt, then: this.jamList(stmt.then), else: this.jamList(stmt.else) }]
      }
      if (stmt.kind === 'loop') {
        return [{ ...stmt, body: this.jamList(stmt.body), update: this.jamList(stmt.update) }]
      }
      if (stmt.kind === 'set' && !this.plan.varying.has(stmt.local)) return [stmt]
      const { shared, rest } = this.shareReads(stmt)
      return [...shared, ...[...this.copies.keys()].flatMap(turn => this.copyList([rest], turn))]
    })
  }

  /** What every turn of a group reads from the same place is read once. */
  private shareReads(stmt: Typed): { readonly shared: readonly SetLocal<ValueType>[]; readonly rest: Typed } {
    if (stmt.kind !== 'set') return { shared: [], rest: stmt }
    const temps = new Map<string, TypedExpr>()
    const shared: SetLocal<ValueType>[] = []
    for (const expr of stmtExprs(stmt)) {
      for (const read of this.fixedReads(expr)) {
        const key = exprKey(read)
        if (temps.has(key)) continue
        const local = this.names.addLocal('both', read.type, read.at)
        temps.set(key, { kind: 'local', local, type: read.type, at: read.at })
        shared.push({ kind: 'set', local, value: read, at: read.at })
      }
    }
    if (shared.length === 0) return { shared, rest: stmt }
    const replace = (expr: TypedExpr, original: TypedExpr) =>
      original.kind === 'load' || original.kind === 'simd' ? (temps.get(exprKey(original)) ?? expr) : expr
    const [rest] = rewriteList([stmt], { expr: replace })
    return { shared, rest: rest ?? stmt }
  }

  /** The loads, and what lanes are made of, that a statement always computes and that do not depend on the turn. */
  private fixedReads(expr: TypedExpr): readonly TypedExpr[] {
    const isWork =
      expr.kind === 'load' || (expr.kind === 'simd' && expr.args.some(arg => arg.kind !== 'const'))
    if (isWork && !readsAny(expr, this.plan.varying)) return [expr]
    const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
    return (isLazy ? operands(expr).slice(0, 1) : operands(expr)).flatMap(operand => this.fixedReads(operand))
  }

  /** The statements as one turn of a group does them. */
  private copyList(list: readonly Typed[], turn: number): readonly Typed[] {
    const copy = this.copies[turn]
    const { counter } = this.plan.nest
    return rewriteList(list, {
      expr: expr => {
        if (expr.kind !== 'local') return expr
        return expr.local === counter
          ? this.ahead(turn)
          : { ...expr, local: copy?.get(expr.local) ?? expr.local }
      },
      stmt: stmt =>
        stmt.kind === 'set' ? [{ ...stmt, local: copy?.get(stmt.local) ?? stmt.local }] : [stmt],
    })
  }

  private counterRead(): TypedExpr {
    const { counter, outer } = this.plan.nest
    return { kind: 'local', local: counter, type: 'i32', at: outer.at }
  }

  private ahead(turns: number): TypedExpr {
    const { at } = this.plan.nest.outer
    if (turns === 0) return this.counterRead()
    const right: TypedExpr = { kind: 'const', value: turns, type: 'i32', at }
    return { kind: 'binary', op: 'add', left: this.counterRead(), right, type: 'i32', at }
  }
}
