import { host } from './host.js'
import { heapOf, viewOf } from './memory.js'
import { strings } from './plain-arrays.js'

/** Arguments of the console call being made. */
const parts: unknown[] = []

let thrown: { readonly error: unknown } | null = null

/** Whether this error came out of a call that a kernel made outside, and not out of the kernel; asked once. */
export function isHostError(error: unknown): boolean {
  const isOurs = thrown !== null && thrown.error === error
  thrown = null
  return isOurs
}

function say(name: 'debug' | 'error' | 'info' | 'log' | 'warn') {
  return () => {
    try {
      host.console[name](...parts.splice(0))
    } catch (error) {
      thrown = { error }
      throw error
    }
  }
}

/** What kernels import as `host`: clocks, and the console, which takes its arguments one by one. */
export const hostCalls = {
  now: () => Date.now(),
  tick: () => host.performance.now(),
  number: (x: number) => parts.push(x),
  boolean: (x: number) => parts.push(x !== 0),
  char: (unit: number) => parts.push(String.fromCharCode(unit)),
  text: (at: number, length: number) =>
    parts.push(strings.make(viewOf(heapOf('Uint16Array')), at / 2, length)),
  join: (count: number) => parts.push(parts.splice(-count).join('')),
  debug: say('debug'),
  error: say('error'),
  info: say('info'),
  log: say('log'),
  warn: say('warn'),
}
