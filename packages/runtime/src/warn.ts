import { host } from './host.js'
import { realm } from './realm.js'

const causes = {
  missing: 'no WebAssembly here',
  policy: "forbidden here, allow 'wasm-unsafe-eval' in script-src",
  size: 'too large for the main thread, compiling in background',
  engine: 'the engine refuses it, SIMD may be missing',
  room: 'no room in WebAssembly memory',
  fault: 'hotpath bug, please report',
} as const

/** Why the host, or the runtime itself, leaves calls to JavaScript. */
export type Cause = keyof typeof causes

/** Tells the developer once per cause, and returns the cause in words. */
export function warn(cause: Cause, name: string, detail: unknown): string {
  const { warned } = realm()
  const why = causes[cause]
  if (!warned.has(cause)) host.console.warn(`hotpath: \`${name}\` runs as JavaScript: ${why}. ${detail}`)
  warned.add(cause)
  return why
}
