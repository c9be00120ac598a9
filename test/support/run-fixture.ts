import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderDiagnostic } from '@hotpath/compiler'
import type { CompiledSource } from './compile-source.js'
import { compileSource } from './compile-source.js'
import type { ModuleExports, ModuleFiles } from './evaluate-module.js'
import { evaluateModule } from './evaluate-module.js'
import type { Observation } from './observe-call.js'
import { observeCall, sameObservation } from './observe-call.js'

/** What a fixture's compilation gave, as it is kept on disk, and every call that differs from plain JavaScript. */
export interface FixtureResult {
  readonly assembly: string
  /** Verdict, signatures and calls of each function, then the diagnostics as the user would read them. */
  readonly diagnostics: string
  /** Why variables have their types; kept for the fixtures that have a file for it. */
  readonly types: string
  readonly differences: readonly string[]
}

/** One call: the arguments, or a function that makes them anew. */
type Call = readonly unknown[] | (() => readonly unknown[])
type CallsByName = Readonly<Record<string, readonly Call[]>>

/** Compiles `input.ts` of a folder, runs its `cases` in JavaScript and in Wasm, passes on and off, and compares. */
export async function runFixture(folder: string): Promise<FixtureResult> {
  const source = readFileSync(join(folder, 'input.ts'), 'utf8')
  const files = otherFiles(folder)
  const compile = (passes: boolean) => compileSource(source, { passes, file: 'input.ts', files })
  // Both at once: one is compiled while the other is assembled, and where no pass finds anything they share a program.
  const [optimized, plain] = await Promise.all([compile(true), compile(false)])
  const texts: Texts = { 'input.ts': source, ...files }
  const differences = [
    ...compareCases(texts, optimized).map(difference => `passes on: ${difference}`),
    ...compareCases(texts, plain).map(difference => `passes off: ${difference}`),
  ]
  return {
    assembly: optimized.assembly,
    diagnostics: writeVerdicts(texts, optimized),
    types: optimized.types(),
    differences,
  }
}

/** The fixture's own module and those it imports, by file name. */
type Texts = ModuleFiles & { readonly 'input.ts': string }

function otherFiles(folder: string): ModuleFiles {
  const names = readdirSync(folder).filter(name => /^(?!input\.|expected\.).*\.[jt]s$/.test(name))
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}

function compareCases({ 'input.ts': source, ...files }: Texts, compiled: CompiledSource): readonly string[] {
  const reference = evaluateModule(source, { hotpath: plainHotpath }, files)
  const [expectedCalls, actualCalls] = [callsOf(reference), callsOf(compiled.exports)]
  const differing = expectedCalls.flatMap(({ name, call }, i) => {
    const expected = observeCall(functionNamed(reference, name), argumentsOf(call))
    const actual = observeCall(functionNamed(compiled.exports, name), argumentsOf(actualCalls[i]!.call))
    return sameObservation(expected, actual) ? [] : [explain(name, i, expected, actual)]
  })
  return [
    ...differing,
    ...Object.keys(compiled.exports)
      .filter(compiled.fails)
      .map(name => `${name} failed, and ran as JavaScript`),
  ]
}

/** What functions and arrays are in plain JavaScript: `jit` gives back the function itself. */
const plainHotpath = {
  jit: <T>(fn: T): T => fn,
  alloc: <T>(kind: new (length: number) => T, length: number): T => new kind(length),
  allocFrom: (array: Float64Array): Float64Array => array.slice(),
}

/** Every call of `export const cases`: a list for the only function, or lists by function name. */
function callsOf(exports: ModuleExports): readonly { readonly name: string; readonly call: Call }[] {
  const cases = exports.cases as readonly Call[] | CallsByName
  const byName: CallsByName = isList(cases) ? { [onlyFunction(exports)]: cases } : cases
  return Object.entries(byName).flatMap(([name, calls]) => calls.map(call => ({ name, call })))
}

function isList(cases: readonly Call[] | CallsByName): cases is readonly Call[] {
  return Array.isArray(cases)
}

function onlyFunction(exports: ModuleExports): string {
  const names = Object.keys(exports).filter(name => typeof exports[name] === 'function')
  if (names.length !== 1) throw new Error('A fixture of several functions lists its cases by function name.')
  return names[0]!
}

function argumentsOf(call: Call): readonly unknown[] {
  return typeof call === 'function' ? call() : call
}

function functionNamed(exports: ModuleExports, name: string): () => unknown {
  return exports[name] as () => unknown
}

function explain(name: string, position: number, expected: Observation, actual: Observation): string {
  const write = ({ outcome, args }: Observation): string => [outcome, ...args].join(' | ')
  return `${name}, case ${position}:\n  JavaScript ${write(expected)}\n  hotpath    ${write(actual)}`
}

/** How deep a recursion gets before the stack ends is different every time. */
function writeCount(calls: number): string {
  return calls < 1000 ? String(calls) : 'many'
}

function writeVerdicts(texts: Texts, compiled: CompiledSource): string {
  const verdicts = compiled.verdicts.map(({ name, status, signatures }) => {
    const exported = compiled.exports[name]
    const calls = typeof exported === 'function' ? compiled.inspect(exported).calls : { wasm: 0, js: 0 }
    return [
      `${name}: ${status} (${writeCount(calls.wasm)} calls in wasm, ${writeCount(calls.js)} in js)`,
      ...signatures.map(signature => `  ${signature}`),
    ].join('\n')
  })
  const diagnostics = compiled.diagnostics.map(diagnostic =>
    renderDiagnostic(diagnostic, texts[diagnostic.at.file] ?? ''),
  )
  return `${[...verdicts, ...diagnostics.map(text => `\n${text}`)].join('\n')}\n`
}
