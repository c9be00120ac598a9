import type { Expr, LocalId } from '../../../ir/expr.js'
import type { Stmt } from '../../../ir/stmt.js'
import type { ValueType } from '../../../ir/types.js'
import type { FreshNames } from '../../fresh-names.js'
import type { Check } from './filter.js'
import type { Part } from './parts.js'
import { times } from './scaled.js'

type Typed = Expr<ValueType>
type Of<K extends Typed['kind']> = Typed & { readonly kind: K }

/** The value of a local that is assigned once, or not at all. */
interface Named extends Part {
  readonly expr: Of<'local'>
}

/** What a turn in single precision computes one after the other, and what has to be checked of it. */
export class FilterBody {
  readonly body: Stmt<ValueType>[] = []
  readonly checks: Check[] = []
  /** Of what is checked, what has been taken as decided. */
  readonly decided = new Set<LocalId>()
  private readonly names: FreshNames
  private readonly multiples = new Map<string, Typed>()

  constructor(names: FreshNames) {
    this.names = names
  }

  /** Asks for a check, once. */
  check(check: Check): void {
    const isAsked = this.checks.some(({ kind, local }) => kind === check.kind && local === check.local)
    if (!isAsked) this.checks.push(check)
  }

  /** A value under a name of its own, where it has none yet. */
  named(part: Part, like: string): Named {
    const { expr } = part
    if (expr.kind === 'local') return { ...part, expr }
    const { type, at } = expr
    const local = this.names.addLocal(like, type, at)
    this.body.push({ kind: 'set', local, value: expr, at })
    const { terms, ...rest } = part
    // A product has a name as a weight of its own.
    const isSum = terms && terms.length > 1
    return { ...rest, ...(isSum ? { terms } : {}), expr: { kind: 'local', local, type, at } }
  }

  /** A whole number several times: of a product with a local, that local, once for all products. */
  protected readonly multiple = (expr: Typed, by: number): Typed => {
    if (by === 1) return expr
    if (expr.kind === 'binary' && expr.op === 'mul') {
      if (expr.right.kind === 'local') return { ...expr, right: this.multiple(expr.right, by) }
      if (expr.left.kind === 'local') return { ...expr, left: this.multiple(expr.left, by) }
    }
    if (expr.kind !== 'local') return times(expr, by)
    const key = `${expr.local} ${by}`
    const known =
      this.multiples.get(key) ?? this.named({ expr: times(expr, by) }, this.names.nameOf(expr.local)).expr
    this.multiples.set(key, known)
    return known
  }
}
