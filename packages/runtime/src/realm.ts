import type { WasmMemory } from './host.js'
import { host } from './host.js'
import type { Kernel, Recent } from './kernel.js'
import type { AnyFunction, TypedArray } from './types.js'

/** A function the glue has introduced: its kernel, and the plain function where that is another one. */
export type Registration = readonly [kernel: Kernel, original?: AnyFunction]

/** What all copies of the runtime in one realm share. Its shape is part of the symbol's version. */
export interface Realm {
  readonly functions: WeakMap<AnyFunction, Registration>
  /** Reasons already warned about. */
  readonly warned: Set<string>
  memory: WasmMemory | null
  /** Pages of 64 KiB the memory may have: at most the compiler's `maximumPages`. */
  pages: number
  /** The memory's buffer once arrays of users live in it: from then on the memory never grows, so that no view detaches. */
  resident: ArrayBufferLike | null
  /** What `alloc` has given away, and what it may give away again; made by the first. */
  zone: Zone | null
  /**
   * Where free memory begins while no kernel runs: above the address 0, all constant tables and all blocks
   * of the zone; 16-byte aligned.
   */
  floor: number
  /** Who remembers what a call was given. */
  readonly lastArrays: Recent[]
  /** Whether a kernel with arrays runs now; a second one would overwrite its memory. */
  busy: boolean
}

/** A part of Wasm memory, in bytes. */
export interface Block {
  readonly start: number
  readonly end: number
}

/** The block of one array. */
export interface Lease extends Block {
  /**
   * `held` until the array is unreachable, `pinned` where views that nobody knows may outlive it, `ended` once the block
   * has been given back.
   */
  state: 'held' | 'pinned' | 'ended'
}

export interface Zone {
  /** Of every array made by `alloc`. */
  readonly leases: WeakMap<object, Lease>
  /** Addresses of these arrays and of their subarrays, and of the arrays of modules that `keepArray` has copied. */
  readonly places: WeakMap<object, number>
  /** Subarrays by the array they are of, and that by its subarrays, which keep it alive. */
  readonly views: WeakMap<object, WeakRef<TypedArray>[]>
  readonly roots: WeakMap<object, TypedArray>
  /** What each of these arrays has of its own; made with the first. */
  members: PropertyDescriptorMap | null
  /** Free blocks by address, none touching the next. */
  free: readonly Block[]
}

const key = Symbol.for('hotpath.5')
let known: Realm | undefined

/** The realm's one shared state, made on first use. */
export function realm(): Realm {
  if (known) return known
  const shared = (host as { readonly [key]?: Realm })[key]
  known = shared ?? {
    functions: new WeakMap(),
    warned: new Set(),
    memory: null,
    pages: 16384,
    resident: null,
    zone: null,
    floor: 1024,
    lastArrays: [],
    busy: false,
  }
  // Not `defineProperty`: on a frozen global object each copy of the runtime keeps a realm of its own.
  Reflect.defineProperty(host, key, { value: known })
  return known
}
