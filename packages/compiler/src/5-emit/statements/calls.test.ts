import { describe, expect, it } from 'vitest'
import {
  binary,
  choose,
  compare,
  fn,
  get,
  give,
  increment,
  int,
  invoke,
  kernel,
  length,
  load,
  loop,
  newArray,
  num,
  store,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'

const i32 = (local: number) => get(local, 'i32')
const floats = (local: number) => get(local, 'Float64Array')

describe('calls', async () => {
  const running = await runKernels([
    kernel([
      fn(
        'fib',
        [
          ['n', 'i32'],
          ['a', 'f64'],
          ['b', 'f64'],
        ],
        1,
        'f64',
        [
          when(compare('lt', i32(0), int(2)), [give(num(1))]),
          invoke(1, 0, binary('sub', i32(0), int(1))),
          invoke(2, 0, binary('sub', i32(0), int(2))),
          give(binary('add', get(1), get(2))),
        ],
      ),
    ]),
    kernel([
      fn(
        'is_even',
        [
          ['n', 'i32'],
          ['r', 'bool'],
        ],
        1,
        'bool',
        [
          when(compare('eq', i32(0), int(0)), [give(num(true, 'bool'))]),
          invoke(1, 1, binary('sub', i32(0), int(1))),
          give(get(1, 'bool')),
        ],
      ),
      fn(
        'is_odd',
        [
          ['n', 'i32'],
          ['r', 'bool'],
        ],
        1,
        'bool',
        [
          when(compare('eq', i32(0), int(0)), [give(num(false, 'bool'))]),
          invoke(1, 0, binary('sub', i32(0), int(1))),
          give(get(1, 'bool')),
        ],
      ),
    ]),
    kernel([
      fn(
        'scale_all',
        [
          ['xs', 'Float64Array'],
          ['by', 'f64'],
        ],
        2,
        'void',
        [invoke(null, 1, floats(0), get(1))],
      ),
      fn(
        'scale',
        [
          ['ys', 'Float64Array'],
          ['by', 'f64'],
          ['i', 'i32'],
        ],
        2,
        'void',
        [
          loop(
            0,
            compare('lt', i32(2), length(0)),
            [store(0, i32(2), binary('mul', load(0, i32(2), 'proven'), get(1)), 'proven')],
            [increment(2)],
          ),
        ],
      ),
    ]),
    kernel([
      // Two arrays of different lengths: the second call must not disturb what the first one said of its length.
      fn(
        'lengths',
        [
          ['n', 'i32'],
          ['a', 'Float64Array'],
          ['b', 'Float64Array'],
        ],
        1,
        'i32',
        [
          invoke(1, 1, i32(0)),
          invoke(2, 1, binary('add', i32(0), int(5))),
          give(binary('add', binary('mul', length(1), int(1000)), length(2))),
        ],
      ),
      fn(
        'make',
        [
          ['n', 'i32'],
          ['out', 'Float64Array'],
        ],
        1,
        'Float64Array',
        [newArray(1, i32(0)), give(floats(1))],
      ),
    ]),
    kernel([
      fn(
        'wide',
        [
          ['a', 'bool'],
          ['b', 'bool'],
          ['c', 'f64'],
        ],
        3,
        'f64',
        [
          invoke(
            2,
            1,
            compare('lt', get(2), num(1)),
            compare('gt', get(2), binary('add', get(2), num(1))),
            get(2),
          ),
          give(get(2)),
        ],
      ),
      fn(
        'pick',
        [
          ['p', 'bool'],
          ['q', 'bool'],
          ['x', 'f64'],
        ],
        3,
        'f64',
        [give(choose(get(0, 'bool'), num(1), choose(get(1, 'bool'), num(2), get(2))))],
      ),
    ]),
  ])

  it('recurse', () => {
    expect(running.value(0, 20)).toBe(10946)
    expect([0, 1, 7, 10].map(n => running.value(1, n))).toEqual([true, false, false, true])
    expect(running.plans.map(plan => plan.mayTrap)).toEqual([true, true, false, true, false])
  })

  it('run out of stack with a RangeError', () => {
    expect(() => running.call(1, -1)).toThrow(RangeError)
  })

  it('write through arrays they were given', () => {
    const xs = new Float64Array([1, 2, 3])
    running.value(2, xs, 3)
    expect(xs).toEqual(new Float64Array([3, 6, 9]))
  })

  it('read an array’s length right after the call', () => {
    expect(running.value(3, 7)).toBe(7012)
  })

  it('keep comparisons among their arguments apart', () => {
    expect([0, 5].map(x => running.value(4, false, false, x))).toEqual([1, 5])
  })
})
