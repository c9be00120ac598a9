import type { TypedArrayName } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'

/** A method that reads or writes one element of a DataView. */
export interface ViewMethod {
  readonly way: 'get' | 'set'
  readonly element: TypedArrayName
}

/** What `view.name(…)` does; `null` for what is no such method. */
export function viewMethod(name: string): ViewMethod | null {
  const [, way, kind] = /^([gs]et)([A-Z]\w+)$/.exec(name) ?? []
  const element = `${kind}Array`
  if (!isTypedArray(element) || element === 'Uint8ClampedArray') return null
  return { way: way === 'get' ? 'get' : 'set', element }
}
