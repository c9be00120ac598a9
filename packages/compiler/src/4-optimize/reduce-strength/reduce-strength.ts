import type { Expr, LocalId } from '../../ir/expr.js'
import type { KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, mapStmtBodies, stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { isConstant, polyKey, scale } from '../symbolic/polynomial.js'
import { writeInt32 } from './linear-index.js'
import type { PointerPlan } from './plan-pointers.js'
import { planPointers } from './plan-pointers.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Replaces index arithmetic in innermost loops by pointers that move along.
 *
 * ```
 * for (k = 0; k < p; k++) s += xs[i * p + k]?proven
 * →
 * q = xs + (i * p + k << 3)
 * for (k = 0; k < p; k++, q += 8) s += xs[q]?proven
 * ```
 *
 * Soundness: addresses are computed modulo 2^32, in which `base + (index << s)` is linear in every part of the index. A
 * pointer moves directly behind each step of such a part by what that step adds, so it always equals the address it
 * replaces. Indexes are proven to be in bounds before. Only an address that is that of an element in the same turn gets
 * a constant added in the instruction, which would not wrap. What is computed before the loop neither traps nor reads
 * memory.
 */
export const reduceStrength: Pass = {
  name: 'reduce-strength',
  after: {
    'prove-bounds': 'only an index that is known to be in bounds can become a pointer',
    'version-loops': 'its fast copies are where most such indexes are',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(reduceFunction) }),
}

function reduceFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const locals = [...fn.locals]
  const body = reduceList(fn.body, locals)
  return locals.length === fn.locals.length ? fn : { ...fn, locals, body }
}

function reduceList(list: readonly Typed[], locals: Local<ValueType>[]): readonly Typed[] {
  return list.flatMap(stmt => {
    if (stmt.kind !== 'loop' || !isInnermost(stmt)) {
      return [mapStmtBodies(stmt, body => reduceList(body, locals))]
    }
    const plans = planPointers(stmt, local => locals[local]?.type ?? 'void')
    return plans.length === 0 ? [stmt] : new PointerLoop(stmt, plans, locals).build()
  })
}

function isInnermost(loop: Loop<ValueType>): boolean {
  let isAlone = true
  for (const body of stmtBodies(loop)) {
    forEachStmt(body, inner => {
      isAlone &&= inner.kind !== 'loop'
    })
  }
  return isAlone
}

class PointerLoop {
  private readonly loop: Loop<ValueType>
  private readonly plans: readonly PointerPlan[]
  private readonly locals: Local<ValueType>[]
  private readonly before: Typed[] = []
  private readonly strides = new Map<string, TypedExpr>()

  constructor(loop: Loop<ValueType>, plans: readonly PointerPlan[], locals: Local<ValueType>[]) {
    this.loop = loop
    this.plans = plans
    this.locals = locals
  }

  build(): readonly Typed[] {
    const pointers = this.plans.map(plan => this.start(plan))
    const find = (access: unknown) => {
      const n = this.plans.findIndex(plan => plan.offsets.has(access as never))
      const [pointer, plan] = [pointers[n], this.plans[n]]
      return pointer && plan ? { index: pointer, offset: plan.offsets.get(access as never) ?? 0 } : null
    }
    const loop = rewriteList([this.loop], {
      expr: (expr, original) => {
        const pointer = expr.kind === 'load' ? find(original) : null
        return pointer ? ({ ...expr, ...pointer } as TypedExpr) : expr
      },
      stmt: (stmt, original) => {
        const pointer = stmt.kind === 'store' ? find(original) : null
        const moves = this.plans.flatMap((plan, n) => {
          const by = plan.moves.get(original)
          const at = pointers[n]
          return by && at ? [this.move(at, by, plan)] : []
        })
        return [pointer ? ({ ...stmt, ...pointer } as Typed) : stmt, ...moves]
      },
    })
    return [...this.before, ...loop]
  }

  /** Sets a new pointer before the loop. */
  private start(plan: PointerPlan): TypedExpr & { readonly kind: 'local' } {
    const { at } = this.loop
    const base: TypedExpr = { kind: 'local', local: plan.array, type: 'pointer', at }
    const name = `${this.locals[plan.array]?.name ?? 'array'}_at`
    return this.keep(name, this.plus(base, this.bytes(plan.index, plan)))
  }

  private move(pointer: TypedExpr & { readonly kind: 'local' }, by: Polynomial, plan: PointerPlan): Typed {
    const value = this.plus(pointer, this.stride(by, plan))
    return { kind: 'set', local: pointer.local, value, at: this.loop.at }
  }

  /** How many bytes a move is: a constant, or computed once before the loop. */
  private stride(by: Polynomial, plan: PointerPlan): TypedExpr {
    const bytes = this.bytes(by, plan)
    if (isConstant(by)) return bytes
    const key = `${elements[plan.element].bytes} ${polyKey(by)}`
    const known = this.strides.get(key) ?? this.keep('stride', bytes)
    this.strides.set(key, known)
    return known
  }

  private bytes(index: Polynomial, plan: PointerPlan): TypedExpr {
    const { at } = this.loop
    const size = elements[plan.element].bytes
    const operand = isConstant(index)
      ? writeInt32(scale(index, size), at)
      : this.shifted(index, Math.log2(size))
    return { kind: 'convert', mode: 'wrap', type: 'pointer', operand, at }
  }

  private shifted(index: Polynomial, by: number): TypedExpr {
    const { at } = this.loop
    const left = writeInt32(index, at)
    const right: TypedExpr = { kind: 'const', value: by, type: 'i32', at }
    return by === 0 ? left : { kind: 'binary', op: 'shl', left, right, type: 'i32', at }
  }

  private plus(left: TypedExpr, right: TypedExpr): TypedExpr {
    return { kind: 'binary', op: 'add', left, right, type: 'pointer', at: this.loop.at }
  }

  private keep(name: string, value: TypedExpr): TypedExpr & { readonly kind: 'local' } {
    const { at } = this.loop
    const local: LocalId = this.locals.push({ name, type: 'pointer', origin: 'temp', at }) - 1
    this.before.push({ kind: 'set', local, value, at })
    return { kind: 'local', local, type: 'pointer', at }
  }
}
