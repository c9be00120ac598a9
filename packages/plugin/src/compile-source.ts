import type { AssembleResult } from '@hotpath/assembler'
import type { CompiledModule, CompilerOptions } from '@hotpath/compiler'
import { compileModule, importKey } from '@hotpath/compiler'
import type { Question } from './build-host.js'
import { ask } from './build-host.js'
import type { ImportAnswer, ModuleSource } from './built-module.js'

/** A module that went through the compiler and the assembler, before anything is made of it. */
export interface CompiledSource {
  readonly compiled: CompiledModule
  /** `null` where nothing compiled. */
  readonly assembled: (AssembleResult & { readonly ok: true }) | null
  /** Everything the host was asked on the way, in order. */
  readonly imports: readonly ImportAnswer[]
  /** Whether every kernel got through the assembler. */
  readonly isWhole: boolean
}

/** Compiles a module as often as it takes: imports are delivered, and kernels that the assembler does not take left out. */
export function* compileSource(
  input: ModuleSource & { readonly options: CompilerOptions },
): Generator<Question, CompiledSource, unknown> {
  const { file, source, options } = input
  const { size = false } = options
  const imports: ImportAnswer[] = []
  const modules = new Map<string, ModuleSource | null>()
  const declined = new Map<string, string>()
  for (;;) {
    const compiled = compileModule({ file, source, options, modules, declined })
    if (compiled.imports.length > 0) {
      imports.push(...(yield* deliver(compiled.imports, modules)))
      continue
    }
    const { program } = compiled
    const isWhole = declined.size === 0
    if (program === null) return { compiled, assembled: null, imports, isWhole }
    const assembled = yield* ask<AssembleResult>(host => host.assemble(program, { size }))
    if (assembled.ok) return { compiled, assembled, imports, isWhole }
    // The kernel it failed on stays JavaScript; without a name, all of them do.
    const kernels = assembled.kernel === null ? program.spans.map(span => span.kernel) : [assembled.kernel]
    if (kernels.every(kernel => declined.has(kernel))) throw new Error(`hotpath: ${assembled.message}`)
    for (const kernel of kernels) declined.set(kernel, assembled.message)
  }
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
