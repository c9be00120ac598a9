import { writeFileSync } from 'node:fs'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import type { ModuleSource, Workbench } from '@hotpath/plugin'
import { shownPath } from '@hotpath/plugin'
import type { FileReport } from '@hotpath/report'
import { countOf } from '@hotpath/report'
import type { CAC } from 'cac'
import pc from 'picocolors'
import { writeJson } from '../annotate/write-json.js'
import { writeText } from '../annotate/write-text.js'
import { findFiles } from '../find-files.js'
import type { ConfigOption } from '../project.js'
import { addConfigOptions } from '../project.js'
import { UsageError } from '../usage-error.js'
import { readModule, withWorkbench } from '../with-workbench.js'

interface AnnotateOptions {
  readonly config?: ConfigOption
  readonly html?: string | boolean
  readonly json?: boolean
  readonly text?: boolean
}

/** `hotpath annotate`: sources, line by line, with what each costs and why. Exit code 3: nothing in them is marked. */
export function addAnnotate(cli: CAC): void {
  addConfigOptions(cli.command('annotate [...files]', 'Show what each line costs, and why'))
    .option('--html <file>', 'As one HTML page that needs nothing but itself')
    .option('--json', 'As JSON')
    .option('--text', 'As text: the default')
    .example('hotpath annotate --html report.html src/kernels.ts')
    .action(annotate)
}

async function annotate(words: readonly string[], options: AnnotateOptions): Promise<number> {
  const { html, json, text } = options
  if (words.length === 0)
    throw new UsageError('hotpath annotate: name the files, e.g. `hotpath annotate src/*.ts`.')
  if ([html, json, text].filter(Boolean).length > 1) {
    throw new UsageError('hotpath annotate: choose one of --html, --json and --text.')
  }
  if (html !== undefined && typeof html !== 'string') {
    throw new UsageError('hotpath annotate: --html needs a file to write: `--html report.html`.')
  }
  const files = findFiles(words, process.cwd(), 'no folders')
  return withWorkbench(process.cwd(), options.config, async (bench, { isOurs }) => {
    const modules = files.map(readModule)
    tellOfOthers(files.filter(file => !isOurs(file)))
    const reporting = Promise.all(modules.map(module => bench.report(module, 'with code')))
    // While the assembler is at work in its thread.
    const highlighting = html === undefined ? null : highlightMarked(modules, bench)
    const [reports, lines] = await Promise.all([reporting, highlighting])
    const broken = reports.filter(({ syntaxError }) => syntaxError !== null)
    for (const { path, syntaxError } of broken)
      console.error(`hotpath annotate: ${path} cannot be parsed: ${syntaxError}`)
    if (broken.length === reports.length) return 1
    if (reports.every(({ functions }) => functions.length === 0)) {
      const names = reports.map(({ path }) => path).join(', ')
      console.error(
        `hotpath annotate: no function is marked in ${names}. Mark one: \`/* @jit */ function …\`.`,
      )
      return 3
    }
    if (json) console.log(writeJson(reports))
    else if (html === undefined || lines === null) console.log(writeText(reports))
    else await writeHtml(html, reports, lines)
    return broken.length > 0 ? 1 : 0
  })
}

/** A file that is named is shown, although no build looks for markers in it. */
function tellOfOthers(files: readonly string[]): void {
  for (const file of files) {
    const path = shownPath(file, process.cwd())
    console.error(
      `hotpath annotate: a build leaves ${path} alone, by \`include\` or \`exclude\` of the plugin.`,
    )
  }
}

/** The lines of every file that may have something to show, by file. */
async function highlightMarked(
  modules: readonly ModuleSource[],
  bench: Workbench,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const marked = modules.filter(({ source }) => mayHoldMarker(source))
  return new Map(
    await Promise.all(marked.map(async module => [module.file, await bench.highlight(module)] as const)),
  )
}

async function writeHtml(
  file: string,
  reports: readonly FileReport[],
  lines: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const shown = reports.filter(({ functions }) => functions.length > 0)
  const sections = shown.map(report => ({ report, lines: lines.get(report.file) ?? [] }))
  const { writePage } = await import('@hotpath/report/page')
  const page = writePage(sections)
  try {
    writeFileSync(file, page)
  } catch (error) {
    throw new UsageError(
      `hotpath annotate: cannot write \`${file}\`: ${error instanceof Error ? error.message : error}`,
    )
  }
  const count = countOf(
    shown.reduce((sum, { functions }) => sum + functions.length, 0),
    'function',
  )
  console.log(`${pc.green('✓')} ${count} in ${countOf(shown.length, 'file')}: ${file}`)
}
