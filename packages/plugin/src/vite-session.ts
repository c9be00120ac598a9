import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Assembler } from '@hotpath/assembler'
import { createAssembler } from '@hotpath/assembler'
import type { DevEnvironment, EnvironmentModuleNode, ResolvedConfig, Rolldown, ViteDevServer } from 'vite'
import type { BuildCache } from './build-cache.js'
import { createBuildCache } from './build-cache.js'
import type { FreshBuilder } from './build-host.js'
import { buildModule } from './build-module.js'
import type { BuildReport, ModuleReport } from './build-report.js'
import { reportOf, writeSummary, writeVerdicts } from './build-report.js'
import type { BuiltModule, ModuleSource } from './built-module.js'
import { modulesToUpdate } from './hot-modules.js'
import { Ledger } from './ledger.js'
import { scriptFileOf } from './module-ids.js'
import type { ResolvedHotpathOptions } from './options.js'
import { compilerOptionsOf, isDebugged } from './options.js'
import type { Notice } from './report.js'
import { virtualRuntime } from './runtime-module.js'
import type { Workbench } from './workbench.js'

/** What the plugin and its copies in worker bundles share: one assembler, one ledger. */
export class ViteSession {
  readonly ledger = new Ledger()
  private readonly options: ResolvedHotpathOptions
  /** By file: the modules whose kernels hold code from it. */
  private readonly readers = new Map<string, Set<string>>()
  private assembler: Assembler | null = null
  private cache: BuildCache | null = null
  private config: ResolvedConfig | null = null
  private readonly texts = new Map<string, string>()
  private tellBuilt: (file: string) => void = () => {}
  private close: () => void = () => {}

  constructor(options: ResolvedHotpathOptions) {
    this.options = options
  }

  configure(config: ResolvedConfig): void {
    this.config = config
    this.cache = createBuildCache(this.cacheDir(), this.isForced())
  }

  /** Builds one module and tells what is to be told. */
  async build(context: Rolldown.TransformPluginContext, file: string, source: string): Promise<BuiltModule> {
    const { options } = this
    const input = {
      file,
      source,
      options: {
        ...compilerOptionsOf(options),
        debugInfo: options.debugInfo || (options.informsInDev && this.isDev),
      },
      runtime: virtualRuntime,
      debug: isDebugged(options),
      // What runs on a server keeps no state of a page.
      hot: context.environment.mode === 'dev' && context.environment.config.consumer === 'client',
    }
    const host = {
      resolve: (specifier: string, importer: string) => loadImport(context, specifier, importer),
      assemble: (...args: Parameters<Assembler['assemble']>) => this.runningAssembler().assemble(...args),
      loadBuilder: () => this.loadBuilder(),
    }
    const built = await this.ledger.time(() => buildModule(input, host, this.cache))
    for (const read of built.sources.keys()) {
      if (read === file) continue
      context.addWatchFile(read)
      this.readers.set(read, (this.readers.get(read) ?? new Set()).add(file))
    }
    const report = reportOf(file, built, this.root)
    this.ledger.note(report)
    this.note(file, source, report)
    options.onEvent?.({ kind: 'module', environment: context.environment.name, ...report })
    if (built.diagnostics.length > 0 || built.verdicts.some(({ reasons }) => reasons.length > 0)) {
      const { noticesOf } = await import('./report.js')
      this.tell(context, noticesOf(built, { root: this.root, color: false }))
    }
    return built
  }

  /**
   * Has the modules built anew that hold code from a changed file. Vite would only renew the timestamps of a module whose
   * imports have changed, for it has no way to know that we looked inside.
   */
  forget(environment: DevEnvironment, changed: string): void {
    const graph = environment.moduleGraph
    for (const file of this.readers.get(changed) ?? []) {
      for (const module of graph.getModulesByFile(file) ?? []) graph.invalidateModule(module)
    }
  }

  /** The modules to update in a page where a file has changed. */
  update(
    { moduleGraph }: DevEnvironment,
    changed: string,
    modules: readonly EnvironmentModuleNode[],
  ): EnvironmentModuleNode[] {
    const files = [...(this.readers.get(changed) ?? [])]
    const readers = files.flatMap(file => [...(moduleGraph.getModulesByFile(file) ?? [])])
    const isOurs = ({ file }: EnvironmentModuleNode) => {
      const text = file === null ? undefined : this.texts.get(file)
      return text !== undefined && !text.includes('import.meta.hot')
    }
    return modulesToUpdate(modules, readers, isOurs)
  }

  /** The modules with markers that were built so far, by file, with the texts they were built from. */
  get built(): ReadonlyMap<string, string> {
    return this.texts
  }

  /** Has somebody told of every module that is built for the first time, or from another text. */
  onBuilt(tell: (file: string) => void): void {
    this.tellBuilt = tell
  }

  /** Has something done when a development server closes. */
  onClose(close: () => void): void {
    this.close = close
  }

  /** What reports the modules of a development server; it shares assembler, cache and options with the builds. */
  async openBench({ environments, config }: ViteDevServer): Promise<Workbench> {
    const { Workbench } = await import('./workbench.js')
    const { pluginContainer } = environments.client
    const resolve = (specifier: string, importer: string) =>
      pluginContainer.resolveId(specifier, importer).then(found => readImport(found))
    return new Workbench({
      ...{ root: config.root, cacheFolder: this.cacheDir(), force: this.isForced() },
      ...{ options: compilerOptionsOf(this.options), resolve },
      assembler: {
        assemble: (...args) => this.runningAssembler().assemble(...args),
        warmUp: () => this.runningAssembler().warmUp(),
      },
    })
  }

  /** Says after a build what it came to. */
  summarize(): void {
    const report = this.ledger.summary(isDebugged(this.options))
    if (report === null) return
    const text = writeSummary(report)
    if (text !== null) this.config?.logger.info(text)
    this.options.onEvent?.({ kind: 'summary', ...report })
    if (this.options.report !== false) this.writeReport(resolve(this.root, this.options.report), report)
  }

  /** For a development server that closes. */
  end(): void {
    this.close()
  }

  /** Lets go of the assembler's thread, which takes a moment to stop; the next program starts another. */
  rest(): void {
    if (!this.ledger.isIdle) return
    const { assembler } = this
    this.assembler = null
    void assembler?.dispose()
  }

  get root(): string {
    return this.config?.root ?? process.cwd()
  }

  private writeReport(file: string, report: BuildReport): void {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  }

  /** A changed module's verdicts go to the terminal, beside what Vite says of it. */
  private note(file: string, source: string, report: ModuleReport): void {
    const before = this.texts.get(file)
    if (before === source) return
    this.texts.set(file, source)
    this.tellBuilt(file)
    if (before === undefined || !this.isDev || report.functions.length === 0) return
    this.config?.logger.info(writeVerdicts(report), { timestamp: true })
  }

  private tell(context: Rolldown.TransformPluginContext, notices: readonly Notice[]): void {
    const errors = notices.filter(notice => notice.severity === 'error')
    for (const { text } of notices.filter(notice => notice.severity === 'warning')) {
      if (this.ledger.isNews(text)) context.warn(text)
    }
    const [first] = errors
    if (!first) return
    const { place } = first
    // Dev shows place and frame itself, beside the message; a build shows nothing but the message.
    context.error({
      message: errors.map(error => (this.isDev ? error.message : error.text)).join('\n\n'),
      ...(place === null ? {} : { id: place.file, loc: place }),
      // Where in hotpath this line stands is of no help to anyone.
      stack: '',
    })
  }

  /** Babel is large: it is loaded where something is to be compiled, while asc loads in its thread. */
  private async loadBuilder(): Promise<FreshBuilder> {
    this.runningAssembler().warmUp()
    return (await import('./build-fresh.js')).buildFresh
  }

  private runningAssembler(): Assembler {
    this.assembler ??= createAssembler({ cacheDir: this.cacheDir(), force: this.isForced() })
    return this.assembler
  }

  private cacheDir(): string | null {
    const { cache } = this.options
    if (cache === false || !this.config) return null
    return cache === true ? join(this.config.cacheDir, 'hotpath') : resolve(this.root, cache)
  }

  private get isDev(): boolean {
    return this.config?.command === 'serve'
  }

  private isForced(): boolean {
    return this.config?.optimizeDeps.force ?? false
  }
}

/** Finds an imported module as the app would, and reads it as it stands on disk. */
async function loadImport(
  context: Rolldown.TransformPluginContext,
  specifier: string,
  importer: string,
): Promise<ModuleSource | null> {
  return readImport(await context.resolve(specifier, importer))
}

async function readImport(
  resolved: { readonly id: string; readonly external?: unknown } | null,
): Promise<ModuleSource | null> {
  const file = resolved && !resolved.external ? scriptFileOf(resolved.id) : null
  if (file === null) return null
  try {
    return { file, source: await readFile(file, 'utf8') }
  } catch {
    return null
  }
}
