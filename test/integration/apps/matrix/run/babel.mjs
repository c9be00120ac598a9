// Compiles src/ with Babel alone: `node run/babel.mjs <sync|async> <esm|cjs>`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import babel from '@babel/core'

const [, , mode, format] = process.argv
const outDir = `dist/babel-${mode}-${format}`
mkdirSync(outDir, { recursive: true })
writeFileSync(`${outDir}/package.json`, JSON.stringify({ type: format === 'esm' ? 'module' : 'commonjs' }))

const presets = [
  ['@babel/preset-typescript'],
  ['@babel/preset-env', { targets: { node: '20' }, modules: format === 'esm' ? false : 'commonjs' }],
]
for (const name of ['kernels', 'more', 'plain', 'check', 'main']) {
  const file = `src/${name}.ts`
  const options = {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceMaps: 'inline',
    presets,
    plugins: [['hotpath/babel', { strict: true }]],
  }
  const text = readFileSync(file, 'utf8')
  const result =
    mode === 'sync' ? babel.transformSync(text, options) : await babel.transformAsync(text, options)
  writeFileSync(`${outDir}/${name}.js`, result.code)
}
