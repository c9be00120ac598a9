import type { WasmMemory } from './host.js'
import { host } from './host.js'
import type { Kernel } from './kernel.js'
import type { AnyFunction } from './types.js'

/** A function the glue has introduced: its kernel, and the plain function where that is another one. */
export type Registration = readonly [kernel: Kernel, original?: AnyFunction]

/** What all copies of the runtime in one realm share. Its shape is part of the symbol's version. */
export interface Realm {
  readonly functions: WeakMap<AnyFunction, Registration>
  /** Causes already warned about. */
  readonly warned: Set<string>
  memory: WasmMemory | null
  /** Where free memory begins while no kernel runs: above the address 0 and all constant tables; 16-byte aligned. */
  floor: number
  /** Whether a kernel with arrays runs now; a second one would overwrite its memory. */
  busy: boolean
}

const key = Symbol.for('hotpath.1')
let known: Realm | undefined

/** The realm's one shared state, made on first use. */
export function realm(): Realm {
  if (known) return known
  const shared = (host as { readonly [key]?: Realm })[key]
  known = shared ?? { functions: new WeakMap(), warned: new Set(), memory: null, floor: 1024, busy: false }
  // Not `defineProperty`: on a frozen global object each copy of the runtime keeps a realm of its own.
  Reflect.defineProperty(host, key, { value: known })
  return known
}
