import { describe, expect, it } from 'vitest'
import {
  compare,
  fail,
  fn,
  get,
  give,
  int,
  kernel,
  load,
  num,
  store,
  throwSite,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'

const i32 = (local: number) => get(local, 'i32')

describe('throwing', async () => {
  const running = await runKernels([
    kernel(
      [
        fn(
          'check',
          [
            ['xs', 'Float64Array'],
            ['n', 'i32'],
          ],
          2,
          'f64',
          [
            store(0, int(0), num(5), 'js'),
            when(compare('lt', i32(1), int(0)), [fail(1)], [when(compare('eq', i32(1), int(0)), [fail(0)])]),
            give(load(0, i32(1), 'restart')),
          ],
        ),
      ],
      { throws: [throwSite('zero'), throwSite('negative')] },
    ),
    kernel([fn('always', [], 0, 'f64', [fail(0)])], { throws: [throwSite('always')] }),
  ])

  it('says which throw it was, after what was written before', () => {
    const xs = new Float64Array(2)
    expect(running.call(0, xs, -1)).toEqual({ kind: 'throw', site: 1 })
    expect(xs[0]).toBe(5)
    expect(running.call(0, xs, 0)).toEqual({ kind: 'throw', site: 0 })
    expect(running.call(0, xs, 1)).toEqual({ kind: 'value', value: 0 })
    expect(running.call(1)).toEqual({ kind: 'throw', site: 0 })
  })

  it('is told apart from starting over', () => {
    expect(running.call(0, new Float64Array(2), 2)).toEqual({ kind: 'restart' })
  })
})
