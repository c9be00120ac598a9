import type { CorpusCall, CorpusPackage } from '../corpus-package.js'
import { call, functionOf } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

type Matrix = number[][]
type Arguments = (random: SeededRandom) => readonly unknown[]

const CALLS = 6

const square: Arguments = random => [matrix(random, random.int(1, 6))]
const twoSquares: Arguments = random => {
  const n = random.int(1, 6)
  return [matrix(random, n), matrix(random, n)]
}
const squareAndVector: Arguments = random => {
  const n = random.int(1, 6)
  return [matrix(random, n), vector(random, n)]
}
const twoVectors: Arguments = random => {
  const n = random.int(1, 12)
  return [vector(random, n), vector(random, n)]
}
const oneVector: Arguments = random => [vector(random, random.int(1, 12))]

const functions: readonly (readonly [name: string, ...kinds: readonly Arguments[]])[] = [
  ...[
    'inv',
    'det',
    'transpose',
    'negtranspose',
    'LU',
    'svd',
    'eig',
    'toUpperHessenberg',
    'QRFrancis',
    'norm2',
  ].map(name => [name, square] as const),
  ...['ccsSparse', 'cLU', 'echelonize', 'sclone', 'clone', 'dim', 'isNaN', 'sum', 'prod', 'neg', 'sqrt'].map(
    name => [name, square] as const,
  ),
  ...['dot', 'dotMMsmall', 'dotMMbig', 'tensor', 'add', 'sub', 'mul', 'div', 'same', 'lt', 'geq'].map(
    name => [name, twoSquares] as const,
  ),
  ...['dotMV', 'solve', 'dot'].map(name => [name, squareAndVector] as const),
  ...['dotVV', 'dot', 'tensor', 'add', 'mul', 'pow', 'atan2', 'addeq', 'subeq'].map(
    name => [name, twoVectors] as const,
  ),
  ...[
    'diag',
    'house',
    'norm2',
    'norminf',
    'norm2Squared',
    'sum',
    'sin',
    'exp',
    'any',
    'all',
    'sup',
    'inf',
  ].map(name => [name, oneVector] as const),
  ['identity', random => [random.int(0, 6)]],
  ['linspace', random => [random.between(-5, 5), random.between(-5, 5), random.int(-1, 9)]],
  ['rep', random => [[random.int(1, 4), random.int(1, 4)], random.between(-1, 1)]],
  ['getBlock', random => [matrix(random, 6), [1, 2], [random.int(1, 5), random.int(2, 5)]]],
]

/** Linear algebra over arrays of arrays, sparse matrices, splines, Fourier transforms and differential equations. */
export const numeric: CorpusPackage = {
  name: 'numeric',
  entry: 'numeric/numeric-1.2.6.js',
  calls(library, random) {
    const simple = functions.flatMap(([name, ...kinds]) =>
      kinds.flatMap(kind => random.list(CALLS, () => call(name, library[name], ...kind(random)))),
    )
    return [...simple, ...random.list(CALLS, () => solvers(library, random)).flat()]
  },
  work(library) {
    const random = new SeededRandom(10)
    const [a, b] = [matrix(random, 24), matrix(random, 24)]
    const v = vector(random, 24)
    const [dot, inv, solve, det, svd] = ['dot', 'inv', 'solve', 'det', 'svd'].map(name =>
      functionOf(library, name),
    )
    return () => [dot!(a, b), inv!(a), solve!(a, v), det!(b), svd!(a)].length
  },
}

function solvers(library: Readonly<Record<string, unknown>>, random: SeededRandom): readonly CorpusCall[] {
  const fn = (name: string) => functionOf(library, name)
  const n = random.int(3, 6)
  const [a, v] = [matrix(random, n), vector(random, n)]
  const xs = Array.from({ length: n }, (_, i) => i + random.between(0, 0.5))
  const [re, im] = [vector(random, 8), vector(random, 8)]
  return [
    call('ccsLUPSolve', () => fn('ccsLUPSolve')(fn('ccsLUP')(fn('ccsSparse')(a)), v)),
    call('ccsDot', () => fn('ccsFull')(fn('ccsDot')(fn('ccsSparse')(a), fn('ccsSparse')(a)))),
    call('spline', () => {
      const spline = fn('spline')(xs, v) as { at(x: unknown): unknown; roots(): unknown }
      return [spline.at(1.5), spline.at([0, 1, 2, 2.5]), spline.roots()]
    }),
    call('fft', () => {
      const t = fn('t')(re, im) as { fft(): { ifft(): unknown } }
      return [t.fft(), t.fft().ifft()]
    }),
    call('uncmin', () => {
      const bowl = (x: number[]) => (x[0]! - v[0]!) ** 2 + (x[1]! - 2) ** 4
      return fn('uncmin')(bowl, [random.between(-1, 1), 0])
    }),
    call('dopri', () => {
      const solution = fn('dopri')(0, 3, [1, 0], (_: number, y: number[]) => [y[1], -y[0]!]) as {
        at(x: unknown): unknown
      }
      return solution.at([0.5, 1.7, 2.9])
    }),
    call('solveLP', () =>
      fn('solveLP')(
        [1, 1],
        [
          [-1, 0],
          [0, -1],
          [-1, -2],
        ],
        [0, 0, -3],
      ),
    ),
    call('cdelsq', () => fn('ccsFull')(fn('ccsScatter')(fn('cdelsq')(fn('cgrid')([n, n]))))),
  ]
}

function matrix(random: SeededRandom, n: number): Matrix {
  return random.list(n, () => vector(random, n))
}

function vector(random: SeededRandom, n: number): number[] {
  const whole = random.unit() < 0.3
  return random.list(n, () => (whole ? random.int(-4, 4) : random.between(-4, 4)))
}
