import type { ParamType, Signature } from './ir/signature.js'
import { isWhole } from './ir/signature.js'

function wordOf(param: ParamType): string {
  if (param.type === 'nothing') return param.as
  if (param.type === 'text') return 'text'
  return isWhole(param) ? (param.promised ?? param.type.replace('[]', 's')) : param.type
}

/** The user's name as a Wasm export: letters, digits and `_`, with the parameter types where there are several. */
export function kernelName(name: string, signature: Signature, count: number, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)|^$/, '_')
  const types = count > 1 ? signature.params.map(p => `_${wordOf(p)}`).join('') : ''
  return unique(plain + types, taken)
}

/** The name, numbered from 2 where it is taken; takes it. */
export function unique(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`
  taken.add(name)
  return name
}
