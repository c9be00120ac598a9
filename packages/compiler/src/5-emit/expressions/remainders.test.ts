import { describe, expect, it } from 'vitest'
import { binary, expression, get, num } from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeNumbers, randomNumbers } from '../../../../../test/support/sample-numbers.js'

describe('remainders of doubles', async () => {
  const running = await runKernels([expression('rest', ['f64', 'f64'], binary('rem', get(0), get(1)))])

  it('have JavaScript’s bits on random operands', () => {
    const left = randomNumbers(30_000, 1)
    const right = randomNumbers(30_000, 7)
    for (const [n, x] of left.entries()) {
      // Each kind of number meets each kind, not only its own.
      for (const y of [right[n] ?? 0, right[n + 1] ?? 0, right[n + 2] ?? 0]) {
        const got = running.value(0, x, y)
        if (!Object.is(got, x % y)) expect.fail(`${x} % ${y} is ${x % y}, not ${got}`)
      }
    }
  })

  it('are exact among denormals', () => {
    for (let n = 1; n < 3000; n++) {
      const x = n * n * 5e-324
      const y = ((n * 7919) % 1013) * 5e-324
      expect(running.value(0, x, y)).toBe(x % y)
      expect(running.value(0, -x * 2 ** 60, y)).toBe((-x * 2 ** 60) % y)
    }
  })
})

describe('remainders by a constant', async () => {
  const divisors = [
    1,
    2,
    -2,
    4,
    0.5,
    2 ** 31,
    2 ** 52,
    2 ** 52 - 0.5,
    2 ** 53,
    3,
    10,
    0,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    360,
  ]
  const types = ['f64', 'f32'] as const
  const running = await runKernels(
    types.flatMap(type =>
      divisors.map((y, n) => expression(`${type}_${n}`, [type], binary('rem', get(0, type), num(y, type)))),
    ),
  )

  it.each([...divisors.entries()])('%i: %d', (n, y) => {
    for (const x of [...edgeNumbers, ...randomNumbers(3000)]) {
      if (!Object.is(running.value(n, x), x % y))
        expect.fail(`${x} % ${y} is ${x % y}, not ${running.value(n, x)}`)
      const single = Math.fround(x)
      if (!Object.is(running.value(divisors.length + n, single), Math.fround(single % Math.fround(y))))
        expect.fail(`f32 ${single} % ${y}`)
    }
  })
})
