import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'

/** What people write where numbers are meant to be integers, to wrap, or to be rounded. */
export function idioms({ random }: LanguageScope, next: () => string): readonly Weighted<string>[] {
  const prime = (): number => random.pick([31, 33, 0x01000193, 0x5bd1e995, 1664525, 2654435769, 16807])
  const shift = (): number => random.pick([1, 5, 8, 13, 16, 24, 31, 32, 33, 40, -1])
  const modulus = (): string =>
    random.pick(['2', '3', '7', '8', '10', '256', '2147483647', '(-3)', '4294967296', '0.5'])
  return [
    [2, () => `((${next()} * ${prime()} + ${next()}) ${random.pick(['| 0', '>>> 0'])})`],
    [2, () => `Math.imul(${next()} ^ (${next()} >>> ${shift()}), ${prime()})`],
    [1, () => `(${next()} ${random.pick(['<<', '>>', '>>>'])} ${shift()})`],
    [2, () => `(${next()} % ${modulus()})`],
    [1, () => rotated(next(), random.int(0, 32))],
    [1, () => `((${next()} % 5 + 5) % 5)`],
    [1, () => `((${next()} / ${random.pick([2, 3, 255, 1e-3])}) ${random.pick(['| 0', '>>> 0', '& 255'])})`],
    [1, () => `~~(${next()})`],
    [1, () => `(${next()} ** ${random.pick(['2', '0.5', '3', '(-1)', '0'])})`],
    [
      1,
      () => `Math.${random.pick(['max', 'min'])}(${next()}, ${random.pick(['-0', '0', next()])}, ${next()})`,
    ],
    [
      1,
      () =>
        `Math.${random.pick(['round', 'ceil', 'floor', 'trunc'])}(${next()} ${random.pick(['- 0.5', '+ 0.5', '/ 2', '* 1e-320'])})`,
    ],
    [1, () => `Math.${random.pick(['max', 'min', 'hypot'])}(${random.pick(['', next()])})`],
    [
      1,
      () =>
        `Math.${random.pick(['cbrt', 'exp', 'log2', 'atan', 'cosh', 'log1p', 'tan', 'pow'])}(${next()}, ${next()})`,
    ],
    [1, () => `Number(${next()} ${random.pick(['<', '>=', '==='])} ${next()})`],
    [
      1,
      () =>
        `(${next()} | 0 ${random.pick(['===', '<', '!=='])} ${random.int(-1, 3)} ? ${next()} : ${next()})`,
    ],
  ]
}

function rotated(value: string, by: number): string {
  return `((${value} << ${by}) | (${value} >>> ${32 - by}))`
}
