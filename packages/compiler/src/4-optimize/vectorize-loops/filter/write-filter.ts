import type { Expr, LocalId, LocalRead } from '../../../ir/expr.js'
import type { If, Stmt, Store } from '../../../ir/stmt.js'
import type { ValueType } from '../../../ir/types.js'
import type { Access } from '../../symbolic/walk.js'
import * as approximate from './approximation.js'
import type { Filter, Ratio } from './filter.js'
import type { FilterSetting } from './filter-exprs.js'
import { ExprFilter } from './filter-exprs.js'
import { meanOf } from './mean.js'
import type { Part } from './parts.js'
import { asScaled, choice, plain } from './parts.js'
import { ratioError } from './scaled.js'

type Typed = Stmt<ValueType>
type Known = ReadonlyMap<LocalId, Part>
type Quotient = Expr<ValueType> & { readonly kind: 'binary' }

/** A store, and under which condition it is made. */
interface Pending {
  readonly store: Store<ValueType>
  readonly test: Expr<ValueType> | null
}

/** The most that a rounded single may be off: how often that leaves a doubt is twice as much. */
const mostError = 2 ** -9
/** What is further away from all bytes is cut to the nearest one. */
const mostByte = 256

/** What the turn of a loop computes, in single precision; null where that has no such form. */
export function writeFilter(body: readonly Typed[], setting: FilterSetting): (Filter & Origins) | null {
  const writer = new FilterWriter(setting)
  if (!writer.list(body, new Map(), null)) return null
  const { exprs, pending, inBytes, notBelow } = writer
  const stores = pending.map(
    ({ store, test }): Typed =>
      test === null ? store : { kind: 'if', test, then: [store], else: [], at: store.at },
  )
  const { body: computed, checks, decided, assumed, origins } = exprs
  return { computed, stores: joined(stores), checks, decided, assumed, inBytes, notBelow, origins }
}

interface Origins {
  /** Which access of the body each of the filter's is. */
  readonly origins: ReadonlyMap<Access, Access>
}

/** Neighbouring branches of one test as one. */
function joined(list: readonly Typed[]): readonly Typed[] {
  const result: Typed[] = []
  for (const stmt of list) {
    const last = result.at(-1)
    if (stmt.kind === 'if' && last?.kind === 'if' && last.test === stmt.test) {
      result.splice(-1, 1, { ...last, then: [...last.then, ...stmt.then] })
    } else result.push(stmt)
  }
  return result
}

class FilterWriter {
  readonly exprs: ExprFilter
  readonly pending: Pending[] = []
  readonly inBytes = new Set<LocalId>()
  readonly notBelow = new Set<LocalId>()
  private readonly inverses = new Map<string, Expr<ValueType>>()
  private readonly setting: FilterSetting

  constructor(setting: FilterSetting) {
    this.setting = setting
    this.exprs = new ExprFilter(setting)
  }

  /** What is known behind a list; null where it has something that does not fit. */
  list(list: readonly Typed[], known: Known, test: Expr<ValueType> | null): Known | null {
    let now: Known | null = known
    for (const stmt of list) now = now && this.stmt(stmt, now, test)
    return now
  }

  private stmt(stmt: Typed, known: Known, test: Expr<ValueType> | null): Known | null {
    if (stmt.kind === 'set') {
      const part = this.exprs.part(stmt.value, known)
      const others = [...known].filter(([local]) => local !== stmt.local)
      // What nothing needs may be of any kind.
      if (!part) return new Map(others)
      return new Map([...others, [stmt.local, this.exprs.named(part, this.setting.names.nameOf(stmt.local))]])
    }
    if (stmt.kind === 'store') return this.store(stmt, known, test) ? known : null
    return stmt.kind === 'if' ? this.branch(stmt, known, test) : null
  }

  private branch(stmt: If<ValueType>, known: Known, around: Expr<ValueType> | null): Known | null {
    const part = this.exprs.part(stmt.test, known)
    if (!part) return null
    const { at } = stmt
    if (part.expr.kind === 'const') return this.list(part.expr.value ? stmt.then : stmt.else, known, around)
    const test = this.exprs.named(part, 'taken').expr
    const both = (inner: Expr<ValueType>): Expr<ValueType> =>
      this.exprs.named(
        {
          expr:
            around === null
              ? inner
              : { kind: 'logical', op: 'and', left: around, right: inner, type: 'bool', at },
        },
        'taken',
      ).expr
    const then = this.list(stmt.then, known, stmt.then.length > 0 ? both(test) : null)
    const not: Expr<ValueType> = { kind: 'unary', op: 'not', operand: test, type: 'bool', at }
    const other = this.list(stmt.else, known, stmt.else.length > 0 ? both(not) : null)
    return then && other && this.merged(test, then, other)
  }

  /** What is known behind two branches: what both know. */
  private merged(test: Expr<ValueType>, then: Known, other: Known): Known | null {
    const result = new Map<LocalId, Part>()
    for (const [local, a] of then) {
      const b = other.get(local)
      if (b === undefined) continue
      const part = a === b ? a : choice(test, a, b)
      if (part) result.set(local, a === b ? a : this.exprs.named(part, this.setting.names.nameOf(local)))
    }
    return result
  }

  private store(stmt: Store<ValueType>, known: Known, test: Expr<ValueType> | null): boolean {
    const { exprs } = this
    const index = exprs.part(stmt.index, known)
    const isClamped = this.setting.names.typeOf(stmt.array) === 'Uint8ClampedArray'
    const value =
      index && ((isClamped && this.ratio(stmt.value, known)) || this.plain(stmt, known, isClamped))
    if (!value) return false
    const store = { ...stmt, index: index.expr, value }
    exprs.origins.set(store, stmt)
    this.pending.push({ store, test })
    return true
  }

  private plain(stmt: Store<ValueType>, known: Known, isClamped: boolean): Expr<ValueType> | null {
    const part = this.exprs.plain(stmt.value, known)
    if (!part || (part.real && !isClamped)) return null
    const { real, expr } = this.exprs.named(part, 'stored')
    if (!real) return expr
    const { lo, hi, error, isCertain } = real
    if (lo - error > -0.4) this.notBelow.add(expr.local)
    if (lo - error > -0.4 && hi + error < 255.4) this.inBytes.add(expr.local)
    if (isCertain) return expr
    if (error > mostError) return null
    this.exprs.check({ kind: 'nearest', local: expr.local, error, ratio: null })
    return expr
  }

  /** A quotient whose divisor may be zero for all that is known. */
  private ratio(value: Expr<ValueType>, known: Known): Expr<ValueType> | null {
    if (value.kind !== 'binary' || value.op !== 'div' || value.type !== 'f64') return null
    const { exprs } = this
    const [a, b] = [exprs.part(value.left, known), exprs.part(value.right, known)]
    if (!a || !b) return null
    return this.scaledRatio(value, a, b) ?? this.realRatio(value, plain(a), plain(b))
  }

  private realRatio(value: Quotient, a: Part, b: Part): Expr<ValueType> | null {
    if (!a.real || !b.real || approximate.quotient(a.real, b.real)) return null
    const ratio = this.ratioOf(a.real, b.real)
    if (!ratio) return null
    const divisor = this.exprs.named(b, 'divisor').expr
    const stored = this.quotient(value, a, this.inverseOf(divisor, 1))
    // What is further from the double than a half is doubtful in any case, so that what is certain is not far below 0.
    if (a.real.lo >= 0 && b.real.lo >= 0) this.notBelow.add(stored.local)
    const error = mostByte * 2 ** -22
    const { local } = divisor
    this.exprs.check({ kind: 'nearest', local: stored.local, error, ratio: { ...ratio, divisor: local } })
    return stored
  }

  /** One of whole numbers, of which the divisor is 1 at least where it is not zero. */
  private scaledRatio(value: Quotient, left: Part, right: Part): Expr<ValueType> | null {
    const [a, b] = [asScaled(left), asScaled(right)]
    if (!a || !b || right.expr.kind === 'const') return null
    const error = ratioError(a, b, mostByte)
    if (error === null || error > mostError) return null
    const divisor = this.exprs.named(right, 'divisor').expr
    const factor = b.divisor / a.divisor
    const stored = this.quotient(value, left, this.inverseOf(divisor, factor))
    const mean = meanOf(left, right)
    const isNotBelow = (a.lo >= 0 && b.lo >= 0) || (mean !== null && mean.lo >= 0)
    if (isNotBelow) this.notBelow.add(stored.local)
    if (isNotBelow && mean && mean.hi * factor <= 255) this.inBytes.add(stored.local)
    if (b.lo >= 0) this.notBelow.add(divisor.local)
    if (b.lo <= 0 && b.hi >= 0) this.exprs.check({ kind: 'sign', local: divisor.local, error: b.slack })
    this.exprs.check({ kind: 'nearest', local: stored.local, error, ratio: null })
    return stored
  }

  private quotient(value: Quotient, a: Part, inverse: Expr<ValueType>): LocalRead<ValueType> {
    const expr = { ...value, op: 'mul', type: 'f32', left: a.expr, right: inverse } as const
    return this.exprs.named({ expr }, 'stored').expr
  }

  /** A constant divided by a local, once. */
  private inverseOf(divisor: LocalRead<ValueType>, constant: number): Expr<ValueType> {
    const key = `${divisor.local} ${constant}`
    const known = this.inverses.get(key)
    if (known) return known
    const { type, at } = divisor
    const dividend: Expr<ValueType> = { kind: 'const', value: Math.fround(constant), type, at }
    const expr: Expr<ValueType> = { kind: 'binary', op: 'div', left: dividend, right: divisor, type, at }
    const inverse = this.exprs.named({ expr }, 'inverse').expr
    this.inverses.set(key, inverse)
    return inverse
  }

  private ratioOf(a: approximate.Approximation, b: approximate.Approximation): Omit<Ratio, 'divisor'> | null {
    const error = 1.001 * (a.error + mostByte * b.error)
    const most = Math.max(-b.lo, b.hi)
    return error <= mostError * most ? { error, ofDivisor: b.error } : null
  }
}
