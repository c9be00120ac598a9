import { createAssembler } from '@hotpath/assembler'
import type { Verdict } from '@hotpath/compiler'
import { buildFresh, buildModule } from '@hotpath/plugin'
import * as runtimeNamespace from '@hotpath/runtime'
import { markFunctions } from './mark-functions.js'
import type { ModuleGraph } from './module-graph.js'
import type { Library } from './run-modules.js'
import { runModules } from './run-modules.js'
import { withStableRandom } from './stable-random.js'

/** The modules of a package as a bundler would have them, with every function marked. */
export interface MarkedModules {
  readonly graph: ModuleGraph
  /** How many functions were marked. */
  readonly marked: number
  readonly verdicts: readonly Verdict[]
}

/** Such a package, running. */
export interface MarkedLibrary {
  readonly library: Library
  /** Calls of the compiled functions so far. */
  readonly countCalls: () => { readonly wasm: number; readonly js: number }
}

const assembler = createAssembler()
const runtimeSpecifier = 'hotpath/runtime'

/**
 * Marks every function of a package and builds its modules as a bundler would. Without the cost model functions too small
 * to gain are compiled too.
 */
export async function buildMarked(graph: ModuleGraph, costModel: boolean): Promise<MarkedModules> {
  const sources = new Map([...graph].map(([file, { source }]) => [file, markFunctions(source, file)]))
  const sourceOf = (file: string): string => sources.get(file)!.source
  const verdicts: Verdict[] = []
  const built = new Map(graph)
  for (const [file, node] of graph) {
    const input = {
      file,
      source: sourceOf(file),
      options: { costModel },
      runtime: runtimeSpecifier,
    }
    const host = {
      resolve: (specifier: string, importer: string) => {
        const found = graph.get(importer)?.imports.get(specifier)
        return found === undefined ? null : { file: found, source: sourceOf(found) }
      },
      assemble: assembler.assemble,
      loadBuilder: () => buildFresh,
    }
    const module = await buildModule(input, host, null)
    verdicts.push(...module.verdicts)
    built.set(file, { ...node, source: module.code ?? input.source })
  }
  const marked = [...sources.values()].reduce((sum, source) => sum + source.marked, 0)
  return { graph: built, marked, verdicts }
}

/** Runs what `buildMarked` made. */
export function runMarked(graph: ModuleGraph, entry: string): MarkedLibrary {
  const kernels: Kernels[] = []
  // `__esModule` keeps the interop from putting a getter around each name, which no bundler does.
  const runtime = { __esModule: true, ...runtimeNamespace, unit: noting(kernels) }
  const library = withStableRandom(() => runModules(graph, entry, { [runtimeSpecifier]: runtime }))
  return { library, countCalls: () => countCalls(kernels.flat()) }
}

type Kernels = ReturnType<typeof runtimeNamespace.unit>

/** The runtime's `unit`, with every kernel it makes written down. */
function noting(kernels: Kernels[]): typeof runtimeNamespace.unit {
  return (...args) => {
    const made = runtimeNamespace.unit(...args)
    kernels.push(made)
    return made
  }
}

function countCalls(kernels: Kernels): { readonly wasm: number; readonly js: number } {
  const sum = (of: 'wasm' | 'js'): number => kernels.reduce((total, kernel) => total + kernel[of], 0)
  return { wasm: sum('wasm'), js: sum('js') }
}
