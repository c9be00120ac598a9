import { host } from './host.js'
import { isNative } from './is-native.js'
import type { Kernel } from './kernel.js'
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

function say(name: keyof typeof host.console) {
  return () => {
    try {
      host.console[name](...parts.splice(0))
    } catch (error) {
      thrown = { error }
      throw error
    }
  }
}

type Owner = 'Date' | 'performance' | 'console'
type Functions = Readonly<Record<string, unknown>>

/** Functions of the host's that do nothing else, as they were when they were last looked at. */
const known = /* @__PURE__ */ clocks()

function clocks(): Record<Owner, Record<string, unknown>> {
  return { Date: { now: Date.now }, performance: { now: host.performance?.now }, console: {} }
}

/**
 * Whether what a kernel calls outside is the host's own, so that it sees nothing of what the kernel has written: a clock that
 * was there before, or a method of a console of the engine's.
 */
export function isHosts(kernel: Kernel, owner: Owner, name: string): boolean {
  const fn = (host as unknown as Partial<Record<Owner, Functions>>)[owner]?.[name]
  const ofOwner = known[owner]
  if (owner === 'console' && fn !== ofOwner[name] && isNative(fn, name)) ofOwner[name] = fn
  const isOurs = fn !== undefined && fn === ofOwner[name]
  if (!isOurs) kernel.reasons = [`\`${owner}.${name}\` has been replaced`]
  // It was, and is back.
  else if (kernel.reasons.length > 0) kernel.reasons = []
  return isOurs
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
