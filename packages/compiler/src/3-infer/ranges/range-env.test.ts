import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Range } from './range.js'
import { integers, join, sameRange } from './range.js'
import { RangeEnv } from './range-env.js'

const locals = fc.nat(70)
const ranges = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.nat(3))
  .map(([lo, size]) => integers(lo, lo + size))
const entries = fc.array(fc.tuple(locals, ranges), { maxLength: 40 })

type Facts = ReadonlyMap<number, Range>

const read = (env: RangeEnv): Facts =>
  new Map(
    Array.from({ length: 80 }, (_, local) => [local, env.get(local)] as const).filter(
      (entry): entry is readonly [number, Range] => entry[1] !== undefined,
    ),
  )

it('holds what a map holds', () => {
  fc.assert(
    fc.property(entries, entries, (first, more) => {
      const before = RangeEnv.of(first)
      const after = more.reduce((env, [local, range]) => env.set(local, range), before)
      expect(read(after)).toEqual(new Map([...first, ...more]))
      expect(read(before)).toEqual(new Map(first))
      expect(read(after.map((range, local) => integers(range.lo === 0 ? 0 : 1, local + 9)))).toEqual(
        new Map([...read(after)].map(([local, { lo }]) => [local, integers(lo === 0 ? 0 : 1, local + 9)])),
      )
    }),
  )
})

it('joins and compares as maps would, whether or not two came from one', () => {
  fc.assert(
    fc.property(entries, entries, entries, (shared, more, others) => {
      const start = RangeEnv.of(shared)
      const env = more.reduce((all, [local, range]) => all.set(local, range), start)
      const other = others.reduce((all, [local, range]) => all.set(local, range), start)
      const [facts, otherFacts] = [read(env), read(other)]
      const both = [...facts].flatMap(([local, range]) => {
        const found = otherFacts.get(local)
        return found ? [[local, join(range, found)] as const] : []
      })
      const met = env.meet(other)
      expect(isSame(read(met), new Map(both))).toBe(true)
      expect(met.equals(other.meet(env))).toBe(true)
      expect(env.equals(other)).toBe(isSame(facts, otherFacts))
      expect(env.covers(other)).toBe(
        [...facts].every(([local, range]) => {
          const found = otherFacts.get(local)
          return found !== undefined && sameRange(join(range, found), range)
        }),
      )
      expect(met.covers(env)).toBe(met.equals(other) || [...read(met)].every(([local]) => facts.has(local)))
    }),
  )
})

function isSame(a: Facts, b: Facts): boolean {
  return a.size === b.size && [...a].every(([local, range]) => sameRange(range, b.get(local)))
}
