import { host } from './host.js'
import type { Kernel } from './kernel.js'
import { switchOff } from './kernel.js'

/** Milliseconds of a kernel's time that are looked at: less is noise, as browsers round their clocks. */
const ENOUGH = 8
/** Calls they have to come from: a first one may also wait for fresh memory. */
const CALLS = 16
/** WebAssembly is seldom so many times faster than V8 that it makes up for copies that take this many times its own time. */
const DEAR = 4

const { performance } = host

/** The time in milliseconds; always 0 where there is nothing to find out about this kernel. */
export function timeFor({ isWeighed }: Kernel): number {
  return isWeighed ? performance.now() : 0
}

/**
 * Adds up what a kernel's calls spend on copying arrays and on computing, in milliseconds, until that is enough to tell
 * whether the copies are worth it; if not, switches the kernel off. Nobody knows while building how long arrays will be.
 */
export function weigh(
  kernel: Kernel,
  copying: number,
  computing: number,
  reason = 'copies take longer than its work',
): void {
  kernel.copying += copying
  kernel.computing += computing
  if (kernel.wasm < CALLS || kernel.copying + kernel.computing < ENOUGH) return
  kernel.isWeighed = false
  if (kernel.copying > DEAR * kernel.computing) switchOff(kernel, reason)
}
