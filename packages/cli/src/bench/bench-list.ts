import type { BenchOptions } from './bench-result.js'

/** One bench, as a file defines it. */
export interface Bench {
  readonly name: string
  readonly run: () => unknown
  readonly options: BenchOptions
}

/** The benches that a file defines while it is evaluated, in order. */
export class BenchList {
  private readonly all: (Bench & { readonly isOnly: boolean })[] = []
  private path: readonly string[] = []
  private isOnly = false

  add(name: string, run: () => unknown, options: BenchOptions): void {
    if (typeof run !== 'function') throw new TypeError(`bench '${name}' has no function to measure`)
    this.all.push({ name: [...this.path, name].join(' > '), run, options, isOnly: this.isOnly })
  }

  /** Defines benches inside a group. */
  within(name: string | null, which: 'all' | 'only', define: () => void): void {
    const { path, isOnly } = this
    if (name !== null) this.path = [...path, name]
    this.isOnly ||= which === 'only'
    try {
      define()
    } finally {
      Object.assign(this, { path, isOnly })
    }
  }

  /** Those to measure: all, or the ones that are marked `only`. */
  get chosen(): readonly Bench[] {
    const only = this.all.filter(bench => bench.isOnly)
    return only.length > 0 ? only : this.all
  }
}

/** Found under this name by the stand-in for Vitest, which is bundled apart. */
const key = Symbol.for('hotpath.bench')
const holder = globalThis as typeof globalThis & { [key]?: BenchList }

/** Makes a new list the one that benches are added to. */
export function startList(): BenchList {
  const list = new BenchList()
  holder[key] = list
  return list
}

export function currentList(): BenchList {
  const list = holder[key]
  if (list === undefined) throw new Error('benches are defined while a bench file is loaded')
  return list
}
