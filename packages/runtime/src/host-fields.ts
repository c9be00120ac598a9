import { host } from './host.js'
import { own, same } from './own.js'

const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
const getPrototypeOf = Object.getPrototypeOf

type Getter = (this: unknown) => unknown

/** The getters of a class of the browser's, as they were when they were noted. */
interface NotedClass {
  readonly prototype: object
  readonly getters: Readonly<Record<string, Getter | undefined>>
}

/** Notes getters of classes of the browser's; what this realm has none of, or somebody replaced, is left out. */
export function noteHost(names: readonly string[], keys: readonly string[]): readonly NotedClass[] {
  return names.flatMap(name => {
    const { prototype } = ((host as unknown as Record<string, unknown>)[name] ?? {}) as { prototype?: object }
    if (typeof prototype !== 'object') return []
    return [{ prototype, getters: Object.fromEntries(keys.map(key => [key, nativeGetter(prototype, key)])) }]
  })
}

/** A getter of the engine's, which gives the same until something is assigned; others may do anything. */
function nativeGetter(prototype: object, key: string): Getter | undefined {
  const get = getOwnPropertyDescriptor(prototype, key)?.get
  const isNative = get?.name === `get ${key}` && /\{\s*\[native code\]\s*\}$/.test(String(get))
  return isNative ? (get as Getter) : undefined
}

/**
 * The value of a field of an object that may be of a class of the browser's; `undefined` where reading it could run
 * anything but the engine's own getter. That one takes no proxy for its object.
 */
export function hostField(object: unknown, key: string, classes: readonly NotedClass[] | undefined): unknown {
  const value = own(object, key)
  if (value !== undefined) return same((object as Record<string, unknown>)[key], value) ? value : undefined
  if (typeof object !== 'object' || !object || !classes) return
  try {
    if (getOwnPropertyDescriptor(object, key)) return
    const prototype = getPrototypeOf(object)
    const noted = classes.find(one => one.prototype === prototype)
    const get = noted?.getters[key]
    if (get && getOwnPropertyDescriptor(prototype, key)?.get === get) return get.call(object)
  } catch {}
}
