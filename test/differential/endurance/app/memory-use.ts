/** What the process holds when everything unreachable is gone, in bytes. */
export interface MemoryUse {
  readonly heap: number
  /** Buffers outside the engine's heap, without the kernels' memory. */
  readonly buffers: number
  /** The size of the kernels' memory. */
  readonly wasm: number
  /** How much of that constant tables and arrays of `alloc` have ever taken. */
  readonly floor: number
}

interface Realm {
  readonly memory: WebAssembly.Memory | null
  readonly floor: number
}

/** The kernels' memory as it is. */
export function kernelMemory(): Pick<MemoryUse, 'wasm' | 'floor'> {
  const key = Object.getOwnPropertySymbols(globalThis).find(symbol =>
    Symbol.keyFor(symbol)?.startsWith('hotpath.'),
  )
  const realm = key && (globalThis as unknown as Readonly<Record<symbol, Realm>>)[key]
  return { wasm: realm?.memory?.buffer.byteLength ?? 0, floor: realm?.floor ?? 0 }
}

/** Collects, lets finalizers run, and measures. */
export async function measureMemory(): Promise<MemoryUse> {
  await collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers, ...kernelMemory() }
}

/** Collects until nothing more is found; needs `--expose-gc`. */
export async function collect(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
