import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileSource } from '../../support/compile-source.js'
import { evaluateModule } from '../../support/evaluate-module.js'
import { seedOfTest } from '../fuzz-order.js'
import type { Random } from '../random.js'
import { arbitraryOf } from '../random.js'
import { edges } from './arguments.js'

type Numbers = Float64Array | Float32Array | Uint8ClampedArray | Int32Array
type Kernel = (xs: Numbers, ys: Numbers, out: Numbers, by: number) => number

const kinds = { Float64Array, Float32Array, Uint8ClampedArray, Int32Array } as const
type Kind = keyof typeof kinds

/** A random function, and the arrays it takes. */
interface Program {
  readonly kinds: readonly [Kind, Kind, Kind]
  readonly text: string
}

/** A random expression over `x`, `y`, `by`, the function's own earlier value `t`, and Math. */
function writeExpression(random: Random, depth: number): string {
  const sub = () => writeExpression(random, depth - 1)
  const leaf = () => random.pick(['x', 'y', 'x', 'y', 'by', 't', '0.5', '3', '1e3', '-7.25'])
  if (depth === 0) return leaf()
  return random.oneOf<string>([
    [2, leaf],
    [5, () => `Math.${random.pick(['exp', 'log', 'sin', 'cos'])}(${sub()})`],
    [1, () => `Math.pow(${sub()}, ${random.pick(['2.2', 'by', 'y'])})`],
    [3, () => `(${sub()} ${random.pick(['+', '-', '*', '/'])} ${sub()})`],
    [1, () => `Math.${random.pick(['sqrt', 'abs', 'floor', 'tan', 'atan'])}(${sub()})`],
    [1, () => `Math.${random.pick(['min', 'max'])}(${sub()}, ${sub()})`],
    [1, () => `(${sub()} ${random.pick(['<', '>=', '==='])} ${sub()} ? ${sub()} : ${sub()})`],
    [1, () => `(Number.isNaN(${sub()}) ? ${sub()} : ${sub()})`],
  ])
}

/** A loop over arrays: of turns of their own, which may run in lanes, or of turns that feed the next one. */
function writeKernel(random: Random): Program {
  const kind = (): Kind =>
    random.oneOf<Kind>([
      [5, () => 'Float64Array'],
      [2, () => 'Float32Array'],
      [1, () => 'Uint8ClampedArray'],
      [1, () => 'Int32Array'],
    ])
  const [first, second, third] = [kind(), kind(), kind()] as const
  const store = `out[i] = ${writeExpression(random, 3)}`
  const body = random.pick([
    store,
    `${store}\n    if (${writeExpression(random, 1)} > x) out[i] = ${writeExpression(random, 2)}`,
    `${store}\n    sum += ${writeExpression(random, 2)}`,
    `last = ${writeExpression(random, 1).replaceAll(/\bt\b/g, 'last')} * 0.5\n    ${store} + last`,
  ])
  const text = `(xs: ${first}, ys: ${second}, out: ${third}, by: number): number {
  let sum = 0
  let last = 0.25
  for (let i = 0; i < out.length; i++) {
    const x = xs[i]!
    const y = ys[i]!
    const t = ${writeExpression(random, 2).replaceAll(/\bt\b/g, 'x')}
    ${body}
  }
  return sum + last
}`
  return { kinds: [first, second, third], text }
}

const modules = arbitraryOf(random => Array.from({ length: 12 }, () => writeKernel(random)))

const numbers = [...edges, ...Array.from({ length: 60 }, (_, i) => (i - 20) / 7)]
const lengths = [0, 1, 2, 3, 5, 8, 17, numbers.length]

function run(
  kernel: Kernel,
  [first, second, third]: Program['kinds'],
  length: number,
  by: number,
): readonly number[] {
  const every = (step: number) =>
    Array.from({ length }, (_, i) => numbers[(i * step + 3) % numbers.length] ?? 0)
  const [xs, ys] = [kinds[first].from(every(7)), kinds[second].from(every(11))]
  const out = new kinds[third](length)
  const given = kernel(xs, ys, out, by)
  return [given, ...out]
}

const seed = seedOfTest()

describe(`loops under fastmath(approx) (HOTPATH_SEED=${seed})`, () => {
  /** Math as the plain program sees it: our functions one by one, the engine's for the rest. */
  let ours: object
  beforeAll(async () => {
    const one = (name: string) =>
      `/* @jit fastmath(approx) f64(f64) */ export function ${name}(x: number): number { return Math.${name}(x) }`
    const power =
      '/* @jit fastmath(approx) f64(f64, f64) */ export function pow(x: number, y: number): number { return Math.pow(x, y) }'
    const { exports } = await compileSource([...['exp', 'log', 'sin', 'cos'].map(one), power].join('\n'), {
      passes: true,
    })
    ours = Object.create(Math, Object.getOwnPropertyDescriptors(exports)) as object
  })

  it('give what plain loops give with our functions in place of the engine’s, bit by bit', async () => {
    let compiled = 0
    const property = fc.asyncProperty(modules, async kernels => {
      const write = (marker: string) =>
        kernels.map(({ text }, n) => `${marker}export function f${n}${text}`).join('\n')
      const loose = await compileSource(write('/* @jit fastmath(approx) */ '), { passes: true })
      const plain = evaluateModule(`import { Math } from 'ours'\n${write('')}`, { ours: { Math: ours } }, {})
      for (const [n, program] of kernels.entries()) {
        const name = `f${n}`
        for (const length of lengths) {
          for (const by of [0.75, -2, Infinity]) {
            const [expected, actual] = [plain, loose.exports].map(module =>
              run(module[name] as Kernel, program.kinds, length, by),
            )
            expect(actual, `${program.text}\nof ${length}, by ${by}`).toEqual(expected)
          }
        }
        if (loose.inspect(loose.exports[name]).calls.wasm > 0) compiled++
      }
    })
    await fc.assert(property, {
      seed,
      numRuns: Number(process.env.HOTPATH_PROGRAMS ?? 12),
      endOnFailure: true,
    })
    expect(compiled).toBeGreaterThan(0)
  }, 600_000)
})
