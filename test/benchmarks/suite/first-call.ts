// A process of its own: node first-call.ts FOLDER KERNEL times the very first call of a built app's kernel, and prints it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serialize } from 'node:v8'
import { largeCases } from './large-cases.js'

type Callable = (...args: unknown[]) => unknown

interface App {
  readonly kernels: Readonly<Record<string, Callable>>
  readonly inspectKernel: (fn: Callable) => { readonly calls: { readonly wasm: number } }
}

const [folder = '', kernel = ''] = process.argv.slice(2)
// What a build wrote has no types.
const { kernels, inspectKernel } = (await import(pathToFileURL(join(folder, 'dist/entry.mjs')).href)) as App
const fn = kernels[kernel]
const args = largeCases[kernel]?.()
if (!fn || !args) throw new Error(`no large case of ${kernel}`)
const start = threadTime()
const result = fn(...args)
const time = threadTime() - start
const digest = createHash('sha256')
  .update(serialize([result, ...args]))
  .digest('hex')
console.log(JSON.stringify({ time, digest, inWasm: inspectKernel(fn).calls.wasm > 0 }))

/** Milliseconds that this thread has computed, which is what a caller waits for where nothing else runs. */
function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}
