import { describe, expect, it } from 'vitest'
import {
  binary,
  choose,
  compare,
  fn,
  get,
  give,
  int,
  kernel,
  length,
  load,
  newArray,
  num,
  set,
  store,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'

const i32 = (local: number) => get(local, 'i32')
const floats = (local: number) => get(local, 'Float64Array')

describe('arrays as values', async () => {
  const pick = choose(compare('lt', i32(2), int(1)), floats(0), floats(1))
  const running = await runKernels([
    kernel([
      fn(
        'choose_result',
        [
          ['xs', 'Float64Array'],
          ['ys', 'Float64Array'],
          ['n', 'i32'],
        ],
        3,
        'Float64Array',
        [give(pick)],
      ),
    ]),
    kernel([
      fn(
        'alias',
        [
          ['xs', 'Float64Array'],
          ['ys', 'Float64Array'],
          ['n', 'i32'],
          ['zs', 'Float64Array'],
        ],
        3,
        'f64',
        [
          set(3, pick),
          store(3, int(0), num(9)),
          give(binary('add', load(0, int(0), 'nan'), length(3, 'f64'))),
        ],
      ),
    ]),
    kernel([
      fn(
        'own_or_new',
        [
          ['xs', 'Float64Array'],
          ['n', 'i32'],
          ['out', 'Float64Array'],
        ],
        2,
        'Float64Array',
        [when(compare('lt', i32(1), int(0)), [give(floats(0))]), newArray(2, i32(1)), give(floats(2))],
      ),
    ]),
  ])
  const xs = new Float64Array([1, 2])
  const ys = new Float64Array([3, 4, 5])

  it('come back as the very array that was passed', () => {
    expect(running.value(0, xs, ys, 0)).toBe(xs)
    expect(running.value(0, xs, ys, 1)).toBe(ys)
    expect(running.value(2, xs, -1)).toBe(xs)
    expect(running.value(2, xs, 0)).toEqual(new Float64Array(0))
    expect(running.value(2, new Float64Array(0), 0)).toEqual(new Float64Array(0))
    expect(running.plans.map(plan => plan.mayReturn)).toEqual([[0, 1], [], [0]])
  })

  it('are written through whichever name they have', () => {
    const first = xs.slice()
    const second = ys.slice()
    expect(running.value(1, first, second, 0)).toBe(11)
    expect(running.value(1, first, second, 5)).toBe(12)
    expect([first[0], second[0]]).toEqual([9, 9])
    expect(running.plans[1]?.params.map(param => param.access)).toEqual(['inout', 'inout', 'in'])
  })
})
