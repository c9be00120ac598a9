import { realm } from '../../packages/runtime/src/realm.js'

/** Bytes that calls of tests use at most, mostly. */
const BYTES = 2 ** 16

/**
 * Overwrites the part of WebAssembly memory that is nobody's, as some earlier call could have left it: nothing that a call
 * gives may depend on that.
 */
export function spoilMemory(): void {
  const { memory, floor, busy } = realm()
  if (memory && !busy) new Uint8Array(memory.buffer, floor).subarray(0, BYTES).fill(0xa5)
}
