import { beforeAll, describe, expect, it } from 'vitest'
import { compileSource } from '../../support/compile-source.js'
import { seedOfTest } from '../fuzz-order.js'
import { Arguments, edges, nearMultiple } from './arguments.js'
import type { Exact } from './reference.js'
import { exactCos, exactExp, exactLog, exactPow, exactSin, ulpsFrom } from './reference.js'

type Fill = (xs: Float64Array, ys: Float64Array, out: Float64Array) => void
type One = (x: number, y: number) => number

const names = ['exp', 'log', 'sin', 'cos', 'pow'] as const
type Name = (typeof names)[number]

const callOf = (name: Name, x: string, y: string) => `Math.${name}(${name === 'pow' ? `${x}, ${y}` : x})`
const source = names
  .map(
    name => `
/* @jit fastmath(approx) */
export function ${name}Each(xs: Float64Array, ys: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = ${callOf(name, 'xs[i]!', 'ys[i]!')}
}
/* @jit math=native f64(f64, f64) */
export function ${name}One(x: number, y: number): number {
  return ${callOf(name, 'x', 'y')}
}`,
  )
  .join('\n')

/** What 256 bits say, where the result is an ordinary number. */
const exactly: Readonly<Record<Name, (x: number, y: number) => Exact>> = {
  exp: exactExp,
  log: exactLog,
  sin: exactSin,
  cos: exactCos,
  pow: exactPow,
}

const seed = seedOfTest()
const given = new Arguments(seed)
const { between, ofSize, signed } = {
  between: (low: number, high: number) => () => given.between(low, high),
  ofSize: (least: number, most: number) => () => given.ofSize(least, most),
  signed: (make: () => number) => () => given.signed(make()),
}
const many = (make: () => number): readonly number[] => given.list(3000, make)
const angles = (): readonly number[] => [
  ...[1, 10, 1000, 1e5].flatMap(limit => many(between(-limit, limit))),
  ...many(signed(ofSize(-60, 60))),
  ...given.list(2000, between(1, 63660)).flatMap(n => nearMultiple(Math.round(n))),
  ...Array.from({ length: 200 }, (_, n) => nearMultiple(n + 1)).flat(),
]
const tries: Readonly<Record<Name, () => readonly (readonly [number, number])[]>> = {
  exp: () =>
    [
      ...[1, 40, 708].flatMap(limit => many(between(-limit, limit))),
      ...[...many(between(-745.2, -700)), ...many(between(700, 709.9)), ...many(signed(ofSize(-60, 3)))],
    ].map(x => [x, 0]),
  log: () =>
    [
      ...[...many(ofSize(-1074, 1024)), ...many(between(0.5, 2)), ...many(between(0.99, 1.01))],
      ...many(() => 1 + signed(ofSize(-52, -8))()),
    ].map(x => [x, 0]),
  sin: () => angles().map(x => [x, 0]),
  cos: () => angles().map(x => [x, 0]),
  pow: () => [
    ...many(ofSize(-30, 30)).map(x => [x, between(-30, 30)()] as const),
    ...many(ofSize(-1022, 1023)).map(x => [x, between(-1, 1)()] as const),
    // Near 1, and by so much that the result is far from it.
    ...many(() => 1 + signed(ofSize(-40, -3))()).map(x => [x, between(-700, 700)() / Math.log(x)] as const),
    ...many(between(0.8, 1.8)).map(x => [x, between(-900, 900)()] as const),
    ...many(between(0, 255)).map(x => [x / 255, 2.2] as const),
  ],
}

function isOrdinary(value: number): boolean {
  return value !== 0 && Number.isFinite(value)
}

describe(`functions of our own (HOTPATH_SEED=${seed})`, () => {
  let fill: Readonly<Record<string, Fill>>
  let one: Readonly<Record<string, One>>
  beforeAll(async () => {
    const { exports, diagnostics } = await compileSource(source, { passes: true })
    expect(diagnostics).toEqual([])
    fill = exports as Record<string, Fill>
    one = exports as Record<string, One>
  })

  const filled = (name: Name, pairs: readonly (readonly [number, number])[]): Float64Array => {
    const out = new Float64Array(pairs.length)
    fill[`${name}Each`]?.(
      Float64Array.from(pairs, ([x]) => x),
      Float64Array.from(pairs, ([, y]) => y),
      out,
    )
    return out
  }

  it.each(names)('%s is within 1.5 units of the last place', name => {
    const pairs = tries[name]().filter(([x, y]) => isOrdinary(Math[name](x, y)))
    expect(pairs.length).toBeGreaterThan(5000)
    const worst = { ulps: 0, at: '' }
    for (const [n, actual] of filled(name, pairs).entries()) {
      const [x, y] = pairs[n] ?? [0, 0]
      const ulps = ulpsFrom(actual, exactly[name](x, y))
      if (!(ulps <= worst.ulps)) Object.assign(worst, { ulps, at: `${x}, ${y}` })
    }
    console.log(`${name}: at most ${worst.ulps.toFixed(3)} ulp in ${pairs.length} tries, at ${worst.at}`)
    expect(worst.ulps, worst.at).toBeLessThanOrEqual(1.5)
  })

  it.each(names)('%s gives what Math gives where that is no ordinary number', name => {
    const pairs = edges.flatMap(x => (name === 'pow' ? edges : [0]).map(y => [x, y] as const))
    for (const [n, actual] of filled(name, pairs).entries()) {
      const [x, y] = pairs[n] ?? [0, 0]
      const expected = Math[name](x, y)
      if (isOrdinary(expected)) {
        expect(Math.abs(actual - expected), `${name} of ${x}, ${y}`).toBeLessThanOrEqual(
          1e-15 * Math.abs(expected) + 1e-323,
        )
      } else expect(actual, `${name} of ${x}, ${y}`).toBe(expected)
    }
  })

  it.each(names)('%s gives the same wherever it stands, and alone', name => {
    const some = [...edges, ...given.list(40, between(-2e5, 2e5)), ...given.list(40, ofSize(-8, 8))]
    const pairs = some.map(x => [x, some[Math.floor(between(0, some.length)())] ?? 0] as const)
    const all = filled(name, pairs)
    for (let start = 0; start + 7 < pairs.length; start++) {
      const length = 1 + (start % 7)
      const part = filled(name, pairs.slice(start, start + length))
      expect(part, `${start}`).toEqual(all.slice(start, start + length))
    }
    for (const [n, [x, y]] of pairs.entries()) expect(one[`${name}One`]?.(x, y), `${x}, ${y}`).toBe(all[n])
  })
})
