// @ts-check
// Bundles the private packages into the one that is published.
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { build } from 'tsdown'

/** @typedef {import('tsdown').InlineConfig} Config */

const highlighter = [
  ...[/^shiki$/, /^@shikijs\//, /^oniguruma-(?:parser|to-es)$/, /^regex(?:-recursion|-utilities)?$/],
  ...[/^hast-util-/, /^(?:property-information|html-void-elements|zwitch|ccount|stringify-entities)$/],
  ...[/^character-entities-/, /^(?:comma|space)-separated-tokens$/, /^@ungap\/structured-clone$/],
]

/** @param {{ name: string }} chunk */
function noticeOf({ name }) {
  if (name !== 'highlight') return ''
  return (
    '/*! Holds shiki and what it needs (MIT License): (c) Pine Wu, Anthony Fu and contributors; oniguruma-to-es and regex, ' +
    '(c) Steven Levithan; hast utilities, (c) Titus Wormer; TypeScript grammars, (c) Microsoft. */'
  )
}

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
  // A dependency is declared in package.json or it is an error. Only the highlighter of `hotpath annotate --html` is copied
  // in: two grammars of it, where installing it would bring 14 MB of grammars and themes.
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
    deps: { onlyBundle: highlighter },
    outputOptions: { codeSplitting: { groups: rooms() }, banner: noticeOf },
    entry: {
      vite: 'src/vite.ts',
      babel: 'src/babel.ts',
      register: 'src/register.ts',
      eslint: 'src/eslint.ts',
      cli: 'src/cli.ts',
      'register-hooks': '../plugin/dist/register-hooks.js',
      'build-fresh': '../plugin/dist/build-fresh.js',
      tell: '../plugin/dist/tell.js',
      'twin-hooks': '../plugin/dist/twin-hooks.js',
      'bench-child': '../cli/dist/bench/child.js',
      'bench-stand-in': '../cli/dist/bench/stand-in.js',
      worker: '../assembler/src/worker.ts',
    },
  },
  // `import … from 'hotpath'` loads runtime.js, seen through the narrower types of index.ts.
  {
    ...shared,
    entry: {
      ...{ index: 'src/index.ts', runtime: 'src/runtime.ts' },
      ...{ vite: 'src/vite.ts', babel: 'src/babel.ts', register: 'src/register.ts' },
      eslint: 'src/eslint.ts',
    },
    dts: { emitDtsOnly: true },
  },
]

/**
 * What several doors share is named after the package it comes from. Apart from its package stands what a door needs
 * before there is anything to compile: Babel takes longer to load than a cached build.
 */
function rooms() {
  const withoutBabel = 'options|marker-pattern|abi/reload-event|diagnostics/(?:nearest-name|position)'
  const onDemand =
    'build-fresh|apply-edits|compile-source|report|tell|workbench|live-report|serve-report|find-marked-files'
  const ofOtherDoors =
    'diagnose-file|register-hooks|twin-|register-twins|compile-file|strip-types|module-format|join-maps|workshop|resolve-from-disk|cache-folder'
  const shared = { minShareCount: 2 }
  return [
    { name: 'settings', test: RegExp(`compiler/dist/(?:${withoutBabel})\\.js$`) },
    { name: 'render', test: /compiler\/dist\/diagnostics\/render-diagnostic\.js$/ },
    { name: 'assembler', test: /assembler\/dist\// },
    { name: 'compiler', test: /compiler\/dist\// },
    { name: 'plugin', test: RegExp(`plugin/dist/(?!${onDemand}|${ofOtherDoors})`) },
    { name: 'highlight', test: /node_modules/, minShareCount: 1 },
  ].map((room, n, { length }) => ({ ...shared, ...room, priority: length - n }))
}

/** A digest of all code that is bundled. */
function digestOfPackages() {
  const hash = createHash('sha256')
  for (const room of ['assembler', 'compiler', 'report', 'plugin']) {
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
cpSync('../compiler/docs/diagnostics', 'dist/diagnostics', { recursive: true })
written.add('diagnostics')
// Swept afterwards, not before: a build does not pull the files from under a test that is running.
for (const name of readdirSync('dist')) {
  if (!written.has(name)) rmSync(`dist/${name}`, { recursive: true })
}
