import type { Library } from './run-modules.js'
import type { SeededRandom } from './seeded-random.js'

type AnyFunction = (...args: never[]) => unknown

/** One call to compare. Arguments are made anew for every library, since a call may write to them. */
export interface CorpusCall {
  readonly label: string
  readonly run: AnyFunction
  readonly args: readonly unknown[]
}

/** A package of the corpus: where it is read from and what is done with it. */
export interface CorpusPackage {
  readonly name: string
  /** The entry module, inside the package. */
  readonly entry: string
  /** Calls over the whole package on generated inputs, odd ones included; the same for the same random choices. */
  readonly calls: (library: Library, random: SeededRandom) => readonly CorpusCall[]
  /** Prepares typical use, some milliseconds of it, to be timed. */
  readonly work: (library: Library) => () => unknown
}

/** A call of `run` with these arguments. */
export function call(label: string, run: unknown, ...args: readonly unknown[]): CorpusCall {
  return { label, run: run as AnyFunction, args }
}

/** The function of this name, to be called with numbers and arrays. */
export function functionOf(library: unknown, name: string): (...args: readonly unknown[]) => unknown {
  return (library as Record<string, (...args: readonly unknown[]) => unknown>)[name]!
}
