import { register as registerHooks } from 'node:module'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import type { TwinSettings } from './twin-settings.js'
import { withPlain } from './twin-settings.js'

/** A module twice, with everything it imports of the project: compiled, and plain. */
export interface Twins {
  readonly compiled: object
  readonly plain: object
  /** The URLs of the project's modules that were loaded for it. */
  readonly modules: readonly string[]
}

/**
 * Teaches Node's loader to load modules twice in one process. `prepare` runs before either of them is evaluated. What comes
 * from packages is shared.
 */
export function registerTwins(
  standIns: TwinSettings['standIns'],
  options: TwinSettings['options'],
): (url: string, prepare: () => void) => Promise<Twins> {
  const { port1, port2: port } = new MessageChannel()
  const data: TwinSettings = { standIns, port, options }
  registerHooks(new URL('./twin-hooks.js', import.meta.url), { data, transferList: [port] })
  process.setSourceMapsEnabled(true)
  return async (url, prepare) => {
    prepare()
    const compiled = (await import(url)) as object
    prepare()
    const plain = (await import(withPlain(url))) as object
    const modules: string[] = []
    for (let next = receiveMessageOnPort(port1); next; next = receiveMessageOnPort(port1)) {
      modules.push(String(next.message))
    }
    return { compiled, plain, modules }
  }
}
