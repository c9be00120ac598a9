import type { Compare, Expr, Load, LocalId } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { Loop, Row, Stmt, Store } from '../../ir/stmt.js'
import { stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { enterLoop, forget } from './enter-loop.js'
import type { Scope } from './evaluate.js'
import { assumeIn, evaluate, lengthOf, lengthOfRow, unknownLength } from './evaluate.js'
import { joinStates } from './join-states.js'
import type { State } from './value.js'
import { withFacts, withLength, withValue } from './value.js'
import { jumpsTo, writtenLocals } from './writes.js'

type Typed = Stmt<ValueType>
type List = readonly Typed[]
export type Access = Load<ValueType> | Store<ValueType> | Row<ValueType>

/** What a walk meets, with all that is known there. */
export interface Visitor {
  readonly access?: (access: Access, state: State) => void
  readonly compare?: (compare: Compare<ValueType>, state: State) => void
  /** `loops` are those around the access or loop, outermost first. */
  readonly loop?: (loop: Loop<ValueType>, state: State) => void
}

/** Walks statements forwards, keeping track of values; null where the end cannot be reached. */
export class Walk {
  private readonly scope: Scope
  private readonly visitor: Visitor

  constructor(scope: Scope, visitor: Visitor) {
    this.scope = scope
    this.visitor = visitor
  }

  list(list: List, before: State): State | null {
    let state: State | null = before
    for (const stmt of list) {
      if (state === null) return null
      state = this.stmt(stmt, state)
    }
    return state
  }

  private stmt(stmt: Typed, state: State): State | null {
    if (stmt.kind !== 'loop') for (const expr of stmtExprs(stmt)) this.expr(expr, state)
    switch (stmt.kind) {
      case 'set':
        return this.assign(stmt, state)
      case 'store':
        this.visitor.access?.(stmt, state)
        return state
      case 'store-row':
      case 'output':
      case 'set-global':
        return state
      case 'new-array':
      case 'view':
        return this.measured(stmt.local, stmt.length, state)
      case 'row':
        this.visitor.access?.(stmt, state)
        return withLength(state, stmt.local, lengthOfRow(stmt.array, this.scope))
      case 'resize':
        return this.measured(stmt.array, stmt.length, state)
      case 'bulk':
        return state
      case 'call':
        return stmt.local === null ? state : forget(new Set([stmt.local]), state, this.scope)
      case 'if':
        return this.branch(stmt, state)
      case 'loop':
        return this.loop(stmt, state)
      case 'switch':
        return this.switch(stmt, state)
      case 'block': {
        const end = this.list(stmt.body, state)
        if (!jumpsTo(stmt.body, 'break', stmt.label)) return end
        return forget(writtenLocals(stmt.body), state, this.scope)
      }
      default:
        return null
    }
  }

  private assign(stmt: Typed & { readonly kind: 'set' }, state: State): State {
    const { local, value } = stmt
    if (!isArray(value.type)) return withValue(state, local, evaluate(value, state, this.scope))
    const length =
      value.kind === 'local' ? lengthOf(value.local, value.at, state, this.scope) : unknownLength(this.scope)
    return withLength(state, local, length)
  }

  /** A new array has the length asked for, which is not negative, or the call has started over. */
  private measured(array: LocalId, asked: Expr<ValueType>, state: State): State {
    const length = evaluate(asked, state, this.scope) ?? unknownLength(this.scope)
    const { poly, needs, facts } = length
    return withLength(withFacts(state, [...facts, { poly, needs }]), array, length)
  }

  private branch(stmt: Typed & { readonly kind: 'if' }, state: State): State | null {
    const then = this.list(stmt.then, assumeIn(stmt.test, true, state, this.scope))
    const other = this.list(stmt.else, assumeIn(stmt.test, false, state, this.scope))
    return joinStates(state, then, other, this.scope)
  }

  private loop(loop: Loop<ValueType>, state: State): State {
    this.visitor.loop?.(loop, state)
    const { head, inside, exit } = enterLoop(loop, state, this.scope)
    this.expr(loop.test, head)
    const end = this.list(loop.body, inside)
    const isContinued = jumpsTo(loop.body, 'continue', loop.label)
    const turn = isContinued ? forget(writtenLocals(loop.body), inside, this.scope) : end
    if (turn) this.list(loop.update, turn)
    return exit
  }

  private switch(stmt: Typed & { readonly kind: 'switch' }, state: State): State {
    const any = forget(writtenLocals([stmt]), state, this.scope)
    for (const { body } of stmt.cases) this.list(body, any)
    return any
  }

  private expr(expr: Expr<ValueType>, state: State): void {
    if (expr.kind === 'logical') {
      this.expr(expr.left, state)
      this.expr(expr.right, assumeIn(expr.left, expr.op === 'and', state, this.scope))
    } else if (expr.kind === 'conditional') {
      this.expr(expr.test, state)
      this.expr(expr.then, assumeIn(expr.test, true, state, this.scope))
      this.expr(expr.else, assumeIn(expr.test, false, state, this.scope))
    } else {
      for (const operand of operands(expr)) this.expr(operand, state)
      if (expr.kind === 'load') this.visitor.access?.(expr, state)
      if (expr.kind === 'compare') this.visitor.compare?.(expr, state)
    }
  }
}
