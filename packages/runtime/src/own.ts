const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
const is = Object.is

/**
 * The value of an object's own plain field; `undefined` where there is none, where it is a getter, or where it must take
 * writes and does not. A proxy sees one read.
 */
export function own(object: unknown, key: string, isWritten?: boolean): unknown {
  if (typeof object !== 'object' || !object) return
  const { value, writable } = getOwnPropertyDescriptor(object, key) ?? {}
  if (value !== undefined && (writable || !isWritten) && is((object as Record<string, unknown>)[key], value))
    return value
}

/** Whether reading a field of an object gives `undefined` and runs nobody's code. */
export function lacks(object: unknown, key: string): boolean {
  if (typeof object !== 'object' || !object) return false
  const found = getOwnPropertyDescriptor(object, key)
  const isPlain = found ? 'value' in found && found.value === undefined : !(key in object)
  return isPlain && (object as Record<string, unknown>)[key] === undefined
}
