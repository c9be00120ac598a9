import type { CorpusPackage } from '../corpus-package.js'
import { call } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

interface Index {
  readonly ids: Uint16Array
  readonly coords: Float64Array
  add(x: number, y: number): number
  finish(): Index
  range(minX: number, minY: number, maxX: number, maxY: number): readonly number[]
  within(x: number, y: number, r: number): readonly number[]
}
type KDBush = new (count: number, nodeSize?: number) => Index

/** A k-d tree: sorting in place, and searches with a stack of their own. */
export const kdbush: CorpusPackage = {
  name: 'kdbush',
  entry: 'kdbush/index.js',
  calls(library, random) {
    return [1, 10, 300].flatMap(count => {
      const index = indexOf(library, count, random, 8)
      return [
        call(`sort ${count}`, () => [index.ids, index.coords]),
        ...random.list(60, () => {
          const [x, y, r] = [random.int(0, 100), random.between(0, 100), random.between(0, 60)]
          return random.unit() < 0.5
            ? call('within', () => index.within(x, y, r))
            : call('range', () => index.range(x, y, x + r, y + r))
        }),
      ]
    })
  },
  work(library) {
    const random = new SeededRandom(4)
    return () => {
      const index = indexOf(library, 3000, new SeededRandom(9), 64)
      let found = 0
      for (let i = 0; i < 100; i++)
        found += index.within(random.between(0, 100), random.between(0, 100), 5).length
      return found
    }
  },
}

function indexOf(
  library: Readonly<Record<string, unknown>>,
  count: number,
  random: SeededRandom,
  nodeSize: number,
): Index {
  const index = new (library.default as KDBush)(count, nodeSize)
  for (let i = 0; i < count; i++) index.add(random.int(0, 100), random.between(0, 100))
  return index.finish()
}
