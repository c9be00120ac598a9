import { describe, expect, it } from 'vitest'
import {
  binary,
  choose,
  compare,
  expression,
  fail,
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
  math,
  newArray,
  num,
  set,
  store,
  throwSite,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeNumbers } from '../../../../../test/support/sample-numbers.js'
import type { HostMath } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { typedArrayNames } from '../../ir/types.js'

const i32 = (local: number) => get(local, 'i32')
const floats = (local: number) => get(local, 'Float64Array')

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
    kernel([fn('random', [['x', 'f64']], 0, 'f64', [invoke(0, 'random'), give(get(0))])]),
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

  it('random is one of them', () => {
    const drawn = running.value(unaries.length + 6) as number
    expect(drawn >= 0 && drawn < 1).toBe(true)
    expect(running.value(unaries.length + 6)).not.toBe(drawn)
  })
})

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

describe('new arrays', async () => {
  const lengths: readonly ValueType[] = ['i32', 'u32', 'f64', 'i64']
  const running = await runKernels([
    ...typedArrayNames.map(array =>
      kernel([
        fn(
          `make_${array}`,
          [
            ['n', 'i32'],
            ['out', array],
          ],
          1,
          array,
          [newArray(1, i32(0)), give(get(1, array))],
        ),
      ]),
    ),
    ...lengths.map(type =>
      kernel([
        fn(
          `by_${type}`,
          [
            ['n', type],
            ['out', 'Int32Array'],
          ],
          1,
          'i32',
          [newArray(1, get(0, type)), give(length(1))],
        ),
      ]),
    ),
    kernel([
      // Many arrays, each written whole: they must not overlap and must start as zeros.
      fn(
        'many',
        [
          ['n', 'i32'],
          ['out', 'Float64Array'],
          ['i', 'i32'],
          ['j', 'i32'],
          ['s', 'f64'],
          ['last', 'Float64Array'],
        ],
        1,
        'f64',
        [
          newArray(5, int(3)),
          loop(
            0,
            compare('lt', i32(2), i32(0)),
            [
              newArray(1, i32(2)),
              set(3, int(0)),
              loop(
                1,
                compare('lt', i32(3), i32(2)),
                [
                  set(4, binary('add', get(4), load(1, i32(3), 'proven'))),
                  store(1, i32(3), num(1), 'proven'),
                ],
                [increment(3)],
              ),
            ],
            [increment(2)],
          ),
          give(binary('add', get(4), load(5, int(1), 'proven'))),
        ],
      ),
    ]),
  ])
  const byType = (type: ValueType) => typedArrayNames.length + lengths.indexOf(type)

  it('of every kind are zeroed, whatever was in memory', () => {
    for (const [n, array] of typedArrayNames.entries()) {
      new Uint8Array(running.memory.buffer).fill(255, 1024)
      const made = running.value(n, 9) as Float64Array
      expect(made.constructor.name).toBe(array)
      expect(made).toHaveLength(9)
      expect([...made].every(value => Number(value) === 0)).toBe(true)
    }
  })

  it('take lengths as JavaScript does', () => {
    const tries = [
      0,
      -0,
      1,
      2.5,
      2.999,
      -0.5,
      -0.999,
      7,
      Number.NaN,
      -1,
      -1.5,
      -1e300,
      Number.NEGATIVE_INFINITY,
    ]
    for (const x of tries) {
      const wanted = (() => {
        try {
          return { kind: 'value', value: new Int32Array(x).length }
        } catch {
          return { kind: 'restart' }
        }
      })()
      expect(running.call(byType('f64'), x), String(x)).toEqual(wanted)
      if (Object.is(x, x | 0)) {
        expect(running.call(byType('i32'), x)).toEqual(wanted)
        expect(running.call(byType('i64'), BigInt(x))).toEqual(wanted)
      }
    }
  })

  it('restart where memory ends', () => {
    for (const x of [2 ** 28, 2 ** 28 + 1, 2 ** 30, 2 ** 31 - 1]) {
      for (const type of lengths) {
        expect(running.call(byType(type), type === 'i64' ? BigInt(x) : x), `${x}`).toEqual({
          kind: 'restart',
        })
      }
    }
    for (const x of [2 ** 31, 2 ** 32, 2 ** 32 + 1, 1e300, Number.POSITIVE_INFINITY]) {
      expect(running.call(byType('f64'), x)).toEqual({ kind: 'restart' })
    }
    expect(running.call(byType('u32'), -1)).toEqual({ kind: 'restart' })
    expect(running.call(byType('i64'), 2n ** 32n)).toEqual({ kind: 'restart' })
  })

  it('make memory grow, and stay apart', () => {
    const before = running.memory.buffer.byteLength
    expect(running.value(typedArrayNames.length + lengths.length, 400)).toBe(0)
    expect(running.memory.buffer.byteLength).toBeGreaterThan(before)
    expect(running.value(byType('i32'), 2 ** 22)).toBe(2 ** 22)
  })
})

describe('an allocating kernel that calls itself', async () => {
  const running = await runKernels([
    kernel([
      fn(
        'count',
        [
          ['n', 'i32'],
          ['out', 'Int32Array'],
          ['rest', 'Int32Array'],
        ],
        1,
        'Int32Array',
        [
          newArray(1, i32(0)),
          when(compare('lt', int(0), i32(0)), [
            invoke(2, 0, binary('sub', i32(0), int(1))),
            store(1, int(0), binary('add', length(2), load(2, int(0), 'zero', 'i32')), 'js'),
          ]),
          give(get(1, 'Int32Array')),
        ],
      ),
    ]),
  ])

  it('takes the heap once, at the entry', () => {
    expect(running.text).toContain('function $count_entry($n: i32, heap_start: usize): usize {')
    expect((running.value(0, 5) as Int32Array)[0]).toBe(10)
  })
})

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
