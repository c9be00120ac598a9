import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeApp } from '../support/build-app.js'
import { median } from '../support/compare-speed.js'
import type { Figure } from './figure.js'

const ROUNDS = 5
const script = `
import { join } from 'node:path'
import { build } from 'vite'
const [root, withPlugin] = process.argv.slice(2)
const plugins = withPlugin === 'yes' ? [(await import('hotpath/vite')).default()] : []
await build({ root, configFile: false, logLevel: 'silent', cacheDir: join(root, '.cache'), plugins, build: { ssr: join(root, 'main.ts') } })
process.exit()
`

/** What hotpath adds to the time of a whole `vite build` process. */
export function measureBuild(): readonly Figure[] {
  const one = writeApp({ 'build.mjs': script, 'main.ts': kernelFile(0, 1) })
  const files = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}.ts`, kernelFile(i, 4)]))
  const main = Object.keys(files).map(name => `export * from './${name.slice(0, -3)}'\n`)
  const many = writeApp({ 'build.mjs': script, 'main.ts': main.join(''), ...files })
  return [
    figure('build time added by one kernel, cold', added(one, 'cold'), 2.5),
    figure('build time added by one kernel, cached', added(one, 'cached'), 0.2),
    figure('build time added by 40 kernels in 10 files, cold', added(many, 'cold'), 5),
  ]
}

interface Added {
  readonly plain: number
  readonly hotpath: number
  readonly added: number
}

/** Whole processes in turns: without and with the plugin. */
function added(folder: string, cache: 'cold' | 'cached'): Added {
  const clear = (): void => rmSync(join(folder, '.cache'), { recursive: true, force: true })
  seconds(folder, 'yes')
  const rounds = Array.from({ length: ROUNDS }, () => {
    const plain = seconds(folder, 'no')
    if (cache === 'cold') clear()
    const hotpath = seconds(folder, 'yes')
    return { plain, hotpath, added: hotpath - plain }
  })
  return {
    plain: median(rounds.map(round => round.plain)),
    hotpath: median(rounds.map(round => round.hotpath)),
    added: median(rounds.map(round => round.added)),
  }
}

function seconds(folder: string, withPlugin: 'yes' | 'no'): number {
  const start = performance.now()
  execFileSync(process.execPath, [join(folder, 'build.mjs'), folder, withPlugin], { stdio: 'inherit' })
  return (performance.now() - start) / 1000
}

function figure(name: string, { plain, hotpath, added: value }: Added, atMost: number): Figure {
  const details = `vite build ${plain.toFixed(2)} s, with hotpath ${hotpath.toFixed(2)} s`
  return { name, details, value, unit: 's', target: { atMost } }
}

/** Kernels that differ enough not to share a cache entry. */
function kernelFile(file: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const id = file * count + i
    return `/* @jit */
export function k${id}(xs: Float64Array, n: number): number {
  let s = ${id}.5
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < ${id + 2}; j++) s += xs[i * ${id + 2} + j] * (j - ${id})
  }
  return s
}
`
  }).join('\n')
}
