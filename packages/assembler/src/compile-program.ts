import * as asc from 'assemblyscript'
import binaryen from 'assemblyscript/binaryen'
import type { AssembleFailure, AssembleProgram, ProgramOrigins } from './assembly.js'
import { speedPasses } from './binaryen-passes.js'
import { kernelAt, kernelNamedIn } from './blame-kernel.js'
import { tellDebuggers } from './debug-info/tell-debuggers.js'
import type { Library } from './standard-library.js'
import type { ThreadReply, ThreadRequest } from './thread-messages.js'

/** Everything in Vite's default browser targets and in Node 20; nothing that any of them refuses. */
const features = [
  asc.FEATURE_SIGN_EXTENSION,
  asc.FEATURE_MUTABLE_GLOBALS,
  asc.FEATURE_NONTRAPPING_F2I,
  asc.FEATURE_BULK_MEMORY,
  asc.FEATURE_SIMD,
]
const modulePath = 'module.ts'
const sourceMapName = 'module.map'
/** In the name of a function whose code is never put where it is called. */
const partMark = '__turns'
const runtimePath = 'rt/index-stub'
const libraryPrefix = '~lib/'

/**
 * Takes one program through asc and Binaryen, synchronously, with this much of the standard library. `takeOutput` gives
 * what Binaryen has printed since the last time: its validator explains itself only there.
 */
export function compileProgram(
  library: Library,
  request: ThreadRequest,
  takeOutput: () => string,
): ThreadReply {
  const { program } = request
  const levels = request.size ? ([2, 2] as const) : ([3, 0] as const)
  let compiler: asc.Compiler | null = null
  let module: asc.Module | null = null
  takeOutput()
  try {
    const isDebugged = program.origins !== undefined
    const parsed = parseProgram(program.text, library, newOptions(levels, isDebugged))
    parsed.parser.finish()
    compiler = new asc.Compiler(parsed)
    module = compiler.compile()
    const failure = firstError(parsed, program)
    if (failure) return failure
    if (!asc.validate(module)) return invalid(program, takeOutput())
    optimizeExactly(module, levels, isDebugged)
    return {
      ok: true,
      // A copy of its own: the reply is moved to another thread.
      wasm: program.origins
        ? debuggable(module, program.origins)
        : new Uint8Array(module.toBinary(null).output),
      wat: request.text ? module.toText(true) : null,
    }
  } catch (error) {
    return crashed(program, compiler, `${messageOf(error)} ${takeOutput()}`.trim())
  } finally {
    if (module) binaryen.wrapModule(module.ref).dispose()
  }
}

/** The code is the same with and without what debuggers are told. */
function debuggable(module: asc.Module, origins: ProgramOrigins): Uint8Array {
  binaryen.setDebugInfo(true)
  try {
    const { output, sourceMap } = module.toBinary(sourceMapName)
    return tellDebuggers(output, sourceMap ?? '', origins)
  } finally {
    binaryen.setDebugInfo(false)
  }
}

function newOptions([optimize, shrink]: readonly [number, number], isDebugged: boolean): asc.Options {
  const options = asc.newOptions()
  asc.setRuntime(options, 0)
  asc.setNoAssert(options, true)
  asc.setExportMemory(options, false)
  // Neither an initial nor a maximum size: whatever memory the run time has, it links.
  asc.setImportMemory(options, true)
  // No import of `env.abort`: what would call it traps.
  asc.addGlobalAlias(options, 'abort', '')
  asc.setFeature(options, asc.FEATURES_ALL, false)
  for (const feature of features) asc.setFeature(options, feature, true)
  asc.setOptimizeLevelHints(options, optimize, shrink)
  asc.setSourceMap(options, isDebugged)
  return options
}

function parseProgram(text: string, library: Library, options: asc.Options): asc.Program {
  const program = asc.newProgram(options)
  const parse = (path: string) => {
    const isEntry = path === runtimePath
    asc.parse(program, library.read(path), `${libraryPrefix}${path}.ts`, isEntry)
  }
  for (const path of library.roots) parse(path)
  asc.parse(program, text, modulePath, true)
  const parsed = new Set(library.roots)
  for (let file = asc.nextFile(program); file !== null; file = asc.nextFile(program)) {
    const path = file.replace(libraryPrefix, '')
    if (!parsed.has(path)) parse(path)
    parsed.add(path)
  }
  return program
}

/**
 * asc's own settings, but without its fast-math: that one drops `x * 1` and turns `-0 - x` into `-x`, and may do more
 * in its next version. Our programs keep every bit. Its own passes only where bytes count.
 */
function optimizeExactly(
  module: asc.Module,
  [optimize, shrink]: readonly [number, number],
  isDebugged: boolean,
): void {
  module.setFastMath(false)
  module.setFastMath = () => {}
  const runPasses = module.runPasses.bind(module)
  module.runPasses = passes => {
    binaryen.setPassArgument('no-inline', `*${partMark}*`)
    runPasses(['no-inline', ...(shrink === 0 ? speedPasses : passes)])
  }
  asc.optimize(module, optimize, shrink, isDebugged, false)
}

function firstError(parsed: asc.Program, program: AssembleProgram): AssembleFailure | null {
  for (let found = asc.nextDiagnostic(parsed); found !== null; found = asc.nextDiagnostic(parsed)) {
    if (!asc.isError(found)) continue
    const range = asc.getDiagnosticRange(found)
    const isOurs = range !== null && asc.getSourceNormalizedPath(asc.getRangeSource(range)) === modulePath
    const offset = isOurs ? asc.getRangeStart(range) : null
    const message = asc.getDiagnosticMessage(found)
    if (offset === null) return { ok: false, kernel: null, message }
    return {
      ok: false,
      kernel: kernelAt(program, offset),
      message: `${message} (${lineAt(program, offset)})`,
    }
  }
  return null
}

function invalid(program: AssembleProgram, output: string): AssembleFailure {
  const message = `the module is not valid: ${output.trim().split('\n')[0] ?? ''}`
  return { ok: false, kernel: kernelNamedIn(program, output), message }
}

/** A crash says nothing of its place, but the compiler still knows which function it was in. */
function crashed(program: AssembleProgram, compiler: asc.Compiler | null, message: string): AssembleFailure {
  const { range } = compiler?.currentFlow?.targetFunction.declaration ?? {}
  const isOurs = range?.source.normalizedPath === modulePath
  const kernel = isOurs ? kernelAt(program, range.start) : kernelNamedIn(program, message)
  return { ok: false, kernel, message: `asc crashed: ${message}` }
}

function lineAt(program: AssembleProgram, offset: number): string {
  const start = program.text.lastIndexOf('\n', offset - 1) + 1
  const end = program.text.indexOf('\n', offset)
  return program.text.slice(start, end < 0 ? undefined : end).trim()
}

function messageOf(error: unknown): string {
  // Binaryen throws numbers and objects of its own; what they mean it has printed.
  return error instanceof Error ? error.message : 'Binaryen gave up'
}
