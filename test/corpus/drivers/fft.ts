import type { CorpusPackage } from '../corpus-package.js'
import { call } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

interface Transform {
  createComplexArray(): number[]
  toComplexArray(input: readonly number[], storage: null): number[]
  transform(out: number[], data: readonly number[]): void
  realTransform(out: number[], data: readonly number[]): void
  inverseTransform(out: number[], data: readonly number[]): void
  completeSpectrum(spectrum: number[]): void
}
type FFT = new (size: number) => Transform

/** Fourier transforms: methods that pass their arrays along in fields of `this`. */
export const fft: CorpusPackage = {
  name: 'fft.js',
  entry: 'fft.js/lib/fft.js',
  calls(library, random) {
    const Fft = library as unknown as FFT
    return [2, 4, 8, 16, 64, 128].flatMap(size =>
      random.list(4, () => {
        const signal = random.list(size, () => random.between(-1, 1))
        return call(`fft ${size}`, () => {
          const transform = new Fft(size)
          const out = transform.createComplexArray()
          const real = transform.createComplexArray()
          const back = transform.createComplexArray()
          transform.transform(out, transform.toComplexArray(signal, null))
          transform.inverseTransform(back, out)
          transform.realTransform(real, signal)
          transform.completeSpectrum(real)
          return [out, real, back]
        })
      }),
    )
  },
  work(library) {
    const transform = new (library as unknown as FFT)(1024)
    const random = new SeededRandom(7)
    const data = random.list(2048, () => random.between(-1, 1))
    const out = transform.createComplexArray()
    return () => {
      for (let i = 0; i < 20; i++) transform.transform(out, data)
      return out[0]
    }
  },
}
