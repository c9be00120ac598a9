// @ts-check
// Bundles the private packages into the one that is published.
import { readdirSync, rmSync } from 'node:fs'
import { build } from 'tsdown'

/** @typedef {import('tsdown').InlineConfig} Config */

// Everything lands flat in dist/, unhashed: the bundled code finds `./worker.js` and `./runtime.js` beside itself.
/** @satisfies {Config} */
const shared = {
  config: false,
  logLevel: 'warn',
  platform: 'node',
  target: 'es2022',
  hash: false,
  fixedExtension: false,
  clean: false,
  dts: false,
  // A dependency is declared in package.json or it is an error; it is never copied in.
  deps: { onlyBundle: [] },
  inputOptions: { checks: { pluginTimings: false } },
}

/** @type {Config[]} */
const configs = [
  // The run time is one file without imports: apps load it, and the Vite door reads it as text.
  { ...shared, entry: { runtime: 'src/runtime.ts' }, platform: 'neutral' },
  {
    ...shared,
    outputOptions: { codeSplitting: { groups: [{ name: packageOf, minShareCount: 2 }] } },
    entry: {
      vite: 'src/vite.ts',
      babel: 'src/babel.ts',
      cli: 'src/cli.ts',
      worker: '../assembler/src/worker.ts',
    },
  },
  // `import … from 'hotpath'` loads runtime.js, seen through the narrower types of index.ts.
  {
    ...shared,
    entry: { index: 'src/index.ts', runtime: 'src/runtime.ts', vite: 'src/vite.ts', babel: 'src/babel.ts' },
    dts: { emitDtsOnly: true },
  },
]

/**
 * What several doors share is named after the package it comes from.
 * @param {string} id
 */
function packageOf(id) {
  return /packages\/(\w+)\/dist\//.exec(id)?.[1] ?? null
}

const written = new Set()
for (const config of configs) {
  for (const { chunks } of await build(config)) {
    for (const chunk of chunks) written.add(chunk.fileName)
  }
}
// Swept afterwards, not before: a build does not pull the files from under a test that is running.
for (const name of readdirSync('dist')) {
  if (!written.has(name)) rmSync(`dist/${name}`, { recursive: true })
}
