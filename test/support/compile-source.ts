import type { Assembler } from '@hotpath/assembler'
import { createAssembler } from '@hotpath/assembler'
import type {
  AssemblyProgram,
  CompiledModule,
  CompileInput,
  Diagnostic,
  TypeExplanation,
  Verdict,
} from '@hotpath/compiler'
import { compileModule, importKey } from '@hotpath/compiler'
import type { Inspection } from '@hotpath/runtime'
import * as runtimeNamespace from '@hotpath/runtime'
import type { ModuleExports, ModuleFiles } from './evaluate-module.js'
import { evaluateModule, fileOf } from './evaluate-module.js'

type AnyFunction = (...args: never[]) => unknown

// The test runner hands out namespaces as proxies, which lose their way when the stack is full.
const runtime = { ...runtimeNamespace }

/** Where the glue of a test's module imports the runtime from. */
const runtimeSpecifier = 'hotpath/runtime'

/** A source module that went through the whole compiler and was run. */
export interface CompiledSource {
  readonly verdicts: readonly Verdict[]
  readonly diagnostics: readonly Diagnostic[]
  /** The generated AssemblyScript; empty where nothing compiled. */
  readonly assembly: string
  readonly wasm: Uint8Array | null
  /** Why every variable has its type, a line each: worked out when asked for. */
  readonly types: () => string
  /** The transformed module. */
  readonly code: string
  readonly exports: ModuleExports
  readonly inspect: (fn: unknown) => Inspection<AnyFunction>
  /** Whether the compiled code of this export has failed: JavaScript ran instead, so that nothing else tells. */
  readonly fails: (name: string) => boolean
}

/** Thrown where hotpath itself failed: the compiler crashed, or its output does not assemble or run. */
export class CompilerFault extends Error {}

export interface CompileSourceOptions {
  readonly passes: boolean
  readonly file?: string
  readonly files?: ModuleFiles
  /** @default One for all that this process compiles. */
  readonly assembler?: Assembler
}

/** Compiles one module with or without the optional passes, assembles it and runs it in this realm. */
export async function compileSource(source: string, options: CompileSourceOptions): Promise<CompiledSource> {
  try {
    const { file = 'input.ts', passes, files = {}, assembler = shared } = options
    const compiled = compileWithImports(
      { file, source, options: { optimize: passes, costModel: false } },
      files,
    )
    const assembly = compiled.program?.text ?? ''
    const wasm = compiled.program === null ? null : await assemble(compiled.program, assembler)
    const code = applyEdits(source, compiled.link({ wasm, runtime: runtimeSpecifier }))
    const exports = evaluateModule(code, { [runtimeSpecifier]: runtime, hotpath: runtime }, files)
    const inspect = (fn: unknown): Inspection<AnyFunction> => runtime.inspect(fn as AnyFunction)
    const fails = (name: string): boolean => hasFailed(exports[name])
    const { verdicts, diagnostics } = compiled
    const types = (): string => compiled.explain().map(writeExplanation).join('\n')
    return { verdicts, diagnostics, assembly, wasm, types, code, exports, inspect, fails }
  } catch (error) {
    throw new CompilerFault(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function hasFailed(value: unknown): boolean {
  if (typeof value !== 'function') return false
  return runtime.inspect(value as AnyFunction).reasons.some(reason => reason.startsWith('hotpath bug'))
}

/** `sum: s is f64 (line 3): line 4 adds 0.5` */
function writeExplanation({ kernel, function: fn, name, type, line, why }: TypeExplanation): string {
  const owner = kernel.startsWith(fn) ? kernel : `${kernel}, ${fn}`
  return `${owner}: ${name} is ${type} (line ${line}): ${why.join(', because ')}`
}

/** Delivers what the compiler asks for until nothing is missing, as a host does. */
function compileWithImports(input: CompileInput, files: ModuleFiles): CompiledModule {
  const modules = new Map<string, { readonly file: string; readonly source: string } | null>()
  const all = { ...files, [input.file]: input.source }
  for (;;) {
    const compiled = compileModule({ ...input, modules })
    if (compiled.imports.length === 0) return compiled
    for (const request of compiled.imports) {
      const file = fileOf(request.specifier, all)
      modules.set(importKey(request), file === null ? null : { file, source: all[file] ?? '' })
    }
  }
}

/** Makes an assembler, with a thread of its own. */
export function createPatientAssembler(): Assembler {
  // A machine that does much else takes its time.
  return createAssembler({ timeout: 300_000 })
}

const shared = createPatientAssembler()

/** What asc does not take is hotpath's fault, so here it is not left to JavaScript. */
async function assemble(program: AssemblyProgram, assembler: Assembler): Promise<Uint8Array> {
  const result = await assembler.assemble(program)
  if (!result.ok) throw new Error(`asc, in kernel ${result.kernel}: ${result.message}`)
  return result.wasm
}

/** Applies edits the way a host does: they are ordered and never overlap. */
export function applyEdits(
  source: string,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let code = ''
  let done = 0
  for (const { start, end, text } of edits) {
    if (start < done) throw new Error(`Edits overlap at offset ${start}.`)
    code += source.slice(done, start) + text
    done = end
  }
  return code + source.slice(done)
}
