import type { Block, Lease, Zone } from './realm.js'
import { realm } from './realm.js'
import { bufferOf, offsetOf, subarrayOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { giveBlock, zoneOf } from './zone.js'

/** Makes the array of a block: zeroed, and given back when nobody can reach it any more. */
export function lend<T extends TypedArray>(kind: new (length: number) => T, length: number, block: Block): T {
  const shared = realm()
  const { resident } = shared
  const Kind = kind as unknown as new (buffer: ArrayBufferLike, offset: number, length: number) => T
  const array = new Kind(resident as ArrayBufferLike, block.start, length)
  // A block that was used before is not empty.
  new Uint8Array(resident as ArrayBufferLike, block.start, block.end - block.start).fill(0)
  const lease: Lease = { ...block, state: 'held' }
  const zone = zoneOf(shared)
  zone.leases.set(array, lease)
  zone.places.set(array, block.start)
  forgotten.register(array, lease)
  return Object.defineProperties(array, members(zone))
}

/** Makes an array and its subarrays throw where they are used by name. */
export function bury(array: TypedArray): void {
  for (const view of zoneOf(realm()).views.get(array) ?? []) seal(view.deref())
  seal(array)
}

/** The lease may have ended by `free`, also by that of another copy of the runtime. */
const forgotten = /* @__PURE__ */ new FinalizationRegistry<Lease>(lease => {
  if (lease.state !== 'held') return
  lease.state = 'ended'
  giveBlock(lease)
})

/**
 * What a resident array has of its own, so that its memory outlives it while views of it are used. All copies of the
 * runtime give the same: an array with another getter would be a dictionary to V8, of which `length` takes 20 ns.
 */
function members(zone: Zone): PropertyDescriptorMap {
  zone.members ??= {
    subarray: {
      configurable: true,
      writable: true,
      value: function subarray(this: TypedArray, begin?: number, end?: number): TypedArray {
        return keepView(zone, this, subarrayOf(this, begin, end))
      },
    },
    buffer: {
      configurable: true,
      get(this: TypedArray): ArrayBufferLike {
        const lease = zone.leases.get(zone.roots.get(this) ?? this)
        // Nobody can tell any more who looks at the memory.
        if (lease?.state === 'held') lease.state = 'pinned'
        return bufferOf(this)
      },
    },
  }
  return zone.members
}

function keepView(zone: Zone, array: TypedArray, view: TypedArray): TypedArray {
  const { places, roots, views } = zone
  const root = roots.get(array) ?? array
  roots.set(view, root)
  places.set(view, offsetOf(view))
  const known = views.get(root) ?? []
  known.push(new WeakRef(view))
  // Dropping dead ones at every power of two costs a constant per view.
  const isPower = (known.length & (known.length - 1)) === 0
  views.set(root, isPower ? known.filter(one => one.deref()) : known)
  return Object.defineProperties(view, members(zone))
}

const freed: PropertyDescriptor = {
  get() {
    throw new TypeError('hotpath: this array has been freed')
  },
}

function seal(array: TypedArray | undefined): void {
  if (!array) return
  for (const name of ['length', 'byteLength', 'byteOffset', 'buffer', 'subarray']) {
    Object.defineProperty(array, name, freed)
  }
}
