import type { WasmHost, WasmMemory } from './host.js'
import { host } from './host.js'
import { padded } from './memory.js'
import type { Block, Realm, Zone } from './realm.js'
import { realm } from './realm.js'

/** A host that gives less than 16 MiB gives nothing. */
const LEAST_PAGES = 256

/** The realm's zone, made on first use. */
export function zoneOf(shared: Realm): Zone {
  shared.zone ??= {
    leases: new WeakMap(),
    places: new WeakMap(),
    views: new WeakMap(),
    roots: new WeakMap(),
    members: null,
    free: [],
  }
  return shared.zone
}

/**
 * Takes a block of at least `bytes` bytes for good, 16-byte aligned, or `null` where there is no room. The first free one
 * that is large enough, else memory at the floor; not while a kernel runs, whose copies begin there.
 */
export function takeBlock(bytes: number): Block | null {
  const zone = zoneOf(realm())
  // Longer than that, so that an empty view at its end has an address no other array has.
  const size = padded(bytes)
  const found = zone.free.find(({ start, end }) => end - start >= size)
  if (!found) return raiseFloor(size)
  const block = { start: found.start, end: found.start + size }
  const rest = { start: block.end, end: found.end }
  zone.free = zone.free.flatMap(one => (one !== found ? one : rest.start < rest.end ? rest : []))
  return block
}

/** Gives a block back, joined with free neighbours. */
export function giveBlock(block: Block): void {
  const zone = zoneOf(realm())
  const { start, end } = block
  const before = zone.free.filter(one => one.end <= start)
  const after = zone.free.filter(one => one.start >= end)
  const left = before.at(-1)?.end === start ? before.pop() : undefined
  const right = after[0]?.start === end ? after.shift() : undefined
  zone.free = [...before, { start: left?.start ?? start, end: right?.end ?? end }, ...after]
}

/** A free block right below the floor is the beginning of the new one: what was freed is never left behind below it. */
function raiseFloor(size: number): Block | null {
  const shared = realm()
  if (shared.busy || !settle()) return null
  const zone = zoneOf(shared)
  const last = zone.free.at(-1)
  const start = last?.end === shared.floor ? last.start : shared.floor
  const end = start + size
  if (end > (shared.resident as ArrayBuffer).byteLength) return null
  if (start < shared.floor) zone.free = zone.free.slice(0, -1)
  shared.floor = end
  return { start, end }
}

/**
 * Makes the memory as large as it may ever be, so that it never grows again: growing would detach every view of it. What
 * is not touched costs address space only.
 */
function settle(): boolean {
  const shared = realm()
  if (shared.resident) return true
  const { Memory } = (host.WebAssembly ?? {}) as Partial<WasmHost>
  if (!Memory) return false
  try {
    const { memory } = shared
    if (memory) memory.grow(shared.pages - memory.buffer.byteLength / 65536)
    else shared.memory = makeMemory(Memory, shared.pages)
    shared.resident = (shared.memory as WasmMemory).buffer
    return true
  } catch {
    return false
  }
}

/** As much as the host gives, by halves. */
function makeMemory(Memory: WasmHost['Memory'], pages: number): WasmMemory {
  try {
    return new Memory({ initial: pages, maximum: pages })
  } catch (error) {
    if (pages < 2 * LEAST_PAGES) throw error
    return makeMemory(Memory, pages >> 1)
  }
}
