import type { CAC } from 'cac'
import type { Limits } from '../check/judge-project.js'
import { judgeProject } from '../check/judge-project.js'
import { compareRatchet, readRatchet, writeRatchet } from '../check/ratchet.js'
import { surveyProject } from '../check/survey-project.js'
import { writeTable } from '../check/write-table.js'
import { findFiles, scriptsIn } from '../find-files.js'
import type { ConfigOption } from '../project.js'
import { addConfigOptions } from '../project.js'
import { UsageError } from '../usage-error.js'

interface CheckOptions {
  readonly config?: ConfigOption
  readonly json?: boolean
  readonly minCompiled?: string | number | boolean
  readonly maxDeclined?: string | number | boolean
  readonly ratchet?: string | boolean
  readonly update?: boolean
}

/** `hotpath check`: the verdicts of a project, with limits for CI. Exit code 1: a limit is not met. */
export function addCheck(cli: CAC): void {
  addConfigOptions(
    cli.command(
      'check [...globs]',
      'List the verdicts of all marked functions, and hold a project to limits',
    ),
  )
    .option('--min-compiled <percent>', 'Fail below this share of functions in WebAssembly')
    .option('--max-declined <count>', 'Fail when more functions stay JavaScript that were meant to compile')
    .option('--ratchet <file>', 'Fail when a function of this file compiles no longer')
    .option('--update', 'Write the ratchet file anew')
    .option('--json', 'As JSON')
    .example('hotpath check src --min-compiled 90 --ratchet hotpath-ratchet.json')
    .action(check)
}

async function check(words: readonly string[], options: CheckOptions): Promise<number> {
  const cwd = process.cwd()
  const limits = readLimits(options)
  const { ratchet, update = false } = options
  if (ratchet !== undefined && typeof ratchet !== 'string') {
    throw new UsageError('hotpath check: --ratchet needs a file: `--ratchet hotpath-ratchet.json`.')
  }
  if (update && ratchet === undefined) {
    throw new UsageError('hotpath check: --update writes a ratchet file: name it with `--ratchet`.')
  }
  // Before the work: a file that is not there is no reason to wait.
  const known = ratchet === undefined || update ? null : readRatchet(ratchet)
  const files = words.length > 0 ? findFiles(words, cwd, 'folders') : scriptsIn(cwd)
  const survey = await surveyProject(files, cwd, options.config)
  const fallen = known === null ? null : compareRatchet(known, survey)
  const failures = judgeProject(survey, limits, fallen)
  if (update && ratchet !== undefined) writeRatchet(ratchet, survey)
  if (options.json) console.log(JSON.stringify({ version: 1, ...survey, failures }, null, 2))
  else console.log(writeTable(survey, failures, fallen))
  return failures.length > 0 ? 1 : 0
}

function readLimits({ minCompiled, maxDeclined }: CheckOptions): Limits {
  return {
    minCompiled: readNumber('--min-compiled', minCompiled, 100, 'a percentage: `--min-compiled 90`'),
    maxDeclined: readNumber(
      '--max-declined',
      maxDeclined,
      Number.MAX_SAFE_INTEGER,
      'a count: `--max-declined 3`',
    ),
  }
}

function readNumber(option: string, given: unknown, most: number, takes: string): number | null {
  if (given === undefined) return null
  const [text] = /^\d+(?:\.\d+)?(?=%?$)/.exec(String(given)) ?? []
  if (text === undefined || Number(text) > most) {
    throw new UsageError(`hotpath check: ${option} takes ${takes}, not \`${String(given)}\`.`)
  }
  return Number(text)
}
