import { realm } from './realm.js'

/** Limits of the runtime, set before the first call of a compiled function and the first `alloc`. */
export interface RuntimeOptions {
  /**
   * Bytes of WebAssembly memory that arrays of `alloc` and the copies of a call share, at most. Only what is used costs
   * memory; the rest is address space.
   * @default 2 ** 30
   */
  readonly memory?: number
}

const PAGE = 65536
const MOST = 2 ** 30
const LEAST = 2 ** 20

/** Sets limits of the runtime. Throws where they come too late or are out of range. */
export function configure(options: RuntimeOptions): void {
  const shared = realm()
  for (const name of Object.keys(options)) {
    if (name !== 'memory') throw new TypeError(`configure knows no option "${name}", only "memory"`)
  }
  const { memory } = options
  if (memory === undefined) return
  if (!(memory >= LEAST && memory <= MOST)) {
    throw new RangeError(
      `configure({ memory }) takes bytes from ${LEAST} (1 MiB) to ${MOST} (1 GiB), not ${memory}`,
    )
  }
  const pages = Math.floor(memory / PAGE)
  if (shared.memory && shared.pages !== pages) {
    throw new Error('configure({ memory }) has to come before the first compiled call and the first alloc')
  }
  shared.pages = pages
}
