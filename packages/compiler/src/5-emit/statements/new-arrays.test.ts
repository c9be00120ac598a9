import { describe, expect, it } from 'vitest'
import {
  binary,
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
  set,
  store,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import type { ValueType } from '../../ir/types.js'
import { typedArrayNames } from '../../ir/types.js'

const i32 = (local: number) => get(local, 'i32')

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
