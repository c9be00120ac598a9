import { join } from 'node:path'
import type { Verdict } from '@hotpath/compiler'
import { observeCall, sameObservation } from '../support/observe-call.js'
import type { MarkedLibrary, MarkedModules } from './build-marked.js'
import { buildMarked, runMarked } from './build-marked.js'
import type { CorpusPackage } from './corpus-package.js'
import type { ModuleGraph } from './module-graph.js'
import { readModuleGraph } from './module-graph.js'
import type { Library } from './run-modules.js'
import { runModules } from './run-modules.js'
import { SeededRandom } from './seeded-random.js'
import { withStableRandom } from './stable-random.js'

/** One package, plain and marked. */
export interface LoadedPackage {
  readonly about: CorpusPackage
  readonly plain: Library
  readonly marked: MarkedLibrary & MarkedModules
}

/** What a package came to. */
export interface PackageResult {
  readonly name: string
  readonly functions: number
  readonly compiled: number
  /** First reasons of the functions that stay JavaScript: code → how many. */
  readonly causes: Readonly<Record<string, number>>
  readonly compared: number
  readonly calls: { readonly wasm: number; readonly js: number }
  readonly differences: readonly string[]
}

/**
 * Loads a package twice: as it is, and with every function marked, also those that are too small to gain, so that they are
 * compared as well.
 */
export async function loadPackage(about: CorpusPackage): Promise<LoadedPackage> {
  const graph = readPackage(about)
  const [entry] = graph.keys()
  const modules = await buildMarked(graph, false)
  return {
    about,
    plain: withStableRandom(() => runModules(graph, entry!, {})),
    marked: { ...modules, ...runMarked(modules.graph, entry!) },
  }
}

/** A package's modules, its entry first. */
export function readPackage(about: CorpusPackage): ModuleGraph {
  return readModuleGraph(join(import.meta.dirname, '../node_modules', about.entry))
}

/** Makes the same calls to both and compares what every caller can see. */
export function comparePackage({ about, plain, marked }: LoadedPackage, seed: number): PackageResult {
  const before = marked.countCalls()
  const expected = about.calls(plain, new SeededRandom(seed))
  const actual = about.calls(marked.library, new SeededRandom(seed))
  const differences = expected.flatMap((call, i) => {
    const [a, b] = [call, actual[i]!].map(one => withStableRandom(() => observeCall(one.run, one.args)))
    if (!a || !b) return [`${about.name}: ${call.label} is not called`]
    if (sameObservation(a, b)) return []
    const write = ({ outcome, args }: typeof a): string => [outcome, ...args].join(' | ').slice(0, 2000)
    return [`${about.name}: ${call.label}\n  JavaScript ${write(a)}\n  hotpath    ${write(b)}`]
  })
  const after = marked.countCalls()
  const compiled = marked.verdicts.filter(verdict => verdict.status === 'wasm').length
  return {
    name: about.name,
    functions: marked.marked,
    compiled,
    causes: causesOf(marked.verdicts),
    compared: expected.length,
    calls: { wasm: after.wasm - before.wasm, js: after.js - before.js },
    differences,
  }
}

function causesOf(verdicts: readonly Verdict[]): Readonly<Record<string, number>> {
  const causes: Record<string, number> = {}
  for (const { status, reasons } of verdicts) {
    if (status === 'wasm') continue
    const cause =
      reasons.find(({ code }) => code.startsWith('internal/'))?.code ?? reasons[0]?.code ?? 'no reason given'
    causes[cause] = (causes[cause] ?? 0) + 1
  }
  return causes
}
