import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CompilerOptions } from '@hotpath/compiler'
import type { Workbench } from '@hotpath/plugin'
import { shownPath } from '@hotpath/plugin'
import { firstCause, verdictWord } from '@hotpath/report'
import type { ConfigOption } from '../project.js'
import { readModule, withWorkbench } from '../with-workbench.js'
import type { BenchOptions, BenchResult, FileOutcome } from './bench-result.js'

/** A bench file, measured. */
export interface BenchedFile {
  /** As people read it. */
  readonly file: string
  /** Why it could not be measured; `null`: it was. */
  readonly failure: string | null
  readonly benches: readonly BenchResult[]
  /** The marked functions of it and of what it imports. */
  readonly functions: readonly MarkedFunction[]
}

/** The compiler's verdict on a marked function. */
export interface MarkedFunction {
  readonly file: string
  readonly name: string
  readonly verdict: string
  /** Why it is not all WebAssembly; empty where it is. */
  readonly cause: string
  /** Whether its results have to be JavaScript's by bits. */
  readonly isExact: boolean
}

/** Measures bench files one after the other, each in a process of its own. */
export async function benchFiles(
  files: readonly string[],
  { cwd, config }: { readonly cwd: string; readonly config: ConfigOption },
  options: BenchOptions,
  tell: (file: BenchedFile) => void,
): Promise<readonly BenchedFile[]> {
  return withWorkbench(cwd, config, async (bench, project) => {
    const done: BenchedFile[] = []
    for (const file of files) {
      const outcome = await runChild(file, options, project.options)
      const measured = await benched(file, outcome, cwd, bench)
      done.push(measured)
      tell(measured)
    }
    return done
  })
}

async function benched(
  file: string,
  outcome: FileOutcome,
  cwd: string,
  bench: Workbench,
): Promise<BenchedFile> {
  const path = shownPath(file, cwd)
  if (outcome.kind === 'failed') return { file: path, failure: outcome.message, benches: [], functions: [] }
  const { modules, benches } = outcome
  const scripts = modules.map(url => fileURLToPath(url))
  const functions = await markedIn(scripts, bench)
  const judged = benches.map(bench => judge(bench, functions))
  const shown = judged.map(bench => ({
    ...bench,
    called: bench.called.map(fn => ({ ...fn, file: shownPath(fileURLToPath(fn.file), cwd) })),
  }))
  return { file: path, failure: null, benches: shown, functions }
}

/** Last digits may differ only where the user said so; which functions a bench calls is not known, so anywhere counts. */
function judge(bench: BenchResult, functions: readonly MarkedFunction[]): BenchResult {
  const isWrong = bench.outcome === 'close' && functions.every(({ isExact }) => isExact)
  return isWrong ? { ...bench, outcome: 'differs', timing: null } : bench
}

async function markedIn(files: readonly string[], bench: Workbench): Promise<readonly MarkedFunction[]> {
  const reports = await Promise.all(files.map(file => bench.report(readModule(file), 'without code')))
  return reports.flatMap(({ path, functions }) =>
    functions.map(fn => {
      const cause = fn.status === 'wasm' ? '' : firstCause(fn)
      return { file: path, name: fn.name, verdict: verdictWord(fn), cause, isExact: fn.isExact }
    }),
  )
}

function runChild(
  file: string,
  options: BenchOptions,
  compilerOptions: CompilerOptions,
): Promise<FileOutcome> {
  const script = fileURLToPath(new URL('./bench-child.js', import.meta.url))
  const child = fork(script, [file, JSON.stringify(options), JSON.stringify(compilerOptions)], {
    // What is measured is what compiling gains, also where it is switched off for now.
    env: { ...process.env, HOTPATH_DISABLE: '', HOTPATH_DEBUG: '' },
    // What a bench prints does not get into the table, or into the JSON.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  })
  return new Promise(resolve => {
    child.once('message', (outcome: FileOutcome) => resolve(outcome))
    child.once('error', ({ message }) => resolve({ kind: 'failed', message }))
    child.once('exit', (code, signal) =>
      resolve({ kind: 'failed', message: `its process ended (${signal ?? code})` }),
    )
  })
}
