import type { CorpusPackage } from '../corpus-package.js'
import { call, functionOf } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

type Noise = (...at: readonly number[]) => number

const dimensions = [2, 3, 4] as const
const CALLS = 400

/** Gradient noise: closures over typed arrays, called with a few numbers. */
export const simplexNoise: CorpusPackage = {
  name: 'simplex-noise',
  entry: 'simplex-noise/simplex-noise.ts',
  calls(library, random) {
    const noises = dimensions.flatMap(n => {
      const noise = functionOf(library, `createNoise${n}D`)(new SeededRandom(n).unit) as Noise
      return random.list(CALLS, () => call(`noise${n}D`, noise, ...random.list(n, () => coordinate(random))))
    })
    const table = call('buildPermutationTable', () =>
      functionOf(library, 'buildPermutationTable')(new SeededRandom(5).unit),
    )
    return [...noises, table]
  },
  work(library) {
    const [noise2, noise3, noise4] = dimensions.map(
      n => functionOf(library, `createNoise${n}D`)(new SeededRandom(n).unit) as Noise,
    )
    return () => {
      let sum = 0
      for (let y = 0; y < 60; y++) {
        for (let x = 0; x < 60; x++) {
          sum += noise2!(x / 7, y / 7) + noise3!(x / 7, y / 7, 0.5) + noise4!(x / 7, y / 7, 0.5, 0.25)
        }
      }
      return sum
    }
  },
}

function coordinate(random: SeededRandom): number {
  const odd = random.unit()
  if (odd < 0.05) return random.pick([Number.NaN, -0, Infinity, -Infinity, 1e300, 2 ** 31, -(2 ** 31) - 1])
  return odd < 0.2 ? random.int(-300, 300) : random.between(-100, 100)
}
