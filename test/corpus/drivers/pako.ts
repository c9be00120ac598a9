import type { CorpusPackage } from '../corpus-package.js'
import { call, functionOf } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

/** Compression: state machines over objects with byte arrays in them. */
export const pako: CorpusPackage = {
  name: 'pako',
  entry: 'pako/dist/pako.mjs',
  calls(library, random) {
    const deflate = functionOf(library, 'deflate')
    const inflate = functionOf(library, 'inflate')
    return random.list(40, () => {
      const data = bytes(random, random.int(0, 4000))
      const options = {
        level: random.int(0, 9),
        strategy: random.int(0, 4),
        windowBits: random.int(9, 15),
        raw: random.unit() < 0.3,
      }
      const damaged = random.unit() < 0.2 ? random.int(0, 40) : -1
      return call(`deflate ${JSON.stringify(options)}`, () => {
        const packed = deflate(data, options) as Uint8Array
        if (damaged >= 0 && damaged < packed.length) packed[damaged]! ^= 0x55
        return [packed, outcomeOf(() => inflate(packed, options))]
      })
    })
  },
  work(library) {
    const deflate = functionOf(library, 'deflate')
    const inflate = functionOf(library, 'inflate')
    const data = bytes(new SeededRandom(8), 60_000)
    return () => (inflate(deflate(data)) as Uint8Array).length
  },
}

function bytes(random: SeededRandom, length: number): Uint8Array {
  const kind = random.int(0, 3)
  const made = Uint8Array.from({ length }, () => random.int(0, kind === 0 ? 255 : 3 * kind))
  // Repeats, for matches to be found.
  for (let i = 0; i + 40 < length; i += random.int(50, 200)) made.copyWithin(i + 20, i, i + 20)
  return made
}

function outcomeOf(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return `throws ${error}`
  }
}
