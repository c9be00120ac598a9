import type { HostFunction } from '../../ir/host-function.js'
import { hostInfo, isCallback } from '../../ir/host-function.js'
import type { Helper } from './prelude.js'

const types = { number: 'f64', boolean: 'bool', char: 'i32' } as const

/** A function outside of Wasm that a statement calls. */
export function hostImport(callee: HostFunction): Helper {
  const { name, params, gives } = hostInfo(callee)
  const values = params.flatMap((param, n) =>
    param === 'string' ? [`p${n}: usize`, `n${n}: i32`] : [`x${n}: ${types[param]}`],
  )
  const asName = `host_${name}`
  const list = isCallback(callee) ? ['slot: i32', ...values] : values
  const result = gives === null ? 'void' : types[gives]
  return {
    name: asName,
    text: `@external("host", "${name}")\ndeclare function ${asName}(${list.join(', ')}): ${result}`,
  }
}
