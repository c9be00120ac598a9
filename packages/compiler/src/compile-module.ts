import { findMarkedFunctions } from './1-find/find-marked-functions.js'
import { emitProgram } from './5-emit/emit-program.js'
import { linkModule } from './6-glue/link-module.js'
import type { CompiledModule, Verdict } from './abi/compiled-module.js'
import type { CompiledFunction } from './compile-function.js'
import { compileFunction } from './compile-function.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { positionAt } from './diagnostics/position.js'
import { ImportedModules } from './imported-modules.js'
import type { ParsedModule } from './ir/marked-function.js'
import type { CompilerOptions } from './options.js'
import { resolveOptions } from './options.js'
import { parseModule } from './parse-module.js'
import { passNames } from './pipeline.js'

export interface CompileInput {
  /** Module id; its extension says which language the text is in. */
  readonly file: string
  readonly source: string
  readonly options?: CompilerOptions
  /** Sources of imported modules by `importKey`; null: the host cannot find it. */
  readonly modules?: ReadonlyMap<string, { readonly file: string; readonly source: string } | null>
  /** Kernels the assembler could not take, by name, with what it said: their functions stay JavaScript. */
  readonly declined?: ReadonlyMap<string, string>
}

/**
 * Compiles every marked function of one module: source text in, AssemblyScript text, verdicts and edits out. Pure and
 * synchronous. Where `imports` comes back filled, resolve them, add them to `modules` and call again.
 */
export function compileModule(input: CompileInput): CompiledModule {
  const options = resolveOptions(input.options, passNames)
  const module = parseModule(input.source, input.file)
  if (!module) return nothing
  const imports = new ImportedModules(input.modules ?? new Map())
  const found = findMarkedFunctions(module, imports.resolve)
  if (imports.missing.length > 0) return { ...nothing, imports: imports.missing }

  const names = new Set<string>()
  const functions = found.functions.map(marked =>
    compileFunction(marked, { options, declined: input.declined ?? new Map(), names }),
  )
  const kernels = functions.flatMap(fn => fn.kernels)
  const emitted = kernels.length > 0 ? emitProgram(kernels) : null
  const verdicts = functions.map(fn => verdictOf(fn, emitted?.plans.map(p => p) ?? []))
  return {
    verdicts,
    diagnostics: inOrder([...found.diagnostics, ...functions.flatMap(fn => fn.reasons)]),
    program: emitted?.program ?? null,
    imports: [],
    link: ({ wasm, runtime }) => linkModule({ module, functions, verdicts, emitted, wasm, runtime }),
  }
}
