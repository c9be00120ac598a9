import type { Simd } from '../../ir/expr.js'
import type { WideLoad } from '../../ir/simd.js'
import { isLaneMath } from '../../ir/simd.js'
import type { ValueType } from '../../ir/types.js'
import type { Code } from '../code.js'
import { call, primary } from '../code.js'
import { constant } from '../constants.js'
import { elementary } from '../prelude/elementary/elementary.js'
import { wrapLanes } from '../prelude/numbers.js'
import type { Prelude } from '../prelude/prelude.js'

/** One instruction on lanes. AssemblyScript has each as a built-in of the same name, and a constant as a call of its shape. */
export function simd(expr: Simd<ValueType>, args: readonly Code[], prelude: Prelude): Code {
  const { op, immediates = [] } = expr
  if (op === 'i64x2.wrap_f64x2') return call(prelude.use(wrapLanes), ...args)
  const [shape = '', name = ''] = op.split('.')
  if (isLaneMath(name)) return call(prelude.use(elementary(name, 'f64x2')), ...args)
  const isFloat = shape.startsWith('f') && name === 'lanes'
  // asc asks for the type of the lane here, and nowhere else.
  if (op === 'i8x16.splat' || op === 'i16x8.splat') {
    return call(op, ...args.map(arg => call(op === 'i8x16.splat' ? 'i8' : 'i16', arg)))
  }
  const numbers = immediates.map(value => constant(value, isFloat ? 'f64' : 'i32'))
  return call(name === 'lanes' ? shape : op, ...args, ...numbers)
}

/** Several elements at once. */
export function wideLoad(op: WideLoad, address: readonly string[]): Code {
  return call(op, ...address.map(primary))
}
