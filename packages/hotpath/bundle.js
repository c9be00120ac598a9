// @ts-check
// Bundles the private packages into the one that is published.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
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
  // Part of every cache key: another bundle, another result.
  define: { HOTPATH_BUNDLE_DIGEST: JSON.stringify(digestOfPackages()) },
}

/** @type {Config[]} */
const configs = [
  // The run time is one file without imports: apps load it, and the Vite door reads it as text.
  { ...shared, entry: { runtime: 'src/runtime.ts' }, platform: 'neutral' },
  {
    ...shared,
    outputOptions: { codeSplitting: { groups: rooms() } },
    entry: {
      vite: 'src/vite.ts',
      babel: 'src/babel.ts',
      register: 'src/register.ts',
      cli: 'src/cli.ts',
      'register-hooks': '../plugin/dist/register-hooks.js',
      'build-fresh': '../plugin/dist/build-fresh.js',
      tell: '../plugin/dist/tell.js',
      worker: '../assembler/src/worker.ts',
    },
  },
  // `import … from 'hotpath'` loads runtime.js, seen through the narrower types of index.ts.
  {
    ...shared,
    entry: {
      ...{ index: 'src/index.ts', runtime: 'src/runtime.ts' },
      ...{ vite: 'src/vite.ts', babel: 'src/babel.ts', register: 'src/register.ts' },
    },
    dts: { emitDtsOnly: true },
  },
]

/**
 * What several doors share is named after the package it comes from. Apart from its package stands what a door needs
 * before there is anything to compile: Babel takes longer to load than a cached build.
 */
function rooms() {
  const withoutBabel = 'options|marker-pattern|diagnostics/(?:nearest-name|position)'
  const onDemand = 'build-fresh|report|tell'
  const ofOtherDoors =
    'register-hooks|compile-file|strip-types|module-format|join-maps|workshop|resolve-from-disk'
  const shared = { minShareCount: 2 }
  return [
    { name: 'settings', test: RegExp(`compiler/dist/(?:${withoutBabel})\\.js$`) },
    { name: 'render', test: /compiler\/dist\/diagnostics\/render-diagnostic\.js$/ },
    { name: 'assembler', test: /assembler\/dist\// },
    { name: 'compiler', test: /compiler\/dist\// },
    { name: 'plugin', test: RegExp(`plugin/dist/(?!${onDemand}|${ofOtherDoors})`) },
  ].map((room, n, { length }) => ({ ...room, ...shared, priority: length - n }))
}

/** A digest of all code that is bundled. */
function digestOfPackages() {
  const hash = createHash('sha256')
  for (const room of ['assembler', 'compiler', 'plugin']) {
    const names = readdirSync(`../${room}/dist`, { recursive: true, encoding: 'utf8' })
    for (const name of names.filter(name => name.endsWith('.js')).sort()) {
      hash
        .update(`${room}/${name}\0`)
        .update(readFileSync(`../${room}/dist/${name}`))
        .update('\0')
    }
  }
  return hash.digest('hex')
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
