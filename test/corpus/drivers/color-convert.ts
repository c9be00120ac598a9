import type { CorpusPackage } from '../corpus-package.js'
import { call } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

type Convert = Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly channels: number }>>
type Convertor = ((...args: readonly unknown[]) => unknown) & { readonly raw?: unknown }

const CALLS = 12

/** Colour spaces: tuples in, tuples out, through tables of functions. */
export const colorConvert: CorpusPackage = {
  name: 'color-convert',
  entry: 'color-convert/index.js',
  calls(library, random) {
    return everyPair(library.default as Convert).flatMap(({ label, channels, convertor, from }) =>
      random.list(CALLS, () => {
        const args = argumentsFor(from, channels, random)
        return call(label, random.unit() < 0.5 ? convertor : (convertor.raw ?? convertor), ...args)
      }),
    )
  },
  work(library) {
    const random = new SeededRandom(2)
    const pairs = everyPair(library.default as Convert).filter(({ from }) => from === 'rgb' || from === 'lab')
    const colors = random.list(50, () => random.list(3, () => random.int(0, 255)))
    return () => {
      for (const { convertor } of pairs) for (const color of colors) convertor(color)
    }
  },
}

function everyPair(convert: Convert) {
  return Object.entries(convert).flatMap(([from, targets]) =>
    Object.entries(targets)
      .filter(([, convertor]) => typeof convertor === 'function')
      .map(([to, convertor]) => ({
        from,
        label: `${from}.${to}`,
        channels: targets.channels,
        convertor: convertor as Convertor,
      })),
  )
}

function argumentsFor(from: string, channels: number, random: SeededRandom): readonly unknown[] {
  if (from === 'hex') return [random.int(0, 0xffffff).toString(16)]
  if (from === 'keyword') return [random.pick(['red', 'rebeccapurple', 'tan', 'nosuchcolor'])]
  const whole = random.unit() < 0.6
  const high = random.pick([1, 100, 255, 360])
  const channel = (): number => (whole ? random.int(0, high) : random.between(-5, high))
  const color = random.list(channels, channel)
  return random.unit() < 0.8 ? [color] : color
}
