import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeApp } from '../support/build-app.js'
import { median } from '../support/compare-speed.js'
import type { Figure } from './figure.js'
import { kernelFile } from './kernel-file.js'
import { suiteFiles } from './suite/build-suite.js'

const ROUNDS = 5
const script = `
import { join } from 'node:path'
import { build } from 'vite'
const [root, withPlugin] = process.argv.slice(2)
const plugins = withPlugin === 'yes' ? [(await import('hotpath/vite')).default()] : []
await build({ root, configFile: false, logLevel: 'silent', cacheDir: join(root, '.cache'), plugins, build: { ssr: join(root, 'main.ts') } })
const { user, system } = process.cpuUsage()
console.log((user + system) / 1e6)
process.exit()
`

/** What hotpath adds to the time of a whole `vite build` process. */
export function measureBuild(): readonly Figure[] {
  const one = writeApp({ 'build.mjs': script, 'main.ts': kernelFile(0, 1) })
  const files = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}.ts`, kernelFile(i, 4)]))
  const main = Object.keys(files).map(name => `export * from './${name.slice(0, -3)}'\n`)
  const many = writeApp({ 'build.mjs': script, 'main.ts': main.join(''), ...files })
  const suite = writeApp({ 'build.mjs': script, ...suiteFiles() })
  return [
    figure('build time added by one kernel, cold', compare(one, 'cold'), 2.5),
    figure('build time added by one kernel, cached', compare(one, 'cached'), 0.2),
    figure('build time added by 40 kernels in 10 files, cold', compare(many, 'cold'), 5),
    figure('build time added by the suite of 36 kernels, cold', compare(suite, 'cold'), 8),
  ]
}

/** Seconds of one whole process: on the clock, and of computing on all its threads. */
interface Duration {
  readonly clock: number
  readonly cpu: number
}

interface Comparison {
  readonly plain: Duration
  readonly hotpath: Duration
}

/** Whole processes in turns: without and with the plugin. */
function compare(folder: string, cache: 'cold' | 'cached'): readonly Comparison[] {
  const clear = (): void => rmSync(join(folder, '.cache'), { recursive: true, force: true })
  build(folder, 'yes')
  return Array.from({ length: ROUNDS }, () => {
    const plain = build(folder, 'no')
    if (cache === 'cold') clear()
    return { plain, hotpath: build(folder, 'yes') }
  })
}

function build(folder: string, withPlugin: 'yes' | 'no'): Duration {
  const start = performance.now()
  const args = [join(folder, 'build.mjs'), folder, withPlugin]
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' })
  return { clock: (performance.now() - start) / 1000, cpu: Number(printed.trim().split('\n').at(-1)) }
}

function figure(name: string, rounds: readonly Comparison[], atMost: number): Figure {
  const middle = (of: (round: Comparison) => number): number => median(rounds.map(of))
  const write = (of: (round: Comparison) => number): string => middle(of).toFixed(2)
  const clock = `vite build ${write(({ plain }) => plain.clock)} s, with hotpath ${write(({ hotpath }) => hotpath.clock)} s`
  const cpu = `${write(({ plain, hotpath }) => hotpath.cpu - plain.cpu)} s of CPU added`
  const value = middle(({ plain, hotpath }) => hotpath.clock - plain.clock)
  return { name, details: `${clock}, ${cpu}`, value, unit: 's', target: { atMost } }
}
