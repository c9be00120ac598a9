import { host } from './host.js'
import type { Kernel } from './kernel.js'
import { switchOff } from './kernel.js'
import { count, startRace } from './race.js'

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

/** Milliseconds from which on a call is too long to be run in JavaScript for comparison. */
const LONG = 4

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
  if (!isWeighty(kernel, copying, computing)) return
  kernel.isWeighed = false
  if (kernel.copying > DEAR * kernel.computing) switchOff(kernel, reason)
}

/** The same where the glue also times the JavaScript: what is not clear is found out by a race. */
export function weighOrRace(kernel: Kernel, copying: number, computing: number): void {
  const { race } = kernel
  if (race) count(kernel, race, 0, copying + computing)
  else if (isWeighty(kernel, copying, computing)) {
    const isClear = kernel.copying > DEAR * kernel.computing || isLong(kernel)
    if (isClear) weigh(kernel, 0, 0)
    else startRace(kernel)
  }
}

function isWeighty(kernel: Kernel, copying: number, computing: number): boolean {
  kernel.copying += copying
  kernel.computing += computing
  return kernel.wasm >= CALLS && kernel.copying + kernel.computing >= ENOUGH
}

function isLong({ copying, computing, wasm }: Kernel): boolean {
  return copying + computing > LONG * wasm && copying * DEAR < computing
}
