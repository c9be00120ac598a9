import fc from 'fast-check'
import { CompilerFault, compileSource } from '../../support/compile-source.js'
import { evaluateModule } from '../../support/evaluate-module.js'
import { enter } from '../../support/watched-process.js'
import { optionsFor } from '../assemblers.js'
import { isTypeScript } from '../is-program.js'
import { arbitraryOf } from '../random.js'
import { generateGenerator } from './draw-from.js'
import type { Feature } from './features.js'
import { probeFeatures } from './features.js'
import { generateArguments } from './generate-arguments.js'
import type { ModuleProgram } from './generate-module.js'
import { generateModule, printModule } from './generate-module.js'
import { generateHosts } from './hosts.js'
import type { Step } from './observe-module.js'
import { firstDifference, generateChange, generateConsole } from './observe-module.js'
import { smallerLists } from './source-tree.js'

interface LanguageCase {
  readonly program: ModuleProgram
  /** Calls in order: what one leaves behind, the next one finds. */
  readonly steps: readonly Step[]
}

/** What a run came to. */
export interface LanguageResult {
  readonly programs: number
  readonly compiled: number
  readonly calls: { readonly wasm: number; readonly js: number }
  readonly refusals: ReadonlyMap<string, number>
  /** Parts of the language that do not compile yet, so that no program has them. */
  readonly missing: readonly Feature[]
  /** The first difference, shrunk, with the seed that replays it. */
  readonly failure: string | null
}

const BATCH = 32
const CALLS = 8

/** Runs batches, each with the next seed and with the passes on or off in turn, until `isDone` or a difference. */
export async function runLanguage(
  seed: number,
  isDone: (programs: number) => boolean,
  /** Told of a difference before it is shrunk, which may take minutes. */
  tell: (text: string) => void = () => {},
): Promise<LanguageResult> {
  const { compiled: features, missing } = probeFeatures()
  const total = {
    programs: 0,
    compiled: 0,
    calls: { wasm: 0, js: 0 },
    refusals: new Map<string, number>(),
    missing,
  }
  const start = (batch: number) => {
    enter(`the compilation of the batch HOTPATH_SEED=${seed + batch}`)
    return startBatch(sampleCases(seed + batch, features), batch % 2 === 0)
  }
  let next: ReturnType<typeof startBatch> | null = start(0)
  for (let batch = 0; next !== null; batch++) {
    const running = next
    // Compiled here while the batch before it is with its assembler.
    next = isDone(total.programs) ? null : start(batch + 1)
    const { cases, passes, outcome } = await running
    const { compiled, calls, reasons, differing } = outcome
    total.programs += cases.length
    total.compiled += compiled
    total.calls.wasm += calls.wasm
    total.calls.js += calls.js
    for (const reason of reasons) total.refusals.set(reason, (total.refusals.get(reason) ?? 0) + 1)
    const [first] = differing
    if (first) {
      tell(
        `not shrunk yet: HOTPATH_SEED=${seed + batch}\n${printModule(first.case.program, 0)}\n${first.text}`,
      )
      const smallest = await shrink(first.case, passes)
      const [again] = (await runCases([smallest], passes)).differing
      const text = again?.text ?? first.text
      return {
        ...total,
        failure: `HOTPATH_SEED=${seed + batch}, passes ${passes ? 'on' : 'off'}\n${printModule(smallest.program, 0)}\n${text}`,
      }
    }
  }
  return { ...total, failure: null }
}

interface Batch {
  readonly cases: readonly LanguageCase[]
  readonly passes: boolean
  readonly outcome: Outcome
}

function startBatch(cases: readonly LanguageCase[], passes: boolean): Promise<Batch> {
  const batch = runCases(cases, passes).then(outcome => ({ cases, passes, outcome }))
  // Whoever waits for it hears of it; nobody does after a difference before.
  batch.catch(() => {})
  return batch
}

/** One line on what was covered, then why programs stayed JavaScript and what none of them had. */
export function summarizeLanguage({ programs, compiled, calls, refusals, missing }: LanguageResult): string {
  const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`
  const causes = [...refusals].sort((a, b) => b[1] - a[1]).slice(0, 10)
  return [
    `${programs} modules, ${share(compiled, programs)} compiled, ${share(calls.wasm, calls.wasm + calls.js)} of ${calls.wasm + calls.js} calls in Wasm`,
    ...causes.map(([reason, count]) => `  ${count} × ${reason}`),
    ...(missing.length > 0 ? [`  not compiled yet, so in no program: ${missing.join(', ')}`] : []),
  ].join('\n')
}

function sampleCases(seed: number, features: ReadonlySet<Feature>): readonly LanguageCase[] {
  const anyCase = arbitraryOf((random): LanguageCase => {
    const program = generateModule(random, features)
    const steps = Array.from({ length: CALLS }, () => ({
      change: generateChange(random),
      generator: generateGenerator(random),
      make: generateArguments(random, program.params),
      hosts: generateHosts(random),
      console: generateConsole(random),
    }))
    return { program, steps }
  })
  return fc.sample(anyCase, { seed, numRuns: BATCH, unbiased: true }).filter(({ program }) => parses(program))
}

/** TypeScript takes some comparisons for type arguments. */
function parses(program: ModuleProgram): boolean {
  return isTypeScript(printModule(program, 0))
}

interface Outcome {
  readonly compiled: number
  readonly calls: { readonly wasm: number; readonly js: number }
  readonly reasons: readonly string[]
  readonly differing: readonly { readonly case: LanguageCase; readonly text: string }[]
}

/** Runs cases as one file. Where hotpath itself fails, each half is tried, down to the program it fails on. */
async function runCases(cases: readonly LanguageCase[], passes: boolean): Promise<Outcome> {
  try {
    return await runFile(cases, passes)
  } catch (error) {
    if (!(error instanceof CompilerFault)) throw error
    const [only] = cases
    if (only && cases.length === 1) {
      const text = `hotpath fails: ${error.message}`
      return { compiled: 0, calls: { wasm: 0, js: 0 }, reasons: [], differing: [{ case: only, text }] }
    }
    const half = cases.length >> 1
    const [a, b] = [await runCases(cases.slice(0, half), passes), await runCases(cases.slice(half), passes)]
    return {
      compiled: a.compiled + b.compiled,
      calls: { wasm: a.calls.wasm + b.calls.wasm, js: a.calls.js + b.calls.js },
      reasons: [...a.reasons, ...b.reasons],
      differing: [...a.differing, ...b.differing],
    }
  }
}

async function runFile(cases: readonly LanguageCase[], passes: boolean): Promise<Outcome> {
  const source = cases.map(({ program }, i) => printModule(program, i)).join('\n\n')
  const plain = evaluateModule(source, {})
  const jitted = await compileSource(source, optionsFor(passes))
  const calls = { wasm: 0, js: 0 }
  const differing = cases.flatMap((one, i) => {
    enter(`the calls of\n${printModule(one.program, i)}`)
    const text =
      firstDifference(one.steps, i, plain, jitted.exports) ??
      (jitted.fails(`kernel_${i}`) ? 'it fails, and JavaScript runs instead' : null)
    const { wasm, js } = jitted.inspect(jitted.exports[`kernel_${i}`]).calls
    calls.wasm += wasm
    calls.js += js
    return text === null ? [] : [{ case: one, text }]
  })
  const stayed = jitted.verdicts.filter(({ status }) => status === 'js')
  const fault = stayed.findIndex(({ reasons }) =>
    reasons.some(({ code }) => code === 'internal/compiler-fault'),
  )
  if (fault >= 0) {
    const verdict = stayed[fault]!
    const one = cases[Number(verdict.name.match(/\d+$/)?.[0])]!
    differing.push({ case: one, text: verdict.reasons.map(({ message }) => message).join('\n') })
  }
  const reasons = stayed.map(({ reasons: [first] }) =>
    `${first?.code}: ${first?.message}`.replace(/[a-z]+\d+|_\d+/g, '…'),
  )
  return { compiled: cases.length - stayed.length, calls, reasons, differing }
}

const ATTEMPTS = 150

/** The smallest case found that still differs: fewer calls, then fewer lines. */
async function shrink(one: LanguageCase, passes: boolean): Promise<LanguageCase> {
  let smallest = one
  let attempts = 0
  const stillDiffers = async (candidate: LanguageCase): Promise<boolean> => {
    if (++attempts > ATTEMPTS) return false
    try {
      if ((await runCases([candidate], passes)).differing.length === 0) return false
      smallest = candidate
      return true
    } catch {
      // It does not parse, or does not run as plain JavaScript.
      return false
    }
  }
  for (const step of one.steps) if (await stillDiffers({ ...one, steps: [step] })) break
  for (let again = true; again; ) {
    again = false
    for (const program of smallerPrograms(smallest.program)) {
      if (!(await stillDiffers({ ...smallest, program }))) continue
      again = true
      break
    }
  }
  for (const result of ['0', '0n', '{ x: 0, y: 0 }', '[0, 0]']) {
    if (await stillDiffers({ ...smallest, program: { ...smallest.program, result } })) break
  }
  return smallest
}

function smallerPrograms(program: ModuleProgram): readonly ModuleProgram[] {
  return [
    ...smallerLists(program.body).map(body => ({ ...program, body })),
    ...smallerLists(program.around).map(around => ({ ...program, around })),
  ]
}
