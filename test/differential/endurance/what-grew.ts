import type { ManyCalls } from './app/many-calls.js'
import type { MemoryUse } from './app/memory-use.js'

const MB = 2 ** 20

/** How much each may differ between a fifth of the calls and all of them, in bytes: optimised code comes and goes. */
const slack: Readonly<Record<keyof MemoryUse, number>> = { heap: 2 * MB, buffers: MB, wasm: 0, floor: 2 * MB }

/** What a long run left behind; empty where memory is flat. */
export function whatGrew({ early, late }: ManyCalls): readonly string[] {
  const names = Object.keys(slack) as (keyof MemoryUse)[]
  return names
    .filter(name => late[name] - early[name] > slack[name])
    .map(name => `${name}: ${early[name]} → ${late[name]} B`)
}

/** One line for people. */
export function summarize(kind: string, found: ManyCalls): string {
  const { early, late, compared, differing, seconds, wasm, js } = found
  const write = (bytes: number): string => (bytes / MB).toFixed(1)
  const change = (name: keyof MemoryUse): string => `${name} ${write(early[name])} → ${write(late[name])} MiB`
  const calls = `${wasm} calls in WebAssembly, ${js} in JavaScript, in ${seconds.toFixed(1)} s`
  const memory = (Object.keys(slack) as (keyof MemoryUse)[]).map(change).join(', ')
  return `${kind}: ${calls}; ${compared} compared, ${differing} differ; at 20 % and at the end ${memory}`
}
