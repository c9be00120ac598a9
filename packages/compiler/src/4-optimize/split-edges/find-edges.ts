import type { Compare, CompareOp, Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/** What an expression is where a loop's counter is far enough from both ends, and how many turns from each that takes. */
export interface Inside {
  readonly expr: Typed
  readonly first: number
  readonly last: number
}

/** `counters * counter + bounds * bound + constant`, by the low 32 bits. */
interface Linear {
  readonly counters: number
  readonly bounds: number
  readonly constant: number
}

/** Further than this an edge is no edge. */
const farthest = 8

/** Reads expressions in a loop that counts up by one to below a bound, both of them int32. */
export class EdgeFinder {
  private readonly counter: LocalId
  private readonly bound: string

  constructor(counter: LocalId, bound: Typed) {
    this.counter = counter
    this.bound = exprKey(bound)
  }

  /** Null where the edges make no difference to it, or cannot be told. */
  inside(expr: Typed): Inside | null {
    const found = this.ofAny(expr)
    return found && Math.max(found.first, found.last) <= farthest ? found : null
  }

  private ofAny(expr: Typed): Inside | null {
    if (expr.kind === 'compare') return this.ofCompare(expr)
    if (expr.kind !== 'binary' || (expr.type !== 'i32' && expr.type !== 'u32')) return null
    if (expr.op === 'rem') return this.ofRemainder(expr)
    if (expr.type === 'u32' || (expr.op !== 'min' && expr.op !== 'max')) return null
    return this.ofClamp(expr, expr.left, expr.right) ?? this.ofClamp(expr, expr.right, expr.left)
  }

  /** `(counter + constant) % bound`, or with the bound added so that it is not negative. */
  private ofRemainder(expr: Typed & { readonly kind: 'binary' }): Inside | null {
    const [left, right] = [this.read(expr.left), this.read(expr.right)]
    if (left?.counters !== 1 || !isBound(right) || right.constant !== 0) return null
    // Twice an int32 fits 32 bits without a sign.
    const isWhole = left.bounds === 0 || (left.bounds === 1 && expr.type === 'u32')
    return isWhole ? this.near(expr, left.constant, 0, 0) : null
  }

  /** `min(counter + constant, bound - 1)` or `max(counter + constant, 0)`. */
  private ofClamp(expr: Typed & { readonly kind: 'binary' }, moving: Typed, limit: Typed): Inside | null {
    const [place, end] = [this.read(moving), this.read(limit)]
    if (!isCounter(place) || !end || end.counters !== 0) return null
    const { constant } = place
    if (expr.op === 'max')
      return end.bounds === 0 ? this.near(expr, constant, end.constant - constant, 0) : null
    return isBound(end) && end.constant <= 0
      ? this.near(expr, constant, 0, constant - end.constant - 1)
      : null
  }

  /** `counter + constant` against a constant, or against what is as far from the bound. */
  private ofCompare({ op, left, right, type, at }: Compare<ValueType>): Inside | null {
    if (left.type !== 'i32' && left.type !== 'u32') return null
    const [place, end] = [this.read(left), this.read(right)]
    if (!isCounter(place) || !end || end.counters !== 0) return null
    const result = (value: boolean, first: number, last: number): Inside => ({
      expr: { kind: 'const', value, type, at },
      first: Math.max(0, first, -place.constant),
      last: Math.max(0, last, place.constant),
    })
    const ahead = end.constant - place.constant
    // Where the sides may be equal, one more turn belongs to the edge.
    const isExclusive = op === 'lt' || op === 'ge'
    if (end.bounds === 0)
      return end.constant < 0 ? null : result(isAbove(op), isExclusive ? ahead : ahead + 1, 0)
    const isAtBound = op === 'le' || op === 'gt'
    if (!isBound(end) || end.constant > 0) return null
    return result(isBelow(op), 0, isAtBound ? -ahead - 1 : -ahead)
  }

  /** The counter and something, between 0 and the bound from these turns on. */
  private near({ type, at }: Typed, constant: number, first: number, last: number): Inside {
    const counter: Typed = { kind: 'local', local: this.counter, type: 'i32', at }
    const by: Typed = { kind: 'const', value: constant, type: 'i32', at }
    const place: Typed =
      constant === 0 ? counter : { kind: 'binary', op: 'add', left: counter, right: by, type: 'i32', at }
    return {
      expr: type === 'i32' ? place : { kind: 'convert', mode: 'wrap', type: 'u32', operand: place, at },
      first: Math.max(0, first, -constant),
      last: Math.max(0, last, constant),
    }
  }

  private read(expr: Typed): Linear | null {
    if (expr.type !== 'i32' && expr.type !== 'u32') return null
    if (exprKey(expr) === this.bound) return { counters: 0, bounds: 1, constant: 0 }
    if (expr.kind === 'local' && expr.local === this.counter) return { counters: 1, bounds: 0, constant: 0 }
    if (expr.kind === 'const') return { counters: 0, bounds: 0, constant: Number(expr.value) | 0 }
    if (expr.kind === 'convert') return this.read(expr.operand)
    if (expr.kind !== 'binary' || (expr.op !== 'add' && expr.op !== 'sub')) return null
    const left = this.read(expr.left)
    const right = left && this.read(expr.right)
    if (!left || !right) return null
    const sign = expr.op === 'add' ? 1 : -1
    const sum = {
      counters: left.counters + sign * right.counters,
      bounds: left.bounds + sign * right.bounds,
      constant: left.constant + sign * right.constant,
    }
    return Math.abs(sum.constant) <= 2 ** 16 ? sum : null
  }
}

function isCounter(value: Linear | null): value is Linear {
  return value?.counters === 1 && value.bounds === 0
}

function isBound(value: Linear | null): value is Linear {
  return value?.counters === 0 && value.bounds === 1
}

/** What comparing a larger number with a smaller one gives. */
function isAbove(op: CompareOp): boolean {
  return op === 'gt' || op === 'ge' || op === 'ne'
}

/** And a smaller with a larger one. */
function isBelow(op: CompareOp): boolean {
  return op === 'lt' || op === 'le' || op === 'ne'
}
