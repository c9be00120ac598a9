import { check } from './check.js'
// biome-ignore lint/correctness/useImportExtensions: Vite knows a worker by its query.
import BundledWorker from './worker.ts?worker'
// biome-ignore lint/correctness/useImportExtensions: the same, as a string in the page's own code.
import InlineWorker from './worker.ts?worker&inline'

function reportOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = event => resolve(event.data)
    worker.onerror = event => reject(new Error(`worker: ${event.message}`))
  })
}

const reports = {
  page: check(),
  bundled: await reportOf(new BundledWorker()),
  inline: await reportOf(new InlineWorker()),
  module: await reportOf(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })),
}
Object.assign(window, { reports })
document.documentElement.dataset.done = 'true'
