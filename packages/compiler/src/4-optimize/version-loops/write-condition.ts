import type { CompareOp, Expr } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ValueType } from '../../ir/types.js'
import type { Atom, StaticRange } from '../symbolic/atom.js'
import type { Polynomial, Term } from '../symbolic/polynomial.js'
import { add, leastValue, polyKey, sub } from '../symbolic/polynomial.js'
import type { Need } from '../symbolic/value.js'

type Typed = Expr<ValueType>

/** Whole numbers up to here, and their sums on the way, are exact as doubles. */
const exactBits = 52

/**
 * The needs as one boolean expression over what locals hold and how long arrays are; null where they cannot be computed
 * exactly. It neither traps nor restarts, and NaN makes it false.
 *
 * Polynomials are computed in doubles; where the condition is asked again in every turn of a loop, in 64-bit integers,
 * which are quicker and need one comparison for `0 <= a <= b`. Where a product could pass 2^53, its factors are first
 * checked to lie between 0 and a cap that keeps it exact; whoever is larger takes the exact loop.
 */
export function writeCondition(needs: readonly Need[], at: SourceRange, asked: Asked): Typed | null {
  const write = new ConditionWriter(at)
  const polys = strongest(needs.flatMap(need => (need.kind === 'nonnegative' ? [need.poly] : [])))
  const caps = capsOf(polys)
  if (!caps) return null
  const small = needs.flatMap(need => (need.kind === 'small' ? [need.atom] : []))
  const rangeOf = cappedRange(caps)
  const open = strongest(polys, rangeOf).filter(poly => leastValue(poly, rangeOf) < 0)
  const between = asked === 'again' ? pairUp(open) : []
  const paired = new Set(between.flatMap(({ poly, room }) => [poly, room]))
  const tests = [
    ...small.map(atom => write.isSmall(atom)),
    ...[...caps].map(([atom, cap]) => write.isCapped(atom, cap)),
    ...write.eachOnce(between.flatMap(({ most }) => (leastValue(most, rangeOf) < 0 ? [most] : []))),
    ...between.map(({ poly, most }) => write.isUpTo(poly, most)),
    ...open.filter(poly => !paired.has(poly)).map(poly => write.isNonnegative(poly)),
  ]
  const always: Typed = { kind: 'const', value: true, type: 'bool', at }
  return tests.reduce((all, test) => (all === always ? test : write.both(all, test)), always)
}

/** How often a condition is asked: once, or again in each turn of a loop around. */
export type Asked = 'once' | 'again'

type RangeOf = (atom: Atom) => StaticRange

/** `0 <= poly <= most`, which two polynomials that must not be negative come to: `poly`, and `room = most - poly`. */
interface Between {
  readonly poly: Polynomial
  readonly room: Polynomial
  readonly most: Polynomial
}

/** Two polynomials each whose sum is a length and a constant: the two ends an index may not pass. */
function pairUp(polys: readonly Polynomial[]): readonly Between[] {
  const left = new Set(polys.filter(isOfIntegers))
  const pairs: Between[] = []
  for (const poly of left) {
    const room = [...left].find(other => other !== poly && isLength(add(poly, other)))
    if (!room || isLengthy(poly)) continue
    left.delete(poly)
    left.delete(room)
    pairs.push({ poly, room, most: add(poly, room) })
  }
  return pairs
}

function isLength({ terms }: Polynomial): boolean {
  return terms.length === 1 && terms[0]?.coef === 1 && isLengthy({ constant: 0, terms })
}

/** Whether a length is added in it. */
function isLengthy({ terms }: Polynomial): boolean {
  return terms.some(
    ({ coef, atoms: [first, ...more] }) => coef > 0 && more.length === 0 && first?.entry?.kind === 'length',
  )
}

/** Whether all it is made of has 32 bits. */
function isOfIntegers({ terms }: Polynomial): boolean {
  return terms.every(({ atoms }) => atoms.every(({ entry }) => entry?.type === 'i32'))
}

/** The polynomials that do not follow from another one of them. */
function strongest(polys: readonly Polynomial[], rangeOf?: RangeOf): readonly Polynomial[] {
  return polys.reduce<readonly Polynomial[]>((kept, poly) => {
    const follows = kept.some(other => other !== poly && leastValue(sub(poly, other), rangeOf) >= 0)
    return follows ? kept.filter(other => other !== poly) : kept
  }, polys)
}

/** The greatest value each factor of a product may have so that every polynomial is exact in doubles. */
function capsOf(polys: readonly Polynomial[]): ReadonlyMap<Atom, number> | null {
  const caps = new Map<Atom, number>()
  for (const poly of polys) {
    const room = exactBits - Math.ceil(Math.log2(poly.terms.length + 1))
    const large = poly.terms.filter(term => bitsOf(term) > room)
    for (const term of large) {
      const bits = Math.floor((room - Math.log2(Math.abs(term.coef))) / term.atoms.length)
      if (bits < 8) return null
      for (const atom of term.atoms) caps.set(atom, Math.min(caps.get(atom) ?? Infinity, 2 ** bits))
    }
  }
  return new Map([...caps].filter(([atom, cap]) => atom.hi > cap || atom.lo < 0))
}

function bitsOf(term: Term): number {
  const magnitudes = term.atoms.map(atom => Math.max(Math.abs(atom.lo), Math.abs(atom.hi)))
  return Math.log2(Math.abs(term.coef)) + magnitudes.reduce((bits, most) => bits + Math.log2(most), 0)
}

/** What atoms can be where those with a cap lie between 0 and it. */
function cappedRange(caps: ReadonlyMap<Atom, number>): RangeOf {
  return atom => {
    const cap = caps.get(atom)
    return cap === undefined ? atom : { lo: Math.max(0, atom.lo), hi: Math.min(cap, atom.hi) }
  }
}

/** What a polynomial is computed in. */
type Arithmetic = 'f64' | 'i64'

class ConditionWriter {
  private readonly at: SourceRange

  constructor(at: SourceRange) {
    this.at = at
  }

  both(left: Typed, right: Typed): Typed {
    return { kind: 'logical', op: 'and', left, right, type: 'bool', at: this.at }
  }

  /** What is added against what is taken away. */
  isNonnegative(poly: Polynomial): Typed {
    return this.asInt32(poly) ?? this.compare('ge', this.sum(poly, 1), this.sum(poly, -1))
  }

  /** A whole number of 32 bits, in a wider type. */
  isSmall(atom: Atom): Typed {
    const value = entryOf(atom)
    const bound = (limit: number) => this.constant(limit, value.type)
    const inRange = this.both(
      this.compare('ge', value, bound(-(2 ** 31))),
      this.compare('le', value, bound(2 ** 31 - 1)),
    )
    if (value.type !== 'f64') return inRange
    const floor: Typed = { kind: 'unary', op: 'floor', operand: value, type: 'f64', at: this.at }
    return this.both(inRange, this.compare('eq', floor, value))
  }

  /** Between 0 and the cap: one unsigned comparison where the value has 32 bits. */
  isCapped(atom: Atom, cap: number): Typed {
    const value = entryOf(atom)
    if (value.type !== 'i32') {
      const limited = this.compare('le', value, this.constant(cap, value.type))
      return atom.lo >= 0
        ? limited
        : this.both(this.compare('ge', value, this.constant(0, value.type)), limited)
    }
    if (atom.lo >= 0) return this.compare('le', value, this.constant(cap, 'i32'))
    const unsigned: Typed = { kind: 'convert', mode: 'wrap', type: 'u32', operand: value, at: this.at }
    return this.compare('le', unsigned, this.constant(cap, 'u32'))
  }

  /** One value against another or against a constant needs no arithmetic. */
  private asInt32(poly: Polynomial): Typed | null {
    const [first, second, ...more] = poly.terms
    const isUnit = (term: Term) =>
      Math.abs(term.coef) === 1 && term.atoms.length === 1 && term.atoms[0]?.entry?.type === 'i32'
    if (!first || more.length > 0 || ![first, ...(second ? [second] : [])].every(isUnit)) return null
    if (second) {
      if (poly.constant !== 0 || first.coef + second.coef !== 0) return null
      const [above, below] = first.coef > 0 ? [first, second] : [second, first]
      return this.compare('ge', factorOf(above), factorOf(below))
    }
    if (Math.abs(poly.constant) >= 2 ** 31) return null
    const limit = this.constant(first.coef > 0 ? 0 - poly.constant : poly.constant, 'i32')
    return this.compare(first.coef > 0 ? 'ge' : 'le', factorOf(first), limit)
  }

  /** `0 <= poly <= most` in one comparison without signs, where `most` is not negative. */
  isUpTo(poly: Polynomial, most: Polynomial): Typed {
    const unsigned = (operand: Typed): Typed => ({
      kind: 'convert',
      mode: 'wrap',
      type: 'u64',
      operand,
      at: this.at,
    })
    return this.compare('le', unsigned(this.whole(poly)), unsigned(this.whole(most)))
  }

  /** That none of these is negative. */
  eachOnce(polys: readonly Polynomial[]): readonly Typed[] {
    const different = new Map(polys.map(poly => [polyKey(poly), poly]))
    return [...different.values()].map(poly => this.isNonnegative(poly))
  }

  /** In 64-bit integers. */
  private whole(poly: Polynomial): Typed {
    const [above, below] = [this.sum(poly, 1, 'i64'), this.sum(poly, -1, 'i64')]
    const isZero = below.kind === 'const' && below.value === 0n
    return isZero ? above : this.binary('sub', above, below)
  }

  private sum(poly: Polynomial, sign: 1 | -1, type: Arithmetic = 'f64'): Typed {
    const parts = poly.terms.filter(term => term.coef * sign > 0).map(term => this.product(term, type))
    const constant = poly.constant * sign > 0 ? [this.constant(poly.constant * sign, type)] : []
    const all = [...parts, ...constant]
    return all.length === 0 ? this.constant(0, type) : all.reduce((a, b) => this.binary('add', a, b))
  }

  private product({ coef, atoms }: Term, type: Arithmetic): Typed {
    const factors = atoms.map(atom => this.exactly(entryOf(atom), type))
    const scaled = Math.abs(coef) === 1 ? factors : [this.constant(Math.abs(coef), type), ...factors]
    return scaled.reduce((a, b) => this.binary('mul', a, b))
  }

  private exactly(operand: Typed, type: Arithmetic): Typed {
    return operand.type === type ? operand : { kind: 'convert', mode: 'exact', type, operand, at: this.at }
  }

  private binary(op: 'add' | 'sub' | 'mul', left: Typed, right: Typed): Typed {
    return { kind: 'binary', op, left, right, type: left.type, at: this.at }
  }

  private compare(op: CompareOp, left: Typed, right: Typed): Typed {
    return { kind: 'compare', op, left, right, type: 'bool', at: this.at }
  }

  private constant(value: number, type: ValueType): Typed {
    const isBig = type === 'i64' || type === 'u64'
    return { kind: 'const', value: isBig ? BigInt(value) : value, type, at: this.at }
  }
}

function entryOf(atom: Atom): Typed {
  if (!atom.entry) throw new Error('a condition on what is not known yet')
  return atom.entry
}

function factorOf(term: Term): Typed {
  const [atom] = term.atoms
  if (!atom) throw new Error('a term without factors')
  return entryOf(atom)
}
