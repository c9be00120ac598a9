const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
const getPrototypeOf = Object.getPrototypeOf

/**
 * The value of an object's own plain field; `undefined` where there is none, where it is a getter, or where it must take
 * writes and does not. A proxy may say something else when it is read, which the glue compares where the engine knows the
 * objects that come: a read that many places share takes 15 ns.
 */
export function own(object: unknown, key: string, isWritten?: boolean): unknown {
  if (typeof object !== 'object' || !object) return
  const found = getOwnPropertyDescriptor(object, key)
  return found && (found.writable || !isWritten) ? found.value : undefined
}

/** Whether two values are the same in every bit that shows. */
export const same = Object.is

/** Whether reading a field of an object gives `undefined` and runs nobody's code. */
export function lacks(object: unknown, key: string): boolean {
  if (typeof object !== 'object' || !object) return false
  const found = getOwnPropertyDescriptor(object, key)
  const isPlain = found ? 'value' in found && found.value === undefined : !(key in object)
  return isPlain && (object as Record<string, unknown>)[key] === undefined
}

/** Whether a method that is read from an object is the one that its class declares, and reading it runs nobody's code. */
export function inherits(object: unknown, key: string, declared: unknown): boolean {
  if (typeof object !== 'object' || typeof declared !== 'function') return false
  for (let at: object | null = object; at; at = getPrototypeOf(at) as object | null) {
    const found = getOwnPropertyDescriptor(at, key)
    if (found) return found.value === declared && (object as Record<string, unknown>)[key] === declared
  }
  return false
}

/** A getter as its class declares it, noted before any code can replace it. */
interface NotedGetter {
  readonly prototype: object
  readonly key: string
  readonly get: unknown
}

export function noteGetter(prototype: object, key: string): NotedGetter {
  return { prototype, key, get: getOwnPropertyDescriptor(prototype, key)?.get }
}

/** Whether reading a field of an object, which is no proxy, calls the getter of its own class that was noted. */
export function computes(object: object, noted: NotedGetter | undefined): boolean {
  if (!noted || getPrototypeOf(object) !== noted.prototype || getOwnPropertyDescriptor(object, noted.key))
    return false
  const found = getOwnPropertyDescriptor(noted.prototype, noted.key)
  return found?.get !== undefined && found.get === noted.get
}
