import type { Kernels } from './compiled.js'
import type { Dice } from './dice.js'

/** What a call is given. */
export interface Arrays {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly words: Int32Array
  readonly bytes: Uint8Array
}

/** One call, of whichever kernels: it draws all its numbers before, so that both do the same. */
export type Call = (kernels: Kernels, arrays: Arrays) => unknown

type Maker = (dice: Dice) => Call

const SHORT = 64
const TOO_DEEP = 1e6

const makers: readonly (readonly [weight: number, make: Maker])[] = [
  [10, withNumber((x, f, { xs }) => f.scale(xs, x))],
  [4, withNumber((x, f, { xs }) => f.scale(xs.subarray(xs.length >> 2, -1), x))],
  [8, withNumber((x, f, { xs, ys }) => f.axpy(x, xs, ys))],
  [4, withNumber((x, f, { xs }) => f.axpy(x, xs.subarray(1), xs.subarray(0, -1)))],
  [8, withNumber((x, f, { bytes, words }) => f.blend(bytes, words, Math.round(x * 9)))],
  [6, withNumber((x, f, { xs }) => f.limit(xs, Math.abs(x) * 400))],
  [14, withNumber((x, f, { words }) => f.follow(words, x > 0.98 ? 1 : 0))],
  [5, withNumber((x, f, { ys }) => f.make(ys.length, x))],
  [5, withNumber((x, f, { xs, ys }) => f.pick(xs, ys, x))],
  [5, ({ below }) => numbersOf(below(300), (values, f) => f.mean(values))],
  [3, ({ below }) => numbersOf(below(40), (values, f) => f.total([values, values.slice(9), []]))],
  [5, drawWithin],
  [5, ({ below }) => callDeep(below(5_000) === 0 ? TOO_DEEP : below(30))],
]
const weights = makers.reduce((sum, [weight]) => sum + weight, 0)

/** One of all kinds of calls. */
export function anyCall(dice: Dice): Call {
  let rest = dice.below(weights)
  for (const [weight, make] of makers) {
    if (rest < weight) return make(dice)
    rest -= weight
  }
  throw new Error('The weights do not add up.')
}

function withNumber(call: (x: number, ...rest: Parameters<Call>) => unknown): Maker {
  return ({ unit }) => {
    const x = unit() * 2 - 1
    return (kernels, arrays) => call(x, kernels, arrays)
  }
}

function numbersOf(length: number, call: (values: number[], kernels: Kernels) => unknown): Call {
  const values = Array.from({ length }, (_, i) => (i % 7) - 2.5)
  return kernels => call(values, kernels)
}

function callDeep(depth: number): Call {
  return ({ descend }) => descend(depth)
}

/** A kernel that calls out; out there another one is called, another throws, or the callback itself does. */
function drawWithin({ below }: Dice): Call {
  const [how, when] = [below(4), below(SHORT)]
  return (f, { ys, words, bytes }) =>
    f.draw(SHORT, i => {
      if (i !== when) return i * 0.5
      if (how === 0) throw new TypeError('from outside')
      if (how === 1) f.blend(bytes, words, 3)
      return how === 2 ? f.limit(ys, 5) : f.axpy(0.5, ys, ys)
    })
}
