import type { Edit } from '@hotpath/compiler'
import MagicString from 'magic-string'
import type { Question } from './build-host.js'
import type { BuildInput, BuiltModule, FreshBuild } from './built-module.js'
import type { CompiledSource } from './compile-source.js'
import { compileSource } from './compile-source.js'

/** Builds a module from nothing: compiles, has the program assembled, applies the edits. */
export function* buildFresh(input: BuildInput): Generator<Question, FreshBuild, unknown> {
  const made = yield* compileSource(input)
  return { built: finish(input, made), imports: made.imports, isLasting: made.isWhole }
}

function finish(input: BuildInput, { compiled, assembled, imports }: CompiledSource): BuiltModule {
  const wasm = assembled?.wasm ?? null
  const edits = compiled.link({ wasm, runtime: input.runtime, imports: input.imports ?? 'import' })
  const read = [input, ...imports.map(({ module }) => module)].filter(module => module !== null)
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
