import { currentList } from './bench-list.js'
import type { BenchOptions } from './bench-result.js'

// What a bench file gets in place of Vitest: the part of it that defines benches.

type Body = () => unknown

interface Define {
  (name: string, run: Body, options?: BenchOptions): void
  readonly skip: (name: string, run?: Body, options?: BenchOptions) => void
  readonly only: (name: string, run: Body, options?: BenchOptions) => void
  readonly todo: (name: string) => void
}

interface Describe {
  (name: string, define: () => void): void
  readonly skip: (name: string, define?: () => void) => void
  readonly only: (name: string, define: () => void) => void
  readonly todo: (name: string) => void
}

const nothing = (): void => {}

/** Defines a bench, as Vitest's does. */
export const bench: Define = Object.assign(
  (name: string, run: Body, options: BenchOptions = {}) => currentList().add(name, run, options),
  {
    skip: nothing,
    only: (name: string, run: Body, options: BenchOptions = {}) =>
      currentList().within(null, 'only', () => currentList().add(name, run, options)),
    todo: nothing,
  },
)

/** Groups benches: their names begin with the group's. */
export const describe: Describe = Object.assign(
  (name: string, define: () => void) => currentList().within(name, 'all', define),
  {
    skip: nothing,
    only: (name: string, define: () => void) => currentList().within(name, 'only', define),
    todo: nothing,
  },
)
