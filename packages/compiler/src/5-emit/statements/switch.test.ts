import { describe, expect, it } from 'vitest'
import type { S } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  bool,
  choice,
  compare,
  fn,
  get,
  give,
  int,
  kernel,
  leave,
  loop,
  num,
  set,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'

const i32 = (local: number) => get(local, 'i32')

describe('a switch', async () => {
  const f64 = (value: number, body: readonly S[]) => ({ test: num(value), body })
  const result = (value: number) => set(1, int(value))
  const running = await runKernels([
    kernel([
      fn(
        'numbers',
        [
          ['x', 'f64'],
          ['r', 'i32'],
        ],
        1,
        'i32',
        [
          choice(0, get(0), [
            f64(1.5, [give(int(1))]),
            { test: null, body: [result(100)] },
            f64(0, [set(1, binary('add', i32(1), int(2))), leave(0)]),
            f64(1.5, [give(int(3))]),
            f64(Number.POSITIVE_INFINITY, [give(int(4))]),
          ]),
          give(i32(1)),
        ],
      ),
    ]),
    kernel([
      fn(
        'conditions',
        [
          ['x', 'f64'],
          ['r', 'i32'],
        ],
        1,
        'i32',
        [
          choice(0, bool(true), [
            { test: compare('lt', get(0), num(1)), body: [result(1), leave(0)] },
            { test: compare('lt', get(0), num(10)), body: [result(2)] },
            { test: compare('ge', get(0), num(10)), body: [set(1, binary('add', i32(1), int(10)))] },
          ]),
          give(i32(1)),
        ],
      ),
    ]),
    kernel([
      fn('bigints', [['x', 'i64']], 1, 'i32', [
        choice(0, get(0, 'i64'), [
          { test: num(2n ** 32n, 'i64'), body: [give(int(1))] },
          { test: num(0n, 'i64'), body: [give(int(2))] },
        ]),
        give(int(3)),
      ]),
    ]),
    kernel([
      fn('unsigned', [['x', 'u32']], 1, 'i32', [
        choice(0, get(0, 'u32'), [{ test: num(2 ** 32 - 1, 'u32'), body: [give(int(1))] }]),
        give(int(3)),
      ]),
    ]),
    kernel([fn('empty', [['x', 'f64']], 1, 'i32', [choice(0, get(0), []), give(int(3))])]),
    kernel([
      fn('endless', [['x', 'i32']], 1, 'i32', [
        loop(0, bool(true), [
          choice(1, i32(0), [
            { test: int(1), body: [leave(0)] },
            { test: null, body: [give(int(8))] },
          ]),
        ]),
        give(int(9)),
      ]),
    ]),
  ])

  it('compares numbers strictly, the first match winning, the default anywhere', () => {
    expect([1.5, 0, -0, Number.POSITIVE_INFINITY, 2, Number.NaN].map(x => running.value(0, x))).toEqual([
      1, 2, 2, 4, 102, 102,
    ])
  })

  it('compares conditions in order and falls through', () => {
    expect([0, 5, 10, Number.NaN].map(x => running.value(1, x))).toEqual([1, 12, 10, 0])
  })

  it('compares all 64 and 32 bits', () => {
    expect([2n ** 32n, 0n, 1n].map(x => running.value(2, x))).toEqual([1, 2, 3])
    expect([-1, 0].map(x => running.value(3, x))).toEqual([1, 3])
  })

  it('may be empty, and may leave the loop around it', () => {
    expect(running.value(4, 1)).toBe(3)
    expect([1, 2].map(x => running.value(5, x))).toEqual([9, 8])
  })
})
