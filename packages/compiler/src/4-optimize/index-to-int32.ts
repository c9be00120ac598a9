import type { BinaryOp, Expr, LocalId } from '../ir/expr.js'
import type { ValueType } from '../ir/types.js'

type Typed = Expr<ValueType>

const ringOps: ReadonlySet<BinaryOp> = new Set(['add', 'sub', 'mul', 'imul'])

/**
 * An index in int32 arithmetic; the expression itself where that cannot be. `shadow` may know an int32 local with the low
 * bits of a wider one.
 *
 * Soundness: an index that is in bounds is its own low 32 bits, and sums, differences and products keep their low bits
 * when they are computed on the low bits of their operands. Doubles count as whole numbers below 2^53 here: whoever
 * proved the index has proved that too.
 */
export function indexToInt32(index: Typed, shadow: (local: LocalId) => LocalId | null = () => null): Typed {
  return lowBits(index, shadow) ?? index
}

/** The low 32 bits of a whole number as an i32; null where they cannot be told from its operands. */
export function lowBits(expr: Typed, shadow: (local: LocalId) => LocalId | null): Typed | null {
  if (expr.type === 'i32') return expr
  switch (expr.kind) {
    case 'const':
      if (typeof expr.value === 'number' && !Number.isInteger(expr.value)) return null
      return { ...expr, type: 'i32', value: Number(BigInt.asIntN(32, BigInt(expr.value))) }
    case 'convert': {
      const from = expr.operand.type
      if (expr.mode === 'round' || from === 'f32' || (from === 'f64' && expr.mode !== 'exact')) return null
      if (from === 'bool') return { ...expr, type: 'i32' }
      return lowBits(expr.operand, shadow) ?? lowBitsOfWide(expr)
    }
    case 'binary': {
      if (!ringOps.has(expr.op)) return lowBitsOfWide(expr)
      const left = lowBits(expr.left, shadow)
      const right = left && lowBits(expr.right, shadow)
      return left && right ? { ...expr, type: 'i32', left, right } : lowBitsOfWide(expr)
    }
    case 'unary': {
      const operand = expr.op === 'neg' ? lowBits(expr.operand, shadow) : null
      return operand ? { ...expr, type: 'i32', operand } : lowBitsOfWide(expr)
    }
    case 'local': {
      const local = shadow(expr.local)
      return local === null ? lowBitsOfWide(expr) : { ...expr, type: 'i32', local }
    }
    default:
      return lowBitsOfWide(expr)
  }
}

/** An integer register gives its low half for free; a double does not. */
function lowBitsOfWide(expr: Typed): Typed | null {
  if (expr.type !== 'i64' && expr.type !== 'u64' && expr.type !== 'u32') return null
  return { kind: 'convert', mode: 'wrap', type: 'i32', operand: expr, at: expr.at }
}
