import type { AssembleResult } from '@hotpath/assembler'
import type { CompiledModule, Edit } from '@hotpath/compiler'
import { compileModule, importKey } from '@hotpath/compiler'
import MagicString from 'magic-string'
import type { Question } from './build-host.js'
import { ask } from './build-host.js'
import type { BuildInput, BuiltModule, FreshBuild, ImportAnswer, ModuleSource } from './built-module.js'

/** Builds a module from nothing: compiles, has the program assembled, applies the edits. */
export function* buildFresh(input: BuildInput): Generator<Question, FreshBuild, unknown> {
  const { file, source, options, size } = input
  const imports: ImportAnswer[] = []
  const modules = new Map<string, ModuleSource | null>()
  const declined = new Map<string, string>()
  const done = (compiled: CompiledModule, assembled: Assembled | null): FreshBuild => ({
    built: finish(input, compiled, modules, assembled),
    imports,
    isLasting: declined.size === 0,
  })
  for (;;) {
    const compiled = compileModule({ file, source, options, modules, declined })
    if (compiled.imports.length > 0) {
      imports.push(...(yield* deliver(compiled.imports, modules)))
      continue
    }
    const { program } = compiled
    if (program === null) return done(compiled, null)
    const assembled = yield* ask<AssembleResult>(host => host.assemble(program, { size }))
    if (assembled.ok) return done(compiled, assembled)
    // The kernel it failed on stays JavaScript; without a name, all of them do.
    const kernels = assembled.kernel === null ? program.spans.map(span => span.kernel) : [assembled.kernel]
    if (kernels.every(kernel => declined.has(kernel))) throw new Error(`hotpath: ${assembled.message}`)
    for (const kernel of kernels) declined.set(kernel, assembled.message)
  }
}

interface Assembled {
  readonly wasm: Uint8Array
  readonly cached: boolean
}

function* deliver(
  requests: CompiledModule['imports'],
  modules: Map<string, ModuleSource | null>,
): Generator<Question, readonly ImportAnswer[], unknown> {
  const answers: ImportAnswer[] = []
  for (const { specifier, importer } of requests) {
    const key = importKey({ specifier, importer })
    if (modules.has(key)) throw new Error(`hotpath: ${specifier} was asked for twice`)
    const module = yield* ask(host => host.resolve(specifier, importer))
    modules.set(key, module)
    answers.push({ specifier, importer, module })
  }
  return answers
}

function finish(
  input: BuildInput,
  compiled: CompiledModule,
  modules: ReadonlyMap<string, ModuleSource | null>,
  assembled: Assembled | null,
): BuiltModule {
  const wasm = assembled?.wasm ?? null
  const edits = compiled.link({ wasm, runtime: input.runtime, imports: input.imports ?? 'import' })
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
  const { names, mappings } = text.generateMap({ hires: 'boundary' })
  const map = { version: 3, sources: [input.file], sourcesContent: [input.source], names, mappings } as const
  return {
    code: text.toString(),
    map: { ...map, sources: [...map.sources], sourcesContent: [...map.sourcesContent] },
  }
}
