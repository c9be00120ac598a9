import { pathToFileURL } from 'node:url'
import type { CompilerOptions } from '@hotpath/compiler'
import type { Twins } from '@hotpath/plugin/twins'
import { registerTwins } from '@hotpath/plugin/twins'
import type { Bench } from './bench-list.js'
import { startList } from './bench-list.js'
import type { BenchOptions, BenchResult, CalledFunction, FileOutcome } from './bench-result.js'
import { compareTwins } from './compare-twins.js'
import { timeTwins } from './time-twins.js'

// Measures one bench file, in a process of its own, so that files leave no traces in each other.

/** What this needs of the run time that the compiled functions have: the file beside this one. */
interface Runtime {
  readonly inspect: (fn: (...args: never[]) => unknown) => {
    readonly calls: { readonly wasm: number; readonly js: number }
    readonly signatures: readonly string[]
  }
}

interface Exported {
  readonly file: string
  readonly name: string
  readonly fn: (...args: never[]) => unknown
}

const runtimeUrl = new URL('./runtime.js', import.meta.url).href
const { random } = Math

/** The same numbers for both twins, which make their inputs each for themselves. */
function seed(n: number): void {
  let state = n
  // Mulberry32: short, and good enough for inputs.
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

async function measureFile(
  file: string,
  settings: BenchOptions,
  options: CompilerOptions,
): Promise<FileOutcome> {
  const standIn = new URL('./bench-stand-in.js', import.meta.url).href
  const loadTwins = registerTwins(
    { vitest: standIn, hotpath: runtimeUrl, 'hotpath/runtime': runtimeUrl },
    options,
  )
  const lists: ReturnType<typeof startList>[] = []
  const twins = await loadTwins(pathToFileURL(file).href, () => {
    lists.push(startList())
    seed(0)
  })
  const [compiled = [], plain = []] = lists.map((list, n) => {
    addExported(list, n === 0 ? twins.compiled : twins.plain)
    return list.chosen
  })
  const names = (benches: readonly Bench[]) => benches.map(({ name }) => name).join()
  if (names(compiled) !== names(plain))
    throw new Error('it defines other benches when it is loaded once more')
  const runtime = (await import(runtimeUrl)) as Runtime
  const exported = await exportedBy(twins)
  const benches: BenchResult[] = []
  for (const [n, bench] of compiled.entries()) {
    const other = plain[n]
    if (!other) continue
    const before = callsOf(exported, runtime)
    const found = await measureBench(bench, other, settings)
    benches.push({ ...found, called: calledSince(before, exported, runtime) })
  }
  return { kind: 'measured', benches, modules: twins.modules }
}

/** `export const benches = { name: () => … }` says the same without an import. */
function addExported(list: ReturnType<typeof startList>, module: object): void {
  const { benches = {} } = module as { readonly benches?: Readonly<Record<string, () => unknown>> }
  for (const [name, run] of Object.entries(benches)) list.add(name, run, {})
}

async function measureBench(
  compiled: Bench,
  plain: Bench,
  settings: BenchOptions,
): Promise<Omit<BenchResult, 'called'>> {
  const { name, options } = compiled
  await options.setup?.()
  await plain.options.setup?.()
  try {
    const comparison = await compareTwins(compiled.run, plain.run, seed)
    if (comparison.outcome === 'differs' || comparison.outcome === 'throws') {
      return { name, ...comparison, timing: null }
    }
    Math.random = random
    return {
      name,
      ...comparison,
      timing: await timeTwins(compiled.run, plain.run, { ...options, ...settings }),
    }
  } finally {
    await options.teardown?.()
    await plain.options.teardown?.()
  }
}

/** Each once: where it was loaded last, for a module is loaded before what it imports, and may only pass it on. */
async function exportedBy({ modules }: Twins): Promise<readonly Exported[]> {
  const found = new Map<unknown, Exported>()
  for (const file of modules) {
    const module = (await import(file)) as Readonly<Record<string, unknown>>
    for (const [name, fn] of Object.entries(module)) {
      // Every function may be asked about, whatever it takes.
      if (typeof fn === 'function') found.set(fn, { file, name, fn: fn as Exported['fn'] })
    }
  }
  return [...found.values()]
}

type Calls = { readonly wasm: number; readonly js: number }

function callsOf(exported: readonly Exported[], { inspect }: Runtime): readonly Calls[] {
  return exported.map(({ fn }) => inspect(fn).calls)
}

function calledSince(
  before: readonly Calls[],
  exported: readonly Exported[],
  { inspect }: Runtime,
): readonly CalledFunction[] {
  return exported.flatMap(({ file, name, fn }, n) => {
    const { calls, signatures } = inspect(fn)
    const [wasm, js] = [calls.wasm - (before[n]?.wasm ?? 0), calls.js - (before[n]?.js ?? 0)]
    const [, left = null] = /, left to JavaScript: (.+)$/.exec(signatures.join('\n')) ?? []
    return wasm + js > 0 ? [{ file, name, calls: { wasm, js }, left }] : []
  })
}

async function answer(): Promise<void> {
  const [file = '', settings = '{}', options = '{}'] = process.argv.slice(2)
  let outcome: FileOutcome
  try {
    outcome = await measureFile(
      file,
      JSON.parse(settings) as BenchOptions,
      JSON.parse(options) as CompilerOptions,
    )
  } catch (error) {
    outcome = { kind: 'failed', message: messageOf(error) }
  }
  process.send?.(outcome, () => process.exit(0))
}

/** With the place, where there is one in the project's files. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack = '' } = error
  const hint = message.includes("module 'vitest'")
    ? '\nA bench file gets `bench` and `describe` of Vitest here, and nothing else.'
    : ''
  const places = stack
    .split('\n')
    .filter(line => /^\s+at /.test(line) && !/node:|\/hotpath\/dist\//.test(line))
  return [`${name}: ${message}${hint}`, ...places].join('\n')
}

await answer()
