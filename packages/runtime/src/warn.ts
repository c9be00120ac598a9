import { host } from './host.js'
import { realm } from './realm.js'

/** Two places run out of it. */
export const NO_ROOM = 'no room in WebAssembly memory'

/** Tells the developer why the host, or the runtime itself, leaves calls to JavaScript; once per reason, which it gives. */
export function warn(why: string, name: string, detail: unknown): string {
  const { warned } = realm()
  if (!warned.has(why)) host.console.warn(`hotpath: \`${name}\` runs as JavaScript: ${why}. ${detail}`)
  warned.add(why)
  return why
}
