import { outputSlots } from '../../abi/names.js'
import type { SetOutput } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { call, primary } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayRead } from './values.js'

/** `output slot = value` as a store at the slot's fixed address. */
export function emitOutput(stmt: SetOutput<ValueType>, scope: FunctionScope): readonly string[] {
  const { value } = stmt
  const address = outputSlots.address + 8 * stmt.slot
  const at = primary(String(address))
  if (isArray(value.type)) {
    const { pointer, length } = arrayRead(value, scope)
    return [
      call('store<usize>', at, primary(pointer)).text,
      call('store<i32>', primary(String(address + 4)), primary(length)).text,
    ]
  }
  const isBig = value.type === 'i64' || value.type === 'u64'
  const code = emitExpression(value, scope, value.type)
  return [call(`store<${isBig ? 'i64' : 'f64'}>`, at, value.type === 'bool' ? call('f64', code) : code).text]
}
