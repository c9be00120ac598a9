import type { Expr } from '../ir/expr.js'
import type { ArrayKind, ValueType } from '../ir/types.js'
import { elements } from '../ir/types.js'

type TypedExpr = Expr<ValueType>

/** What reading an element gives where this was stored: of an integer array, the low bits. */
export function asRead(value: TypedExpr, element: ArrayKind): TypedExpr {
  const { bytes, loads } = elements[element]
  const { at } = value
  const word: TypedExpr =
    value.type === loads ? value : { kind: 'convert', mode: 'wrap', type: loads, operand: value, at }
  if (bytes > 2) return word
  const int = (number: number): TypedExpr => ({ kind: 'const', value: number, type: 'i32', at })
  const bits = (op: 'bitand' | 'shl' | 'shr', left: TypedExpr, by: number): TypedExpr => ({
    kind: 'binary',
    op,
    left,
    right: int(by),
    type: 'i32',
    at,
  })
  const above = 32 - 8 * bytes
  return element.startsWith('Int')
    ? bits('shr', bits('shl', word, above), above)
    : bits('bitand', word, 2 ** (8 * bytes) - 1)
}

/** Whether `asRead` knows what is read where a value of this type was stored. */
export function isReadAs(stored: ValueType, element: ArrayKind): boolean {
  // Clamping is more work than reading.
  if (element === 'Uint8ClampedArray') return false
  const { loads } = elements[element]
  return stored === loads || (isWord(stored) && isWord(loads))
}

function isWord(type: ValueType): boolean {
  return type === 'i32' || type === 'u32'
}
