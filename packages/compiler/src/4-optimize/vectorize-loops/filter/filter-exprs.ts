import type { Compare, Convert, Expr, Load, LocalId } from '../../../ir/expr.js'
import { exprKey } from '../../../ir/expr-key.js'
import { forEachExpr } from '../../../ir/expr-walk.js'
import type { ValueType } from '../../../ir/types.js'
import type { FreshNames } from '../../fresh-names.js'
import { rangeOfElement } from '../../symbolic/atom.js'
import type { Access } from '../../symbolic/walk.js'
import { readsAny } from '../../varying.js'
import { binaryLimits, unaryLimits } from '../lanes/lane-limits.js'
import type { Limits } from '../lanes/lanes.js'
import * as approximate from './approximation.js'
import type { Assumption } from './filter.js'
import { FilterBody } from './filter-body.js'
import type { Part } from './parts.js'
import {
  both,
  choice,
  constant,
  inverseOf,
  isWord,
  not,
  notNegative,
  plain,
  rangeOfWord,
  realOf,
} from './parts.js'
import { scaledBinary } from './scaled-parts.js'

type Typed = Expr<ValueType>
type Of<K extends Typed['kind']> = Typed & { readonly kind: K }

/** What the turns of a loop differ by, and where new locals come from. */
export interface FilterSetting {
  readonly names: FreshNames
  readonly counter: LocalId
  /** What the body assigns, and the counter. */
  readonly assigned: ReadonlySet<LocalId>
  /** What is rounded to a whole number as it is. */
  readonly rounded: ReadonlySet<Typed>
}

/** Where numbers mostly lie that the pixels of pictures are weighed with, or moved by. */
const usual = {
  term: { lo: -512, hi: 512 },
  factor: { lo: -4, hi: 4 },
  divisor: { lo: 1, hi: 256 },
} as const

/** Whole numbers up to here are singles, and so are the halves between them. */
const mostRounded = 2 ** 22

/** Writes the expressions of a turn in single precision; null for what has no such form, or may be anything. */
export class ExprFilter extends FilterBody {
  readonly assumed: Assumption[] = []
  /** What became of each access, and which one it was. */
  readonly origins = new Map<Access, Access>()
  private readonly setting: FilterSetting

  constructor(setting: FilterSetting) {
    super(setting.names)
    this.setting = setting
  }

  part(expr: Typed, known: ReadonlyMap<LocalId, Part>): Part | null {
    const isSame = !readsAny(expr, this.setting.assigned)
    if (isSame && expr.kind !== 'const') {
      if (expr.type === 'bool') return { expr }
      return isWord(expr.type) ? { expr, limits: rangeOfWord(expr.type) } : this.fixed(expr, usual.term)
    }
    switch (expr.kind) {
      case 'const':
        return constant(expr)
      case 'local':
        return known.get(expr.local) ?? (isSame ? null : this.counter(expr, known))
      case 'load':
        return this.load(expr, known)
      case 'unary':
        return this.unary(expr, known)
      case 'binary':
        return this.binary(expr, known)
      case 'convert':
        return this.convert(expr, known)
      case 'compare':
        return this.compare(expr, known)
      case 'logical': {
        const [left, right] = [this.part(expr.left, known), this.part(expr.right, known)]
        return left && right && both(expr, left, right)
      }
      case 'conditional':
        return this.conditional(expr, known)
      default:
        return null
    }
  }

  /** A double as itself. */
  plain(expr: Typed, known: ReadonlyMap<LocalId, Part>): Part | null {
    const found = this.part(expr, known)
    return found && plain(found)
  }

  private operand(expr: Typed, known: ReadonlyMap<LocalId, Part>, limits: Limits): Part | null {
    const isFixed = expr.type === 'f64' && expr.kind !== 'const' && !readsAny(expr, this.setting.assigned)
    return isFixed ? this.fixed(expr, limits) : this.part(expr, known)
  }

  /** A double that is the same in all turns, if it lies between limits: that is asked once before them. */
  private fixed(expr: Typed, limits: Limits): Part | null {
    if (expr.type !== 'f64' || !isSimple(expr)) return null
    const key = exprKey(expr)
    const isAsked = this.assumed.some(one => one.limits === limits && exprKey(one.expr) === key)
    if (!isAsked) this.assumed.push({ expr, limits })
    const single: Typed = { kind: 'convert', mode: 'round', type: 'f32', operand: expr, at: expr.at }
    return { expr: single, real: approximate.ofAny(limits) }
  }

  /** The counter itself: everything else that the body assigns is known under another name. */
  private counter(expr: Of<'local'>, known: ReadonlyMap<LocalId, Part>): Part | null {
    return this.setting.counter === expr.local && !known.has(expr.local)
      ? { expr, limits: rangeOfWord(expr.type) }
      : null
  }

  private load(expr: Load<ValueType>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const index = this.part(expr.index, known)
    if (!index || !isWord(expr.type)) return null
    const load = { ...expr, index: index.expr }
    this.origins.set(load, expr)
    const range = rangeOfElement(this.setting.names.typeOf(expr.array))
    return { expr: load, limits: range ?? rangeOfWord(expr.type) }
  }

  private unary(expr: Of<'unary'>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const operand = this.plain(expr.operand, known)
    if (!operand) return null
    const { op } = expr
    const { real, limits } = operand
    if (limits) {
      const isPlain = isWord(expr.type) && ['neg', 'bitnot', 'abs'].includes(op)
      const result = { ...expr, operand: operand.expr }
      return isPlain ? { expr: result, limits: unaryLimits(op, limits, rangeOfWord(expr.type)) } : null
    }
    if (!real) return op === 'not' ? not(expr, operand) : null
    if (op === 'floor' || op === 'ceil' || op === 'trunc') return this.rounded(operand, expr)
    const value =
      op === 'neg'
        ? approximate.negated(real)
        : op === 'abs'
          ? approximate.absolute(real)
          : op === 'sqrt'
            ? approximate.squareRoot(real)
            : null
    return value && { expr: { ...expr, type: 'f32', operand: operand.expr }, real: value }
  }

  private rounded(operand: Part, expr: Of<'unary'>): Part | null {
    const whole = this.whole(operand)
    if (!whole?.real) return null
    const limits = { lo: Math.floor(whole.real.lo), hi: Math.ceil(whole.real.hi) }
    return { expr: { ...expr, type: 'f32', operand: whole.expr }, real: approximate.ofInteger(limits) }
  }

  /** A value of which both precisions have the same whole part. */
  private whole(part: Part): Part | null {
    const { real } = part
    if (!real || Math.max(-real.lo, real.hi) > mostRounded || real.error > 2 ** -7) return null
    if (real.isCertain) return part
    const named = this.named(part, 'rounded')
    this.check({ kind: 'whole', local: named.expr.local, error: real.error })
    return named
  }

  private binary(expr: Of<'binary'>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const { op } = expr
    const a = this.operand(expr.left, known, op === 'mul' ? usual.factor : usual.term)
    const limits = op === 'mul' ? usual.factor : op === 'div' ? usual.divisor : usual.term
    const b = this.operand(expr.right, known, limits)
    if (!a || !b) return null
    const isRounded = this.setting.rounded.has(expr)
    const scaled = op === 'div' && isRounded ? null : scaledBinary(expr, a, b, this.multiple)
    if (scaled) return scaled
    const [left, right] = [plain(a), plain(b)]
    const result = { ...expr, left: left.expr, right: right.expr }
    if (left.limits && right.limits) {
      return isWord(expr.type)
        ? { expr: result, limits: this.wordLimits(expr, left.limits, right.limits) }
        : null
    }
    if (!left.real || !right.real) return null
    const real = realOf(op, left.real, right.real)
    if (!real) return null
    const inverse = isRounded ? null : inverseOf(expr, right)
    if (inverse?.real) return this.times(left, inverse, expr)
    return { expr: { ...result, type: 'f32' }, real }
  }

  private times(left: Part, right: Part, { at }: Typed): Part | null {
    const real = left.real && right.real && approximate.product(left.real, right.real)
    const expr: Typed = { kind: 'binary', op: 'mul', left: left.expr, right: right.expr, type: 'f32', at }
    return real ? { expr, real } : null
  }

  private wordLimits({ op, type, left, right }: Of<'binary'>, a: Limits, b: Limits): Limits {
    const range = rangeOfWord(type)
    const isSquare = (op === 'mul' || op === 'imul') && exprKey(left) === exprKey(right)
    if (isSquare) return notNegative(binaryLimits(op, a, b, range), range)
    if (op !== 'shl' && op !== 'shr' && op !== 'ushr') return binaryLimits(op, a, b, range)
    const isPlain = right.kind === 'const' && !(op === 'ushr' && a.lo < 0)
    const by = isPlain ? Number(right.value) & 31 : 0
    return isPlain ? binaryLimits(op, a, { lo: by, hi: by }, range) : range
  }

  private convert(expr: Convert<ValueType>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const operand = this.plain(expr.operand, known)
    if (!operand) return null
    const { type, at } = expr
    if (operand.limits) {
      if (type === 'f64') {
        const single: Typed = { kind: 'convert', mode: 'round', type: 'f32', operand: operand.expr, at }
        return { expr: single, real: approximate.ofInteger(operand.limits) }
      }
      if (!isWord(type)) return null
      const range = rangeOfWord(type)
      const fits = operand.limits.lo >= range.lo && operand.limits.hi <= range.hi
      return { expr: { ...expr, operand: operand.expr }, limits: fits ? operand.limits : range }
    }
    const whole = operand.real && isWord(type) && expr.mode !== 'round' ? this.whole(operand) : null
    if (!whole?.real) return null
    const limits = { lo: Math.trunc(whole.real.lo) + 0, hi: Math.trunc(whole.real.hi) + 0 }
    const cut: Typed = { kind: 'convert', mode: 'cut', type: 'i32', operand: whole.expr, at }
    if (type === 'i32') return { expr: cut, limits }
    return {
      expr: { ...expr, mode: 'wrap', operand: cut },
      limits: limits.lo < 0 ? rangeOfWord(type) : limits,
    }
  }

  private compare(expr: Compare<ValueType>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const [a, b] = [this.part(expr.left, known), this.part(expr.right, known)]
    if (!a || !b) return null
    const isZero = b.expr.kind === 'const' && b.expr.value === 0
    if (a.scaled && isZero) return this.sign(expr, a, a.scaled.slack)
    const [left, right] = [plain(a), plain(b)]
    const isExact = left.real?.scale !== null && right.real?.scale !== null
    if (!left.real || !right.real || isExact) {
      return { expr: { ...expr, left: left.expr, right: right.expr } }
    }
    const { at } = expr
    const sides = { left: left.expr, right: right.expr }
    const difference: Typed = { kind: 'binary', op: 'sub', ...sides, type: 'f32', at }
    const real = isZero ? left.real : approximate.sum(left.real, approximate.negated(right.real))
    if (!real || real.error > 2 ** -7) return null
    return this.sign(expr, isZero ? left : { expr: difference, real }, real.error)
  }

  /** A comparison with zero, of which a number is surely no further away than this. */
  private sign(expr: Compare<ValueType>, part: Part, error: number): Part | null {
    const { op, at } = expr
    const named = this.named(part, 'difference')
    this.check({ kind: 'sign', local: named.expr.local, error })
    // Where nothing is doubtful, what may be zero is not.
    if (op === 'eq' || op === 'ne') {
      this.decided.add(named.expr.local)
      return constant({ kind: 'const', value: op === 'ne', type: 'bool', at })
    }
    const zero: Typed = { kind: 'const', value: 0, type: 'f32', at }
    return { expr: { ...expr, left: named.expr, right: zero } }
  }

  private conditional(expr: Of<'conditional'>, known: ReadonlyMap<LocalId, Part>): Part | null {
    const test = this.part(expr.test, known)
    const [then, other] = [this.part(expr.then, known), this.part(expr.else, known)]
    return test && then && other && choice(test.expr, then, other)
  }
}

/** Whether it can be computed before the loop, whatever happens in it. */
function isSimple(expr: Typed): boolean {
  let holds = true
  forEachExpr(expr, part => {
    holds &&=
      part.kind === 'const' || part.kind === 'local' || part.kind === 'convert' || part.kind === 'binary'
    holds &&= part.kind !== 'binary' || part.type === 'f64'
  })
  return holds
}
