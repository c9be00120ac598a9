import type { CompiledSource } from '../support/compile-source.js'
import { CompilerFault, compileSource } from '../support/compile-source.js'
import type { ModuleExports } from '../support/evaluate-module.js'
import { evaluateModule } from '../support/evaluate-module.js'
import type { Observation } from '../support/observe-call.js'
import { observeCall, sameObservation } from '../support/observe-call.js'
import { enter } from '../support/watched-process.js'
import { optionsFor } from './assemblers.js'
import type { Input } from './generate-input.js'
import { makeArguments, writeCall } from './generate-input.js'
import { importLine, printProgram } from './print-program.js'
import type { Case } from './sample-batch.js'

/** Whether the optional passes run. */
export type Mode = 'passes on' | 'passes off'

/** A call that JavaScript and the compiled program answer differently, or a program that hotpath fails on. */
export interface Mismatch {
  readonly case: Case
  readonly input: Input | null
  readonly expected: string
  readonly actual: string
}

/** What one batch showed. */
export interface BatchResult {
  readonly programs: number
  readonly compiled: number
  readonly calls: { readonly wasm: number; readonly js: number }
  /** Why programs stayed JavaScript: message → how many. */
  readonly refusals: ReadonlyMap<string, number>
  readonly mismatches: readonly Mismatch[]
}

const nameOf = (index: number): string => `f${index}`

/** Compiles all the cases as one module, so that the assembler's start-up is paid once, and compares every call. */
export async function runBatch(cases: readonly Case[], mode: Mode): Promise<BatchResult> {
  const programs = cases.map(({ program }, i) => printProgram(program, nameOf(i), '/* @jit */\n'))
  const source = [importLine, ...programs].join('\n')
  const plain = evaluateModule(source, {})
  const compiled = await compileSource(source, optionsFor(mode === 'passes on'))
  const calls = { wasm: 0, js: 0 }
  const mismatches: Mismatch[] = []
  cases.forEach((one, i) => {
    mismatches.push(...compareCalls(one, plain, compiled, nameOf(i)))
    const { wasm } = compiled.inspect(compiled.exports[nameOf(i)]).calls
    calls.wasm += wasm
    calls.js += one.inputs.length - wasm
  })
  const refusals = new Map<string, number>()
  const stayed = compiled.verdicts.filter(verdict => verdict.status === 'js')
  for (const { reasons } of stayed) {
    const reason = reasons[0] ? `${reasons[0].code}: ${reasons[0].message}` : 'no reason given'
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1)
  }
  return { programs: cases.length, compiled: cases.length - stayed.length, calls, refusals, mismatches }
}

/** As `runBatch`, but a program that hotpath itself fails on is singled out and reported as a mismatch. */
export async function runBatchSafely(cases: readonly Case[], mode: Mode): Promise<BatchResult> {
  try {
    return await runBatch(cases, mode)
  } catch (error) {
    if (!(error instanceof CompilerFault)) throw error
    if (cases.length === 1) return faulty(cases[0]!, error)
    const half = cases.length >> 1
    const first = await runBatchSafely(cases.slice(0, half), mode)
    return merge(first, await runBatchSafely(cases.slice(half), mode))
  }
}

/** The calls of these cases that go wrong. */
export async function findMismatches(cases: readonly Case[], mode: Mode): Promise<readonly Mismatch[]> {
  return (await runBatchSafely(cases, mode)).mismatches
}

/** Adds up two results. */
export function merge(a: BatchResult, b: BatchResult): BatchResult {
  const refusals = new Map(a.refusals)
  for (const [reason, count] of b.refusals) refusals.set(reason, (refusals.get(reason) ?? 0) + count)
  return {
    programs: a.programs + b.programs,
    compiled: a.compiled + b.compiled,
    calls: { wasm: a.calls.wasm + b.calls.wasm, js: a.calls.js + b.calls.js },
    refusals,
    mismatches: [...a.mismatches, ...b.mismatches],
  }
}

/** The result of no cases at all. */
export const nothingRun: BatchResult = {
  programs: 0,
  compiled: 0,
  calls: { wasm: 0, js: 0 },
  refusals: new Map(),
  mismatches: [],
}

function compareCalls(
  one: Case,
  plain: ModuleExports,
  jitted: CompiledSource,
  name: string,
): readonly Mismatch[] {
  return one.inputs.flatMap(input => {
    const expected = observe('JavaScript', plain[name], one, input)
    const actual = observe('hotpath', jitted.exports[name], one, input)
    if (jitted.fails(name)) {
      return [{ case: one, input, expected: write(expected), actual: 'fails, and JavaScript runs instead' }]
    }
    if (sameObservation(expected, actual)) return []
    return [{ case: one, input, expected: write(expected), actual: write(actual) }]
  })
}

/** Letters of a call that are told before it: what long arrays hold would keep whoever listens busy, and their seed tells it. */
const MOST_TOLD = 10_000

function observe(who: string, fn: unknown, { program }: Case, input: Input): Observation {
  enter(`a call in ${who}:\n${printProgram(program, 'f', '')}\n${writeCall(input).slice(0, MOST_TOLD)}`)
  return observeCall(fn as () => unknown, makeArguments(input))
}

function write({ outcome, args }: Observation): string {
  return [outcome, ...args.map((arg, i) => `  argument ${i}: ${arg}`)].join('\n')
}

function faulty(one: Case, error: CompilerFault): BatchResult {
  const mismatch = {
    case: one,
    input: null,
    expected: 'a program, compiled or not',
    actual: String(error.cause),
  }
  return { ...nothingRun, programs: 1, mismatches: [mismatch] }
}
