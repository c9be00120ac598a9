import type { Expr, Load } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/** Whether a value is NaN wherever the loads asked for are: arithmetic on one of them. */
export function staysNaN(value: Typed, isMissing: (load: Load<ValueType>) => boolean): boolean {
  const stays = (part: Typed): boolean => staysNaN(part, isMissing)
  switch (value.kind) {
    case 'load':
      return isMissing(value)
    case 'binary':
      return isFloat(value.type) && arithmetic.has(value.op) && (stays(value.left) || stays(value.right))
    case 'unary':
      return isFloat(value.type) && signs.has(value.op) && stays(value.operand)
    case 'convert':
      return isFloat(value.type) && isFloat(value.operand.type) && stays(value.operand)
    case 'conditional':
      return stays(value.then) && stays(value.else)
    default:
      return false
  }
}

/** Not `pow`: NaN to the power of 0 is 1. */
const arithmetic: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'rem', 'min', 'max'])
const signs: ReadonlySet<string> = new Set([
  'neg',
  'abs',
  'floor',
  'ceil',
  'trunc',
  'round',
  'sqrt',
  'fround',
])

function isFloat(type: ValueType): boolean {
  return type === 'f64' || type === 'f32'
}
