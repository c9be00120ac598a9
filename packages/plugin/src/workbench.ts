import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import type { Assembler } from '@hotpath/assembler'
import { DiskCache } from '@hotpath/assembler'
import type { CompiledModule, CompilerOptions } from '@hotpath/compiler'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import type { FileReport } from '@hotpath/report'
import { measureKernels } from '@hotpath/report'
import type { BuildHost, Question } from './build-host.js'
import { answerAll, ask } from './build-host.js'
import type { ModuleSource } from './built-module.js'
import { compileSource } from './compile-source.js'
import type { Recalled } from './module-cache.js'
import { ModuleCache } from './module-cache.js'
import { toolchain } from './toolchain.js'

export interface WorkbenchOptions {
  /** The folder that paths are shown from. */
  readonly root: string
  readonly resolve: BuildHost['resolve']
  readonly assembler: Pick<Assembler, 'assemble' | 'warmUp'>
  readonly options: CompilerOptions
  /** The folder it keeps its reports in, which it may share; `null`: nowhere. */
  readonly cacheFolder: string | null
  /** Ignore what earlier processes left there. */
  readonly force: boolean
}

/** Whether a report holds the WebAssembly of each kernel, which takes longer. */
export type WithCode = 'with code' | 'without code'

type KeptReport = Omit<FileReport, 'path' | 'source' | 'imports'>

/** Compiles files as a build does, for reports on them, and runs nothing of them. */
export class Workbench {
  private readonly settings: WorkbenchOptions
  private readonly reports: ModuleCache<KeptReport> | null = null
  private readonly pages: DiskCache | null = null
  private readonly tools: string | null

  constructor(settings: WorkbenchOptions) {
    const { cacheFolder: folder, force } = settings
    this.settings = settings
    // Where hotpath runs in pieces, unbundled, it cannot tell when it has changed: then nothing is kept.
    this.tools = folder === null ? null : toolchain()
    if (folder === null || this.tools === null) return
    this.reports = new ModuleCache({ folder, force, extension: '.report-entry', toolchain: this.tools })
    const ofLines = { extension: '.lines-entry', maxBytes: 16 * 1024 * 1024 } as const
    this.pages = new DiskCache({ folder, force, ...ofLines })
  }

  /** Reports a file as it stands in `source`. */
  async report(module: ModuleSource, code: WithCode): Promise<FileReport> {
    const { file, source } = module
    const path = shownPath(file, this.settings.root)
    if (!mayHoldMarker(source)) return { ...nothingIn(file), path, source, imports: [] }
    const { value, sources } = await answerAll(this.recallOrMake(module, code), this.host(code))
    return { ...value, path, source, imports: [...sources.keys()].filter(other => other !== file) }
  }

  /** A source as HTML, line by line. What highlights takes a moment to load, so it is kept. */
  async highlight({ file, source }: ModuleSource): Promise<readonly string[]> {
    const key = createHash('sha256')
      .update(JSON.stringify([this.tools, file, source]))
      .digest('hex')
    const known = this.pages?.read(key)
    if (known) return JSON.parse(new TextDecoder().decode(known)) as readonly string[]
    const { highlight } = await import('@hotpath/report/highlight')
    const lines = highlight(file, source)
    this.pages?.write(key, new TextEncoder().encode(JSON.stringify(lines)))
    return lines
  }

  /** The kernels of a file at every stage of the compiler. */
  async stages(module: ModuleSource): Promise<ReturnType<CompiledModule['stages']>> {
    const { options } = this.settings
    const { compiled } = await answerAll(compileSource({ ...module, options }), this.host('without code'))
    return compiled.stages()
  }

  private *recallOrMake(
    module: ModuleSource,
    code: WithCode,
  ): Generator<Question, Recalled<KeptReport>, unknown> {
    const { options } = this.settings
    const settings = [options, code]
    const known = this.reports ? yield* this.reports.recall(module, settings) : null
    if (known) return known
    // asc loads in its thread while this one compiles.
    this.settings.assembler.warmUp()
    const { compiled, assembled, imports, isWhole } = yield* compileSource({ ...module, options })
    const { program } = compiled
    const isMeasured = program !== null && assembled !== null && code === 'with code'
    const wat = isMeasured ? yield* ask(() => assembled.wat()) : ''
    const codes = isMeasured ? measureKernels(program, assembled.wasm, wat) : new Map()
    const report = { ...compiled.report(), bytes: assembled?.wasm.length ?? 0, codes }
    if (isWhole) this.reports?.keep(module, settings, report, imports)
    const found = imports.flatMap(({ module }) => (module ? [[module.file, module.source] as const] : []))
    return { value: report, sources: new Map(found) }
  }

  private host(code: WithCode): BuildHost {
    const { resolve, assembler } = this.settings
    const loadBuilder = () => {
      throw new Error('hotpath: a report builds nothing')
    }
    const text = code === 'with code'
    const assemble: BuildHost['assemble'] = (program, options) =>
      assembler.assemble(program, { ...options, text })
    return { resolve, assemble, loadBuilder }
  }
}

function nothingIn(file: string): KeptReport {
  return { file, syntaxError: null, functions: [], lines: [], bytes: 0, codes: new Map() }
}

/** A path as people read it: from a folder, with `/`. */
export function shownPath(file: string, from: string): string {
  const path = relative(from, file).replaceAll('\\', '/')
  return path.startsWith('../../') ? file : path
}
