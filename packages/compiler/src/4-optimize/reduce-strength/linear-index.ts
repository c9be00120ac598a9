import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Atom } from '../symbolic/atom.js'
import { int32Range } from '../symbolic/atom.js'
import type { Polynomial, Term } from '../symbolic/polynomial.js'
import { add, atomPoly, constantPoly, isHandy, mul, scale, sub, zero } from '../symbolic/polynomial.js'

type Typed = Expr<ValueType>

/** An atom for each thing that int32 indexes are made of, by what it is, so that equal parts share one. */
export class IndexParts {
  readonly #atoms = new Map<string, Atom>()

  /**
   * An i32 expression as a polynomial modulo 2^32 over its parts; null where it would be too long. What `derived` knows
   * of a local is read in its place.
   */
  read(expr: Typed, derived: (local: LocalId) => Typed | null = () => null): Polynomial | null {
    const poly = this.#follow(expr, derived)
    return isHandy(poly) ? poly : null
  }

  #follow(expr: Typed, derived: (local: LocalId) => Typed | null): Polynomial {
    if (expr.type !== 'i32') return this.#part(expr)
    switch (expr.kind) {
      case 'local': {
        const value = derived(expr.local)
        return value ? this.#follow(value, derived) : this.#part(expr)
      }
      case 'const':
        return constantPoly(Number(expr.value))
      case 'unary':
        return expr.op === 'neg' ? sub(zero, this.#follow(expr.operand, derived)) : this.#part(expr)
      case 'binary':
        return this.#combine(expr, derived)
      default:
        return this.#part(expr)
    }
  }

  #combine(expr: Typed & { readonly kind: 'binary' }, derived: (local: LocalId) => Typed | null): Polynomial {
    const { op, left, right } = expr
    switch (op) {
      case 'add':
        return add(this.#follow(left, derived), this.#follow(right, derived))
      case 'sub':
        return sub(this.#follow(left, derived), this.#follow(right, derived))
      case 'mul':
      case 'imul': {
        const product = mul(this.#follow(left, derived), this.#follow(right, derived))
        return isHandy(product) ? product : this.#part(expr)
      }
      case 'shl': {
        const isSmall = right.kind === 'const' && Number(right.value) >= 0 && Number(right.value) < 16
        return isSmall ? scale(this.#follow(left, derived), 2 ** Number(right.value)) : this.#part(expr)
      }
      default:
        return this.#part(expr)
    }
  }

  #part(expr: Typed): Polynomial {
    const key = exprKey(expr)
    const atom = this.#atoms.get(key) ?? { id: this.#atoms.size, entry: expr, ...int32Range }
    this.#atoms.set(key, atom)
    return atomPoly(atom)
  }
}

/** The local an atom reads, if it is nothing but that. */
export function localOf(atom: Atom): LocalId | null {
  return atom.entry?.kind === 'local' ? atom.entry.local : null
}

/** Whether an atom keeps its value while these locals are assigned, and may be computed where it was not before. */
export function isSteady(atom: Atom, written: ReadonlySet<LocalId>): boolean {
  let isSteadyPart = true
  forEachExpr(atom.entry ?? nothing, part => {
    if (part.kind === 'local' && written.has(part.local)) isSteadyPart = false
    if (part.kind === 'length' && written.has(part.array)) isSteadyPart = false
    const isDivision = part.kind === 'binary' && (part.op === 'div' || part.op === 'rem')
    if (part.kind === 'load' || part.kind === 'math' || isDivision) isSteadyPart = false
    if (part.kind === 'unary' && part.op === 'to-bigint') isSteadyPart = false
  })
  return isSteadyPart
}

const nothing: Typed = { kind: 'const', value: 0, type: 'i32', at: { file: '', start: 0, end: 0 } }

/** A polynomial as an i32 expression. */
export function writeInt32({ terms, constant }: Polynomial, at: Typed['at']): Typed {
  const int = (value: number): Typed => ({ kind: 'const', value: value | 0, type: 'i32', at })
  const binary = (op: 'add' | 'sub' | 'mul', left: Typed, right: Typed): Typed => ({
    kind: 'binary',
    op,
    left,
    right,
    type: 'i32',
    at,
  })
  const product = ({ coef, atoms }: Term): Typed => {
    const factors = atoms.flatMap(atom => atom.entry ?? [])
    const scaled = Math.abs(coef) === 1 ? factors : [...factors, int(Math.abs(coef))]
    return scaled.reduce((a, b) => binary('mul', a, b))
  }
  const [first, ...rest] = [...terms].sort((a, b) => b.coef - a.coef)
  if (!first) return int(constant)
  const start = first.coef > 0 ? product(first) : binary('sub', int(0), product(first))
  const sum = rest.reduce((all, term) => binary(term.coef > 0 ? 'add' : 'sub', all, product(term)), start)
  if (constant === 0) return sum
  return binary(constant > 0 ? 'add' : 'sub', sum, int(Math.abs(constant)))
}
