import { defineConfig } from 'tsdown'

// Everything lands flat in dist/, unhashed: the bundled code finds `./worker.js` and `./runtime.js` beside itself.
const shared = {
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  hash: false,
  fixedExtension: false,
  clean: false,
  dts: false,
} as const

export default defineConfig([
  // The run time is one file without imports: apps load it, and the Vite door reads it as text.
  { ...shared, entry: { runtime: 'src/runtime.ts' }, platform: 'neutral', dts: true },
  // `import … from 'hotpath'` loads that same file, seen through the narrower types of index.ts.
  { ...shared, entry: { index: 'src/index.ts' }, platform: 'neutral', dts: { emitDtsOnly: true } },
  { ...shared, entry: { vite: 'src/vite.ts', babel: 'src/babel.ts' }, dts: { emitDtsOnly: true } },
  {
    ...shared,
    entry: {
      vite: 'src/vite.ts',
      babel: 'src/babel.ts',
      cli: 'src/cli.ts',
      worker: '../assembler/src/worker.ts',
    },
  },
])
