import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CompilerOptions } from '@hotpath/compiler'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import { compilerOptionSpecs, readOptions } from '@hotpath/compiler/options'
import { buildModuleSync } from './build-module.js'
import type { BuildInput, BuiltModule } from './built-module.js'
import { cacheFolderAbove } from './cache-folder.js'
import type { ModuleFormat } from './module-format.js'
import { hasModuleSyntax } from './module-format.js'
import { isDebugged, isDisabled } from './options.js'
import { resolveFromDisk } from './resolve-from-disk.js'
import { packagedRuntime } from './runtime-module.js'
import { needsStripping, stripTypes, withMap } from './strip-types.js'
import { workshopFor } from './workshop.js'

/** A file as Node is about to run it. */
export interface FileToCompile {
  readonly file: string
  readonly source: string
  readonly format: ModuleFormat
}

/** Whether Node cannot run a file as it stands, or is not to. */
export function needsCompiling(file: string, source: string): boolean {
  return needsStripping(file) || isMarked(source)
}

/**
 * Compiles the marked functions of a file and takes its types off. Throws where a `strict` function stays JavaScript. All
 * at once, because `require` cannot wait, and whoever imports has to.
 */
export function compileFile(input: FileToCompile): string {
  const { file, source, format } = input
  const built = isMarked(source) ? build(input) : null
  const code = built?.code ?? source
  const map = built?.map ?? null
  return needsStripping(file) ? stripTypes({ file, code, map, format }) : withMap(code, map)
}

let given: CompilerOptions = {}

/** Has the files of this thread compiled with other options than the default ones. */
export function compileWith(options: CompilerOptions): void {
  given = options
}

function isMarked(source: string): boolean {
  return mayHoldMarker(source) && !isDisabled({ disable: false })
}

function build({ file, source, format }: FileToCompile): BuiltModule {
  const input: BuildInput = {
    ...{ file, source, runtime: packagedRuntime },
    // Nothing is shipped, so that what debuggers and profilers are told costs nobody anything.
    options: { ...readOptions(given, compilerOptionSpecs), debugInfo: true },
    debug: isDebugged({ debug: false }),
    imports: format === 'commonjs' && !hasModuleSyntax(source) ? 'require' : 'import',
  }
  const { assembler, cache } = workshopFor(cacheDir())
  const loadBuilder = () => {
    assembler.warmUp()
    return load<typeof import('./build-fresh.js')>('./build-fresh.js').buildFresh
  }
  const host = { resolve: resolveFromDisk, assemble: assembler.assembleSync, loadBuilder }
  const built = buildModuleSync(input, host, cache)
  if (built.diagnostics.length > 0 || built.verdicts.some(({ reasons }) => reasons.length > 0)) {
    const { tell } = load<typeof import('./tell.js')>('./tell.js')
    // Not through `console`: this may be the thread of Node's module hooks, whose output can come too late.
    tell(built, process.cwd(), text => writeSync(standardError, `${text}\n`))
  }
  return built
}

const standardError = 2

/** Loads what most files do not need. */
function load<T>(path: string): T {
  return createRequire(import.meta.url)(path) as T
}

let cacheFolder: { readonly path: string | null } | undefined

function cacheDir(): string | null {
  cacheFolder ??= { path: cacheFolderAbove(process.cwd()) }
  return cacheFolder.path
}
