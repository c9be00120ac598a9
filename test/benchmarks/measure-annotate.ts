import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median } from '../support/compare-speed.js'
import type { Figure } from './figure.js'
import { kernelFile } from './kernel-file.js'

const ROUNDS = 5
const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')
/** Prints the CPU time of all threads at the end, behind whatever else is said. */
const clockIn = `process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error((user + system) / 1e6) })`

/** How long `hotpath annotate --html` takes for a project of 40 functions in 10 files: a whole process each time. */
export function measureAnnotate(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'hotpath-annotate-'))
  for (const name of ['src', 'node_modules']) mkdirSync(join(folder, name))
  const write = (file: number, offset: number) =>
    writeFileSync(join(folder, `src/k${file}.ts`), kernelFile(file + offset, 4))
  for (let file = 0; file < 10; file++) write(file, 0)
  const cold = rounds(() => {
    rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true })
    return annotate(folder)
  })
  const warm = rounds(() => annotate(folder))
  const edited = rounds(n => {
    write(3, 10 * (n + 1))
    return annotate(folder)
  })
  rmSync(folder, { recursive: true })
  return [
    figure('annotate, 40 functions in 10 files, nothing kept', cold, 10),
    figure('annotate, 40 functions in 10 files, one file edited', edited, 3),
    figure('annotate, 40 functions in 10 files, again', warm, 1),
  ]
}

/** Seconds of one whole process: on the clock, and of computing on all its threads. */
interface Duration {
  readonly clock: number
  readonly cpu: number
}

function rounds(run: (n: number) => Duration): readonly Duration[] {
  return Array.from({ length: ROUNDS }, (_, n) => run(n))
}

function annotate(folder: string): Duration {
  const start = performance.now()
  const words = [
    '--import',
    `data:text/javascript,${encodeURIComponent(clockIn)}`,
    bin,
    'annotate',
    '--html',
    'page.html',
    'src/*.ts',
  ]
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`annotate failed: ${stderr}`)
  return { clock: (performance.now() - start) / 1000, cpu: Number(stderr.trim().split('\n').at(-1)) }
}

function figure(name: string, durations: readonly Duration[], atMost: number): Figure {
  const middle = (of: (duration: Duration) => number) => median(durations.map(of))
  const details = `${middle(({ cpu }) => cpu).toFixed(2)} s of CPU`
  return { name, details, value: middle(({ clock }) => clock), unit: 's', target: { atMost } }
}
