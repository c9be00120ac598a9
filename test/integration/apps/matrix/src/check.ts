import { inspect } from 'hotpath'
import * as jitted from './kernels.js'
import * as plain from './plain.js'

export interface Report {
  /** Names of functions whose result differed from plain JavaScript's, in any bit. */
  readonly different: readonly string[]
  readonly status: Readonly<Record<string, string>>
  /** Calls that ran in Wasm. */
  readonly wasm: Readonly<Record<string, number>>
}

type Call = (kernels: typeof jitted | typeof plain) => unknown

const points = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i) * 10 ** (i % 5))
const samples = Float32Array.from({ length: 37 }, (_, i) => i / 3 - 4)

const calls: Readonly<Record<string, Call>> = {
  fib: ({ fib }) => [0, 1, 10, 91, 1476, 2.5, -1, Number.NaN].map(n => fib(n)),
  pdist: ({ pdist }) => [...pdist(points, 12, 5), ...pdist(points, 13, 5)],
  scale: ({ scale }) => {
    const xs = samples.slice()
    scale(xs, 1.7)
    return [...xs]
  },
  cubes: ({ cubes }) => [0, 1, 1000].map(n => cubes(n)),
  cubed: ({ cubed }) => [3, -0, 0.1, 1e200].map(x => cubed(x)),
}

/** Runs every function jitted and plain, and tells what came out. */
export function check(): Report {
  const different = Object.keys(calls).filter(name => !sameBits(calls[name]!(jitted), calls[name]!(plain)))
  const inspections = Object.entries(jitted).map(([name, fn]) => [name, inspect(fn)] as const)
  return {
    different,
    status: Object.fromEntries(inspections.map(([name, { status }]) => [name, status])),
    wasm: Object.fromEntries(inspections.map(([name, { calls }]) => [name, calls.wasm])),
  }
}

function sameBits(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
}
