import type { Convert } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Code } from '../code.js'
import { call } from '../code.js'
import { wrapToInt32, wrapToInt64 } from '../prelude/numbers.js'
import type { Prelude } from '../prelude/prelude.js'

const isFloat = (type: ValueType) => type === 'f32' || type === 'f64'

/** Changes a value's representation. `exact` and `round` are asc's own conversions: those never lose what must be kept. */
export function convert(
  code: Code,
  from: ValueType,
  to: ValueType,
  mode: Convert<ValueType>['mode'],
  prelude: Prelude,
): Code {
  if (from === to) return code
  if (to === 'bool' || to === 'void' || from === 'void') throw new Error(`5-emit: ${from} converted to ${to}`)
  return mode === 'wrap' && isFloat(from) && !isFloat(to)
    ? wrapFloat(code, from, to, prelude)
    : call(to, code)
}

function wrapFloat(code: Code, from: ValueType, to: ValueType, prelude: Prelude): Code {
  const wide = from === 'f32' ? call('f64', code) : code
  switch (to) {
    case 'i32':
      return call(prelude.use(wrapToInt32), wide)
    case 'u32':
      return call('u32', call(prelude.use(wrapToInt32), wide))
    case 'i64':
      return call(prelude.use(wrapToInt64), wide)
    default:
      return call('u64', call(prelude.use(wrapToInt64), wide))
  }
}
