import type { Expr } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import { termsOfProduct, termsOfSum } from './mean.js'
import type { Part } from './parts.js'
import { asScaled } from './parts.js'
import { combined, dividedBy } from './scaled.js'

type Typed = Expr<ValueType>
type Of<K extends Typed['kind']> = Typed & { readonly kind: K }

/** What becomes of whole numbers some of which are going to be divided, divided themselves only where nothing else is left. */
export function scaledBinary(
  { op, at }: Of<'binary'>,
  left: Part,
  right: Part,
  times: (expr: Typed, by: number) => Typed,
): Part | null {
  const [a, b] = [asScaled(left), asScaled(right)]
  if (!a || !b) return null
  if (op === 'div') {
    const scaled = right.expr.kind === 'const' ? dividedBy(a, Number(right.expr.value)) : null
    return scaled && { expr: left.expr, scaled }
  }
  const isNew = left.scaled === undefined && right.scaled === undefined
  if (isNew || (op !== 'add' && op !== 'sub' && op !== 'mul')) return null
  const scaled = combined(op, a, b)
  if (!scaled) return null
  const [k, m] = scaled.factors
  if (k === 0) return { expr: right.expr, scaled }
  if (m === 0) return { expr: left.expr, scaled }
  const sides = { left: times(left.expr, k), right: times(right.expr, m) }
  const terms =
    op === 'mul' ? termsOfProduct(left, right) : op === 'add' ? termsOfSum(left, right, scaled.factors) : null
  return { expr: { kind: 'binary', op, ...sides, type: 'f32', at }, scaled, ...(terms ? { terms } : {}) }
}
