import { expect, it } from 'vitest'
import { startList } from './bench-list.js'
import { bench, describe as group } from './stand-in.js'

const names = (define: () => void) => {
  const list = startList()
  define()
  return list.chosen.map(({ name }) => name)
}
const run = () => 1

it('keeps the order, and names benches by their groups', () => {
  const define = () => {
    bench('a', run)
    group('g', () => {
      bench('b', run)
      group('h', () => bench('c', run))
      bench.skip('d', run)
    })
    group.skip('k', () => bench('e', run))
    bench.todo('f')
    bench('z', run)
  }
  expect(names(define)).toEqual(['a', 'g > b', 'g > h > c', 'z'])
})

it('measures only those that are marked so, where there are any', () => {
  const define = () => {
    bench('a', run)
    group('g', () => {
      bench('b', run)
      bench.only('c', run)
    })
    group.only('h', () => bench('d', run))
    bench('e', run)
  }
  expect(names(define)).toEqual(['g > c', 'h > d'])
})

it('a group that fails leaves none of its name behind', () => {
  const list = startList()
  expect(() =>
    list.within('g', 'only', () => {
      throw new Error('no')
    }),
  ).toThrow('no')
  bench('a', run)
  expect(list.chosen.map(({ name }) => name)).toEqual(['a'])
  expect(() => list.add('b', undefined as never, {})).toThrow("bench 'b' has no function to measure")
})
