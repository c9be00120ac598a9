import { gzipSync } from 'node:zlib'
import { applyEdits } from './apply-edits.js'
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
  const { runtime, imports: style = 'import', hot = false, debug = false } = input
  const how = { runtime, imports: style, hot, ...(debug ? { why: 'runs as JavaScript for `debug`' } : {}) }
  const edits = compiled.link({ wasm: debug ? null : wasm, ...how })
  const read = [input, ...imports.map(({ module }) => module)].filter(module => module !== null)
  return {
    ...applyEdits(input, edits, read),
    verdicts: compiled.verdicts,
    diagnostics: compiled.diagnostics,
    sources: new Map(read.map(module => [module.file, module.source])),
    bytes: wasm?.length ?? 0,
    gzip: wasm ? gzipSync(Buffer.from(wasm).toString('base64')).length : 0,
    cached: assembled?.cached ?? null,
  }
}
