const DATA_SECTION = 11

/**
 * Whether a Wasm module writes into the memory when it is instantiated. Ours must not: all modules of a program share one
 * memory, and each would write to the same addresses.
 */
export function hasDataSegments(wasm: Uint8Array): boolean {
  let at = 8
  while (at < wasm.length) {
    const section = wasm[at++]
    let size = 0
    // LEB128: seven bits per byte, the high bit says that another one follows.
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = wasm[at++] ?? 0
      size += (byte & 127) * 2 ** shift
      more = byte > 127
    }
    if (section === DATA_SECTION && size > 1) return true
    at += size
  }
  return false
}
