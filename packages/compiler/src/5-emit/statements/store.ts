import type { WideStore } from '../../ir/simd.js'
import type { Store } from '../../ir/stmt.js'
import type { ArrayKind, RawAccess, ValueType } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import type { Code } from '../code.js'
import { binding, call, primary, within } from '../code.js'
import { convert } from '../expressions/convert.js'
import { byteAddress, emitExpression, provenAddress } from '../expressions/emit-expression.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, numberType } from '../function-scope.js'
import { checkedStore, memoryType } from '../prelude/array-access.js'
import { clampFloat, clampInteger } from '../prelude/numbers.js'
import type { Prelude } from '../prelude/prelude.js'
import { rawStore } from '../prelude/raw-access.js'

/** `array[index] = value` as one call: raw where the index is proven, else through the bounds check. */
export function emitStore(stmt: Store<ValueType>, scope: FunctionScope): string {
  const { array, pointer, length } = arrayOf(scope, stmt.array)
  const { type } = stmt.value
  if (stmt.wide) return emitWideStore(stmt, stmt.wide, scope)
  if (stmt.raw) return emitRawStore(stmt, stmt.raw, scope)
  // The narrow stores would make a literal a byte; elsewhere it meets a variable of its own type.
  const isSame = type === elements[array].loads && elements[array].bytes >= 4
  const value = stored(emitExpression(stmt.value, scope, isSame ? type : null), type, array, scope.prelude)
  if (stmt.bounds === 'proven') {
    const [address, ...offset] = provenAddress(stmt, scope)
    return call(`store<${memoryType(array)}>`, address, value, ...offset).text
  }
  const helper = scope.prelude.use(
    checkedStore(array, numberType(stmt.index.type), stmt.bounds === 'restart' ? 'restart' : 'nan'),
  )
  return call(
    helper,
    primary(pointer),
    primary(length),
    emitExpression(stmt.index, scope, stmt.index.type),
    value,
  ).text
}

function emitWideStore(stmt: Store<ValueType>, wide: WideStore, scope: FunctionScope): string {
  const [address, ...offset] = provenAddress(stmt, scope)
  const value = emitExpression(stmt.value, scope, null)
  const lane = wide.op === 'v128.store' ? [] : [primary(String(wide.lane))]
  return call(wide.op, address, value, ...lane, ...offset).text
}

function emitRawStore(stmt: Store<ValueType>, raw: RawAccess, scope: FunctionScope): string {
  const { type } = stmt.value
  const value = stored(emitExpression(stmt.value, scope, null), type, raw.element, scope.prelude)
  const isProven = stmt.bounds === 'proven'
  const address = isProven ? provenAddress(stmt, scope) : [primary(byteAddress(stmt, raw, scope))]
  const texts = address.map(part => within(part, binding.shift))
  return rawStore(raw, texts, within(value, binding.shift), scope.prelude)
}

/** The value as the array keeps it, in the type that a load of it would give. */
function stored(value: Code, type: ValueType, array: ArrayKind, prelude: Prelude): Code {
  const kept = elements[array].loads
  if (array === 'Uint8ClampedArray') return clamped(value, type, prelude)
  if (kept === 'bool') return value
  if (kept === 'f32' || kept === 'f64') return convert(value, type, kept, 'round', prelude)
  return convert(value, type, kept, 'wrap', prelude)
}

function clamped(value: Code, type: ValueType, prelude: Prelude): Code {
  switch (type) {
    case 'bool':
      return call('i32', value)
    case 'i32':
      return call(prelude.use(clampInteger), value)
    case 'u32':
      return call('i32', call('min<u32>', value, primary('255')))
    default:
      return call(prelude.use(clampFloat), convert(value, type, 'f64', 'exact', prelude))
  }
}
