import { describe, expect, it } from 'vitest'
import type { E } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  choose,
  compare,
  convert,
  expression,
  get,
  logical,
  num,
  unary,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'

describe('an integer operation on constants keeps its type wherever it stands', async () => {
  const most = num(2 ** 31 - 1, 'i32')
  const least = num(-(2 ** 31), 'i32')
  const trees: readonly (readonly [E, number])[] = [
    [binary('add', most, most), -2],
    [binary('add', num(1, 'i32'), get(0, 'i32')), -(2 ** 31)],
    [binary('sub', least, get(0, 'i32')), 1],
    [binary('mul', most, num(3, 'i32')), 2 ** 31 - 3],
    [binary('shl', num(1, 'i32'), num(31, 'i32')), -(2 ** 31)],
    [binary('shl', num(3, 'i32'), get(0, 'i32')), -(2 ** 31)],
    [binary('shr', least, num(31, 'i32')), -1],
    [binary('div', num(7, 'i32'), num(2, 'i32')), 3],
    [binary('rem', num(-7, 'i32'), num(2, 'i32')), -1],
    [binary('bitxor', num(-1, 'i32'), most), -(2 ** 31)],
    [binary('min', most, num(-1, 'i32')), -1],
    [unary('neg', least), -(2 ** 31)],
    [unary('neg', get(1, 'i32')), -(2 ** 31)],
    [unary('bitnot', most), -(2 ** 31)],
    [unary('abs', least), -(2 ** 31)],
    [unary('clz32', num(1, 'i32')), 31],
    [
      binary('add', choose(compare('lt', get(0, 'i32'), num(0, 'i32')), num(1, 'i32'), most), num(1, 'i32')),
      -(2 ** 31),
    ],
    [choose(compare('eq', num(-1, 'i32'), num(-1, 'i32')), most, least), 2 ** 31 - 1],
  ]
  const places = ['i32', 'f64', 'i64', 'f32'] as const
  const running = await runKernels(
    trees.flatMap(([tree], n) =>
      places.map(type => expression(`k${n}_${type}`, ['i32', 'i32'], convert('round', tree, type))),
    ),
  )

  it.each([...trees.entries()])('%i', (n, [, want]) => {
    const got = places.map((_, place) => running.value(n * places.length + place, 2 ** 31 - 1, -(2 ** 31)))
    expect(got).toEqual([want, want, BigInt(want), Math.fround(want)])
  })

  it('unsigned ones too', async () => {
    const five = num(5, 'u32')
    const run = await runKernels([
      expression('difference', [], convert('exact', binary('sub', five, num(6, 'u32')), 'f64')),
      expression(
        'shifted',
        [],
        convert('exact', binary('ushr', num(-1, 'i32'), num(0, 'i32'), 'u32'), 'f64'),
      ),
      expression(
        'quotient',
        [],
        convert('exact', binary('div', num(2 ** 32 - 1, 'u32'), num(2, 'u32')), 'f64'),
      ),
    ])
    expect([0, 1, 2].map(n => run.value(n))).toEqual([2 ** 32 - 1, 2 ** 32 - 1, 2 ** 31 - 1])
  })
})

describe('a tree keeps its shape', async () => {
  const a = get(0)
  const b = get(1)
  const c = get(2)
  const trees = [
    [binary('sub', a, binary('sub', b, c)), (x: number, y: number, z: number) => x - (y - z)],
    [binary('sub', binary('sub', a, b), c), (x: number, y: number, z: number) => x - y - z],
    [binary('mul', a, binary('add', b, c)), (x: number, y: number, z: number) => x * (y + z)],
    [binary('add', a, binary('add', b, c)), (x: number, y: number, z: number) => x + (y + z)],
    [binary('div', a, binary('mul', b, c)), (x: number, y: number, z: number) => x / (y * z)],
    [
      choose(
        logical('and', compare('lt', a, b), compare('gt', c, binary('add', a, b))),
        a,
        choose(compare('lt', b, c), b, a),
      ),
      (x: number, y: number, z: number) => (x < y && z > x + y ? x : y < z ? y : x),
    ],
    [
      choose(
        compare('eq', compare('lt', a, b), compare('gt', c, binary('add', a, num(1)))),
        num(-1),
        num(-0),
      ),
      (x: number, y: number, z: number) => (x < y === z > x + 1 ? -1 : -0),
    ],
    [
      choose(
        logical('or', logical('and', compare('lt', a, b), compare('lt', b, c)), compare('eq', a, c)),
        a,
        b,
      ),
      (x: number, y: number, z: number) => ((x < y && y < z) || x === z ? x : y),
    ],
    [
      choose(
        logical('and', compare('lt', a, b), logical('or', compare('lt', b, c), compare('eq', a, c))),
        a,
        b,
      ),
      (x: number, y: number, z: number) => (x < y && (y < z || x === z) ? x : y),
    ],
  ] as const
  const running = await runKernels(trees.map(([tree], n) => expression(`k${n}`, ['f64', 'f64', 'f64'], tree)))
  const few = [0, -0, 1, 1.5, -2, 1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY]

  it.each([...trees.entries()])('%i', (n, [, js]) => {
    for (const x of few)
      for (const y of few) for (const z of few) expect(running.value(n, x, y, z)).toBe(js(x, y, z))
  })
})
