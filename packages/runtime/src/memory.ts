import type { WasmHost, WasmMemory } from './host.js'
import { host } from './host.js'
import type { Heap } from './kernel.js'
import { realm } from './realm.js'
import type { TypedArray } from './types.js'

/** The memory starts with and grows by 1 MiB at least: 16 pages. */
const STEP = 2 ** 20
const STEP_PAGES = 16

const heaps: Record<string, Heap> = {}

/** The heap of a kind, by the name of its constructor. */
export function heapOf(name: string): Heap {
  let heap = heaps[name]
  if (!heap) {
    const kind = (host as unknown as Readonly<Record<string, Float64ArrayConstructor>>)[
      name
    ] as Float64ArrayConstructor
    heaps[name] = heap = { kind, size: kind.BYTES_PER_ELEMENT, view: new kind(0) }
  }
  return heap
}

/** The heap's view, made anew after the memory has grown, which detaches the old one. */
export function viewOf(heap: Heap): TypedArray {
  if (!heap.view.length) heap.view = new heap.kind(memory().buffer)
  return heap.view
}

/** The memory as one kind of typed array, by the name of its constructor; only until the memory grows. */
export function heap(name: string): TypedArray {
  return viewOf(heapOf(name))
}

/**
 * A number that a kernel left in an output slot. A whole one becomes the small integer that the engine keeps those as: a
 * field that was once given a double takes a box of its own from then on, wherever it is used.
 */
export function slot(element: number): number {
  const value = heap('Float64Array')[element] as number
  const whole = value | 0
  return whole === value && (whole !== 0 || 1 / value > 0) ? whole : value
}

/** The realm's one memory, made on first use. Throws where the host has no room for it. */
export function memory(): WasmMemory {
  const shared = realm()
  shared.memory ??= new (host.WebAssembly as WasmHost).Memory({ initial: STEP_PAGES, maximum: shared.pages })
  return shared.memory
}

/** Room for `bytes` bytes: a multiple of 16 and never 0, so that no two arrays begin at one address. */
export function padded(bytes: number): number {
  return bytes - (bytes % 16) + 16
}

/**
 * Makes the memory hold `bytes` bytes and returns how many it holds; throws a RangeError where the host has no room for
 * them.
 */
export function reserve(bytes: number): number {
  const all = memory()
  const missing = bytes - all.buffer.byteLength
  if (missing > 0) all.grow(Math.ceil(missing / STEP) * STEP_PAGES)
  return all.buffer.byteLength
}
