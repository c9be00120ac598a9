import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CompiledSource } from '../../support/compile-source.js'
import { compileSource } from '../../support/compile-source.js'
import { comparators, lengths, logsComparisons, patterns } from './comparison-log.js'

type Sorted = Float64Array | number[]
type Logging = (xs: Sorted, log: Float64Array, state: Int32Array, comparator: number) => void

/** Pairs of elements in the order in which a comparator was given them, and what became of the array. */
interface Sort {
  readonly pairs: Float64Array
  readonly sorted: Float64Array
}

const room = new Float64Array(1 << 17)

function observe(sort: Logging, xs: Sorted, comparator: number, seed: number): Sort {
  const state = new Int32Array([0, seed])
  sort(xs, room, state, comparator)
  return { pairs: room.slice(0, state[0]), sorted: Float64Array.from(xs) }
}

let compiled: CompiledSource
const plain = { Float64Array: logsComparisons('Float64Array'), 'number[]': logsComparisons('number[]') }

beforeAll(async () => {
  // Its clock standing still, no race ends, and none is lost.
  vi.spyOn(performance, 'now').mockReturnValue(0)
  const source = Object.values(plain).map(({ text }) => `/* @jit */\nexport ${text}`)
  compiled = await compileSource(source.join('\n'), { passes: true })
})
afterAll(() => {
  vi.restoreAllMocks()
})

describe.each(['Float64Array', 'number[]'] as const)('a compiled sort of a %s', kind => {
  const make = (values: readonly number[]): Sorted =>
    kind === 'number[]' ? [...values] : new Float64Array(values)

  it.each(comparators.map((text, comparator) => ({ text, comparator })))(
    'compares the elements that V8 compares, in its order: $text',
    ({ comparator }) => {
      const { name, reference } = plain[kind]
      const fn = compiled.exports[name] as Logging
      for (const [pattern, element] of Object.entries(patterns)) {
        for (const length of lengths) {
          const values = Array.from({ length }, (_, i) => element(i, length))
          const expected = observe(reference, make(values), comparator, length)
          const actual = observe(fn, make(values), comparator, length)
          if (!isSame(expected, actual))
            expect({ pattern, length, ...actual }).toEqual({ pattern, length, ...expected })
        }
      }
      expect(compiled.inspect(fn)).toMatchObject({ status: 'wasm', calls: { js: 0 } })
    },
  )
})

function isSame(a: Sort, b: Sort): boolean {
  return isSameArray(a.pairs, b.pairs) && isSameArray(a.sorted, b.sorted)
}

function isSameArray(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]))
}
