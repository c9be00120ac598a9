const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
const getPrototypeOf = Object.getPrototypeOf
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

/**
 * Whether a method, read from an object, is the one that a class declares. One that was put in its place later looks
 * different: it has another name, or can be called with `new`.
 */
export function inherits(object: unknown, key: string, owner: unknown): boolean {
  if (typeof object !== 'object' || typeof owner !== 'function') return false
  for (let at: object | null = object; at; at = getPrototypeOf(at) as object | null) {
    const found = getOwnPropertyDescriptor(at, key)
    if (!found) continue
    const method = found.value as unknown
    if (at !== owner.prototype || typeof method !== 'function') return false
    const isDeclared = method.name === key && !getOwnPropertyDescriptor(method, 'prototype')
    return isDeclared && (object as Record<string, unknown>)[key] === method
  }
  return false
}
