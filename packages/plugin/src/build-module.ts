import type { AssembleResult } from '@hotpath/assembler'
import type { CompiledModule, CompilerOptions, Diagnostic, Edit, Verdict } from '@hotpath/compiler'
import { compileModule, importKey } from '@hotpath/compiler'
import type { SourceMap } from 'magic-string'
import MagicString from 'magic-string'
import type { BuildHost, ModuleSource, Question, SyncBuildHost } from './build-host.js'
import { answerAll, answerAllNow, ask } from './build-host.js'

export interface BuildInput extends ModuleSource {
  readonly options: CompilerOptions
  readonly size: boolean
  /** Module the glue imports the run time from. */
  readonly runtime: string
}

/** A module with its marked functions compiled. */
export interface BuiltModule {
  /** The transformed text; `null` where nothing changed. */
  readonly code: string | null
  /** From `code` to the source it was made from. */
  readonly map: SourceMap | null
  readonly verdicts: readonly Verdict[]
  readonly diagnostics: readonly Diagnostic[]
  /** Texts of every file a diagnostic may point into, by file; besides the module itself those it was built from. */
  readonly sources: ReadonlyMap<string, string>
  /** Size of the Wasm. */
  readonly bytes: number
  /** Whether the Wasm came from the cache; `null` where there is none. */
  readonly cached: boolean | null
}

/** Builds one module: source text in, transformed text, map and verdicts out. */
export function buildModule(input: BuildInput, host: BuildHost): Promise<BuiltModule> {
  return answerAll(build(input), host)
}

/** `buildModule` without waiting. */
export function buildModuleSync(input: BuildInput, host: SyncBuildHost): BuiltModule {
  return answerAllNow(build(input), host)
}

function* build(input: BuildInput): Generator<Question, BuiltModule, unknown> {
  const { file, source, options, size } = input
  const modules = new Map<string, ModuleSource | null>()
  const declined = new Map<string, string>()
  for (;;) {
    const compiled = compileModule({ file, source, options, modules, declined })
    if (compiled.imports.length > 0) {
      yield* deliver(compiled.imports, modules)
      continue
    }
    const { program } = compiled
    if (program === null) return finish(input, compiled, modules, null)
    const assembled = yield* ask<AssembleResult>(host => host.assemble(program, { size }))
    if (assembled.ok) return finish(input, compiled, modules, assembled)
    // The kernel it failed on stays JavaScript; without a name, all of them do.
    const kernels = assembled.kernel === null ? program.spans.map(span => span.kernel) : [assembled.kernel]
    if (kernels.every(kernel => declined.has(kernel))) throw new Error(`hotpath: ${assembled.message}`)
    for (const kernel of kernels) declined.set(kernel, assembled.message)
  }
}

function* deliver(
  imports: CompiledModule['imports'],
  modules: Map<string, ModuleSource | null>,
): Generator<Question, void, unknown> {
  for (const request of imports) {
    const key = importKey(request)
    if (modules.has(key)) throw new Error(`hotpath: ${request.specifier} was asked for twice`)
    const { specifier, importer } = request
    modules.set(key, yield* ask(host => host.resolve(specifier, importer)))
  }
}

function finish(
  input: BuildInput,
  compiled: CompiledModule,
  modules: ReadonlyMap<string, ModuleSource | null>,
  assembled: { readonly wasm: Uint8Array; readonly cached: boolean } | null,
): BuiltModule {
  const wasm = assembled?.wasm ?? null
  const edits = compiled.link({ wasm, runtime: input.runtime })
  const read = [input, ...modules.values()].filter(module => module !== null)
  return {
    ...applyEdits(input, edits),
    verdicts: compiled.verdicts,
    diagnostics: compiled.diagnostics,
    sources: new Map(read.map(module => [module.file, module.source])),
    bytes: wasm?.length ?? 0,
    cached: assembled?.cached ?? null,
  }
}

function applyEdits(input: BuildInput, edits: readonly Edit[]): Pick<BuiltModule, 'code' | 'map'> {
  if (edits.length === 0) return { code: null, map: null }
  const text = new MagicString(input.source)
  for (const { start, end, text: replacement } of edits) {
    if (start === end) text.appendLeft(start, replacement)
    else if (replacement === '') text.remove(start, end)
    else text.update(start, end, replacement)
  }
  const map = text.generateMap({ source: input.file, hires: 'boundary', includeContent: true })
  return { code: text.toString(), map }
}
