import { describe, expect, it } from 'vitest'
import { expression, get, math } from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeNumbers } from '../../../../../test/support/sample-numbers.js'
import type { HostMath } from '../../ir/expr.js'

describe('functions of Math', async () => {
  const unaries: readonly HostMath[] = [
    ...([
      'sin',
      'cos',
      'tan',
      'asin',
      'acos',
      'atan',
      'sinh',
      'cosh',
      'tanh',
      'asinh',
      'acosh',
      'atanh',
    ] as const),
    ...(['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'cbrt'] as const),
  ]
  const running = await runKernels([
    ...unaries.map(name => expression(name, ['f64'], math(name, get(0)))),
    expression('atan2', ['f64', 'f64'], math('atan2', get(0), get(1))),
    ...[0, 1, 2, 3, 4].map(count =>
      expression(
        `hypot${count}`,
        ['f64', 'f64', 'f64', 'f64'],
        math('hypot', ...[0, 1, 2, 3].slice(0, count).map(n => get(n))),
      ),
    ),
  ])

  it('are the host’s own', () => {
    for (const x of edgeNumbers) {
      for (const [n, name] of unaries.entries())
        expect(running.value(n, x)).toBe((Math[name] as (x: number) => number)(x))
      for (const y of edgeNumbers) expect(running.value(unaries.length, x, y)).toBe(Math.atan2(x, y))
    }
  })

  it('take as many arguments as they are given', () => {
    const args = [3, 4, -12, 84]
    for (const count of [0, 1, 2, 3, 4]) {
      expect(running.value(unaries.length + 1 + count, ...args)).toBe(Math.hypot(...args.slice(0, count)))
    }
  })
})
