import type { Convert } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { assemblyType } from '../assembly-type.js'
import type { Code } from '../code.js'
import { call } from '../code.js'
import { cutToInt32, wholeToInt32, wrapToInt32, wrapToInt64 } from '../prelude/numbers.js'
import type { Prelude } from '../prelude/prelude.js'

const isFloat = (type: ValueType) => type === 'f32' || type === 'f64'

/** Changes a value's representation. What `exact` promises makes asc's own conversions right, and some of them slow. */
export function convert(
  code: Code,
  from: ValueType,
  to: ValueType,
  mode: Convert<ValueType>['mode'],
  prelude: Prelude,
): Code {
  if (from === to) return code
  if (to === 'bool' || to === 'void' || from === 'void') throw new Error(`5-emit: ${from} converted to ${to}`)
  if (!isFloat(from) || isFloat(to)) return call(assemblyType(to), code)
  const double = from === 'f32' ? call('f64', code) : code
  if (mode === 'cut') return call(prelude.use(cutToInt32), double)
  return mode === 'wrap' ? wrapped(double, to, prelude) : whole(double, to, prelude)
}

function whole(double: Code, to: ValueType, prelude: Prelude): Code {
  switch (to) {
    case 'i32':
      return call(prelude.use(wholeToInt32), double)
    case 'u32':
      return call('u32', call(prelude.use(wholeToInt32), double))
    default:
      return call(to, double)
  }
}

function wrapped(double: Code, to: ValueType, prelude: Prelude): Code {
  switch (to) {
    case 'i32':
      return call(prelude.use(wrapToInt32), double)
    case 'u32':
      return call('u32', call(prelude.use(wrapToInt32), double))
    case 'i64':
      return call(prelude.use(wrapToInt64), double)
    default:
      return call('u64', call(prelude.use(wrapToInt64), double))
  }
}
