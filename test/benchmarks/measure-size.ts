import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildApp } from '../support/build-app.js'
import type { Figure } from './figure.js'
import { measureCode } from './measure-code.js'

/** What hotpath adds to a bundle, minified and compressed. */
export async function measureSize(): Promise<readonly Figure[]> {
  const everything = await buildApp({ 'main.ts': `export * from 'hotpath'\n` }, { minify: true })
  const source = readFileSync(join(import.meta.dirname, 'app/kernels.ts'), 'utf8')
  const pdist = source.slice(source.indexOf('export function pdist'), source.indexOf('export function saxpy'))
  const app = await buildApp({ 'main.ts': `/* @jit */\n${pdist}` }, { minify: true })
  const [marked, plain] = [await gzipOfModule(`/* @jit */\n${pdist}`), await gzipOfModule(pdist)]
  return [
    {
      name: 'runtime in an app with kernels over arrays, gzip',
      details: `minified; with everything any kernel may need ${gzip(everything.code)} B`,
      value: gzip(app.code) - marked,
      unit: 'B',
      target: { atMost: 3000 },
    },
    {
      name: 'wasm and glue of pdist, gzip',
      details: `module ${marked} B, plain ${plain} B`,
      value: marked - plain,
      unit: 'B',
      target: { atMost: 1200 },
    },
    measureCode(),
  ]
}

/** The module alone: the runtime stays an import. */
async function gzipOfModule(source: string): Promise<number> {
  const { code } = await buildApp(
    { 'main.ts': source },
    { minify: true, load: false, config: { build: { rollupOptions: { external: [/hotpath/] } } } },
  )
  return gzip(code)
}

function gzip(text: string): number {
  return gzipSync(text, { level: 9 }).length
}
