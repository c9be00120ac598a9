import { readFile } from 'node:fs/promises'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import type { PageSection } from '@hotpath/report/page'
import { writeLivePage } from '@hotpath/report/page'
import type { Workbench } from './workbench.js'

export interface LiveReportOptions {
  readonly bench: Workbench
  /** The modules that were built so far, by file, with the texts they were built from. */
  readonly built: ReadonlyMap<string, string>
  /** Called whenever the page has become another one. */
  readonly onChange: () => void
}

/** What is known of one file. */
interface FileState {
  /** Whether it has to be looked at again. */
  readonly isStale: boolean
  readonly section: PageSection | null
  /** The files that had a part in the section. */
  readonly imports: readonly string[]
  readonly problem: string | null
}

const unseen: FileState = { isStale: true, section: null, imports: [], problem: null }

/**
 * The report on an app under development: of the files it is told of, as they stand on disk. It works file by file and lets
 * go of the thread in between, for the development server has to answer meanwhile.
 */
export class LiveReport {
  private readonly options: LiveReportOptions
  private readonly files = new Map<string, FileState>()
  private running: Promise<void> | null = null
  private searches = 0

  constructor(options: LiveReportOptions) {
    this.options = options
  }

  /** Takes up files that may hold marked functions. */
  add(files: Iterable<string>): void {
    const news = [...files].filter(file => !this.files.has(file))
    for (const file of news) this.files.set(file, unseen)
    if (news.length > 0) this.run()
  }

  /** Takes up files that somebody still looks for. */
  async search(files: Promise<Iterable<string>>): Promise<void> {
    this.searches++
    try {
      this.add(await files)
    } finally {
      this.searches--
      this.options.onChange()
    }
  }

  /** A file is different, or new, or gone: whatever is made from it is looked at again. */
  change(file: string): void {
    const touched = [...this.files].filter(([name, { imports }]) => name === file || imports.includes(file))
    for (const [name, state] of touched) this.files.set(name, { ...state, isStale: true })
    if (touched.length > 0) this.run()
  }

  /** A file is gone. */
  remove(file: string): void {
    if (this.files.delete(file)) this.options.onChange()
    this.change(file)
  }

  /** A file appeared where there was none: any import may mean it now. */
  appear(): void {
    for (const [name, state] of this.files) this.files.set(name, { ...state, isStale: true })
    this.run()
  }

  /** The page as far as it has got. */
  page(): string {
    const { built } = this.options
    const states = [...this.files].sort(([a], [b]) => (a < b ? -1 : 1))
    const sections = states.flatMap(([file, { section, problem }]) => {
      if (section === null) return []
      const remark = built.has(file) ? {} : { remark: 'not loaded yet' }
      return [{ ...section, ...remark, ...(problem === null ? {} : { problem }) }]
    })
    const problems = states.flatMap(([, { section, problem }]) =>
      section === null && problem !== null ? [problem] : [],
    )
    const pending = states.filter(
      ([, { isStale, section, problem }]) => isStale && section === null && problem === null,
    )
    return writeLivePage(sections, { pending: pending.length, isSearching: this.searches > 0, problems })
  }

  private run(): void {
    this.running ??= this.refreshAll().finally(() => {
      this.running = null
    })
  }

  private async refreshAll(): Promise<void> {
    for (;;) {
      const [next] = [...this.files].find(([, { isStale }]) => isStale) ?? []
      if (next === undefined) return
      await this.refresh(next)
      this.options.onChange()
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  private async refresh(file: string): Promise<void> {
    const before = this.files.get(file) ?? unseen
    // Before the work: what changes meanwhile makes it stale again.
    this.files.set(file, { ...before, isStale: false })
    const found = await this.look(file, before)
    const now = this.files.get(file)
    if (now) this.files.set(file, { ...found, isStale: now.isStale })
  }

  private async look(file: string, before: FileState): Promise<FileState> {
    const { bench, built } = this.options
    const source = await readFile(file, 'utf8').catch(() => built.get(file) ?? null)
    if (source === null || !mayHoldMarker(source)) return { ...unseen, isStale: false }
    try {
      const report = await bench.report({ file, source }, 'with code')
      const { syntaxError, functions, imports, path } = report
      if (syntaxError !== null) return { ...before, problem: `${path} cannot be parsed: ${syntaxError}` }
      if (functions.length === 0) return { ...unseen, imports }
      return {
        isStale: false,
        section: { report, lines: await bench.highlight(report) },
        imports,
        problem: null,
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ...before, problem: `${file} cannot be reported: ${message}` }
    }
  }
}
