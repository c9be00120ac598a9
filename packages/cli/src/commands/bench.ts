import type { CAC } from 'cac'
import type { BenchedFile } from '../bench/bench-files.js'
import { benchFiles } from '../bench/bench-files.js'
import { wordOf, writeBenchTable } from '../bench/write-bench-table.js'
import { findFiles } from '../find-files.js'
import type { ConfigOption } from '../project.js'
import { addConfigOptions } from '../project.js'
import { UsageError } from '../usage-error.js'

interface BenchCommandOptions {
  readonly config?: ConfigOption
  readonly json?: boolean
  readonly time?: string | number | boolean
}

const pattern = '**/*.bench.{ts,tsx,mts,js,jsx,mjs}'
const example = "import { bench } from 'vitest'; bench('sum', () => sum(xs))"

/**
 * `hotpath bench`: what compiling gains, measured. Exit code 1: a bench throws, or compiled it gives other bits; 3: there is
 * nothing to measure.
 */
export function addBench(cli: CAC): void {
  addConfigOptions(
    cli.command('bench [...files]', 'Time the functions of *.bench.ts files against their own JavaScript'),
  )
    .option('--time <ms>', 'Milliseconds of measuring, for each bench and side')
    .option('--json', 'As JSON')
    .example('hotpath bench src/kernels.bench.ts')
    .action(bench)
}

async function bench(words: readonly string[], options: BenchCommandOptions): Promise<number> {
  const cwd = process.cwd()
  const time = readTime(options.time)
  const files = findFiles(words.length > 0 ? words : [pattern], cwd, 'no folders')
  const { json = false } = options
  const tell = (file: BenchedFile) => {
    if (!json && whyNothing(file) === null) console.log(`${writeBenchTable(file)}\n`)
  }
  const measured = await benchFiles(
    files,
    { cwd, config: options.config },
    time === null ? {} : { time },
    tell,
  )
  if (json) console.log(writeJson(measured))
  const empty = measured.flatMap(file => whyNothing(file) ?? [])
  for (const message of empty) console.error(`hotpath bench: ${message}`)
  const isWrong = (file: BenchedFile) =>
    file.failure !== null || file.benches.some(({ timing }) => timing === null)
  if (measured.some(isWrong)) return 1
  return empty.length > 0 ? 3 : 0
}

/** Why a file's figures would say nothing; `null` where they do, or where it failed. */
function whyNothing({ file, failure, benches, functions }: BenchedFile): string | null {
  if (failure !== null) return null
  if (benches.length === 0) return `no bench is defined in ${file}. Define one: \`${example}\`.`
  if (functions.length > 0) return null
  return `no function is marked in ${file} or in what it imports, so there is nothing to compare. Mark one: \`/* @jit */ function …\`.`
}

function writeJson(measured: readonly BenchedFile[]): string {
  const files = measured.map(({ benches, ...file }) => ({
    ...file,
    benches: benches.map(result => ({ ...result, verdict: wordOf(result) })),
  }))
  return JSON.stringify({ version: 1, files }, null, 2)
}

function readTime(given: BenchCommandOptions['time']): number | null {
  if (given === undefined) return null
  const time = Number(given)
  if (typeof given !== 'boolean' && time > 0 && time <= 600_000) return time
  throw new UsageError(
    `hotpath bench: --time takes milliseconds up to 600000: \`--time 500\`, not \`${given}\`.`,
  )
}
