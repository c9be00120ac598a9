import type { LocalId } from '../../ir/expr.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { Expr, Stmt } from '../lowered.js'

/** What a test tells where it holds, and where it does not: locals that are true then. */
interface Told {
  readonly whenTrue: readonly LocalId[]
  readonly whenFalse: readonly LocalId[]
}

const nothingTold: Told = { whenTrue: [], whenFalse: [] }

/**
 * Which boolean locals are true where lowering stands, because a test on the way says so. What a branch, a loop or an
 * inlined body has proven ends with it; an assignment anywhere inside ends what was known before it as well, as some
 * paths out of there may come past it.
 */
export class Proven {
  private known = new Set<LocalId>()
  private forgotten = new Set<LocalId>()
  private readonly varying = new Set<LocalId>()
  private readonly decided = new Map<LocalId, Told>()

  has(local: LocalId): boolean {
    return this.known.has(local)
  }

  /** Notes that a local is true from here on. */
  note(local: LocalId): void {
    this.known.add(local)
  }

  /** Notes that a local is one that a variable may be given again, so that a loop begins without knowing it. */
  vary(local: LocalId): void {
    this.varying.add(local)
  }

  /** Forgets, at the start of what a loop repeats, what its later turns may not find. */
  enterLoop(): void {
    for (const local of this.varying) this.known.delete(local)
  }

  /** Notes that a local is assigned. */
  forget(local: LocalId): void {
    this.known.delete(local)
    this.forgotten.add(local)
    this.decided.delete(local)
    for (const [temp, { whenTrue, whenFalse }] of this.decided)
      if (whenTrue.includes(local) || whenFalse.includes(local)) this.decided.delete(temp)
  }

  /** Lowers what may run or not. */
  scope<R>(step: () => R): R {
    const { known, forgotten } = this
    this.known = new Set(known)
    this.forgotten = new Set()
    try {
      return step()
    } finally {
      const gone = this.forgotten
      this.known = new Set([...known].filter(local => !gone.has(local)))
      this.forgotten = new Set([...forgotten, ...gone])
    }
  }

  /** Notes what a test tells that has just been asked. */
  assume(test: Expr, isTrue: boolean): void {
    const { whenTrue, whenFalse } = this.tell(test)
    for (const local of isTrue ? whenTrue : whenFalse) this.note(local)
  }

  /** Notes that `temp` is `left && right` (`||`), the statements having run before the right side was asked. */
  decide(temp: LocalId, op: 'and' | 'or', left: Expr, right: Expr, statements: readonly Stmt[]): void {
    const changed = new Set<LocalId>()
    forEachStmt(statements, stmt => {
      const local = assignedLocal(stmt)
      if (local !== null) changed.add(local)
    })
    const stays = (local: LocalId) => !changed.has(local)
    const [a, b] = [this.tell(left), this.tell(right)]
    const told = both(op, { whenTrue: a.whenTrue.filter(stays), whenFalse: a.whenFalse.filter(stays) }, b)
    this.decided.set(temp, told)
  }

  private tell(test: Expr): Told {
    if (test.kind === 'local') {
      const { whenTrue, whenFalse } = this.decided.get(test.local) ?? nothingTold
      return { whenTrue: [test.local, ...whenTrue], whenFalse }
    }
    if (test.kind === 'unary' && test.op === 'truthy') return this.tell(test.operand)
    if (test.kind === 'unary' && test.op === 'not') {
      const { whenTrue, whenFalse } = this.tell(test.operand)
      return { whenTrue: whenFalse, whenFalse: whenTrue }
    }
    return test.kind === 'logical' ? both(test.op, this.tell(test.left), this.tell(test.right)) : nothingTold
  }
}

function both(op: 'and' | 'or', left: Told, right: Told): Told {
  return op === 'and'
    ? { whenTrue: [...left.whenTrue, ...right.whenTrue], whenFalse: [] }
    : { whenTrue: [], whenFalse: [...left.whenFalse, ...right.whenFalse] }
}
