import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../../../test/support/evaluate-expression.js'
import type { E, S } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  compare,
  convert,
  fn,
  get,
  kernel,
  length,
  load,
  loop,
  num,
  set,
  store,
} from '../../../../../test/support/ir-builders.js'
import { constructors, runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers, randomNumbers } from '../../../../../test/support/sample-numbers.js'
import type { Bounds } from '../../ir/expr.js'
import type { TypedArrayName, ValueType } from '../../ir/types.js'
import { elements, typedArrayNames } from '../../ir/types.js'

const storing = (name: string, array: TypedArrayName, value: ValueType, index: ValueType, bounds: Bounds) =>
  kernel([
    fn(
      name,
      [
        ['xs', array],
        ['i', index],
        ['x', value],
      ],
      3,
      'void',
      [store(0, get(1, index), get(2, value), bounds)],
    ),
  ])

const create = (array: TypedArrayName, length: number) => new constructors[array](length)

const doubles = [...edgeNumbers, ...randomNumbers(600), ...Array.from({ length: 600 }, (_, n) => n / 2 - 20)]
const values = {
  f64: doubles,
  f32: doubles.map(Math.fround),
  i32: doubles.map(x => x | 0),
  u32: doubles.map(x => x >>> 0),
  bool: [true, false],
  i64: edgeBigints,
  u64: edgeBigints.map(x => BigInt.asUintN(64, x)),
}

describe('a store converts as the array’s kind says', async () => {
  const cases = typedArrayNames.flatMap(array => {
    const types =
      elements[array].jsType === 'bigint'
        ? (['i64', 'u64'] as const)
        : (['f64', 'f32', 'i32', 'u32', 'bool'] as const)
    return types.map(type => ({ array, type }))
  })
  const running = await runKernels(
    cases.map(({ array, type }, n) => storing(`k${n}`, array, type, 'i32', 'proven')),
  )

  for (const [n, { array, type }] of cases.entries()) {
    it(`${type} into ${array}`, () => {
      for (const x of values[type]) {
        const got = create(array, 3)
        const want = create(array, 3)
        running.value(n, got, 1, x)
        want[1] = x as never
        for (const at of [0, 1, 2]) {
          if (!Object.is(got[at], want[at]))
            expect.fail(`${String(x)} is stored as ${want[at]}, not ${got[at]}`)
        }
      }
    })
  }
})

describe('a store of a constant', async () => {
  const constants = [
    num(300, 'i32'),
    num(-1, 'i32'),
    num(2 ** 32 - 2, 'u32'),
    num(-1.5),
    num(Math.fround(0.1), 'f32'),
    num(1e300),
  ]
  const numbers = typedArrayNames.filter(array => elements[array].jsType === 'number')
  const cases = numbers.flatMap(array => constants.map(value => ({ array, value })))
  const running = await runKernels(
    cases.map(({ array, value }, n) =>
      kernel([
        fn(`k${n}`, [['xs', array]], 1, 'void', [
          store(0, num(0, 'i32'), value, 'proven'),
          store(0, num(1, 'i32'), value, 'js'),
          store(0, num(2, 'f64'), binary('add', value, value), 'js'),
        ]),
      ]),
    ),
  )

  it('converts it too', () => {
    for (const [n, { array, value }] of cases.entries()) {
      const x = evaluate(value, []) as number
      const xs = create(array, 3)
      running.value(n, xs)
      expect(xs, `${x} into ${array}`).toEqual(
        Object.assign(create(array, 3), [x, x, evaluate(binary('add', value, value), [])]),
      )
    }
  })
})

describe('a store of a number held in 64 bits', async () => {
  const arrays = [
    'Int8Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Uint8ClampedArray',
    'Float64Array',
  ] as const
  const running = await runKernels(arrays.map((array, n) => storing(`k${n}`, array, 'i64', 'i32', 'proven')))

  it.each([...arrays.entries()])('%i', (n, array) => {
    for (const x of [0, 1, -1, 255, 256, 2 ** 31, 2 ** 32 + 5, -(2 ** 40) - 3, 2 ** 53 - 1]) {
      const got = create(array, 2)
      const want = create(array, 2)
      running.value(n, got, 1, BigInt(x))
      want[1] = x
      expect(got).toEqual(want)
    }
  })
})

describe('a store out of bounds', async () => {
  const indexes = ['i32', 'u32', 'i64', 'f64'] as const
  const cases = typedArrayNames.flatMap(array => indexes.map(index => ({ array, index })))
  const running = await runKernels(
    cases.map(({ array, index }, n) => storing(`k${n}`, array, elements[array].loads, index, 'js')),
  )

  it.each([...cases.entries()])('%i does nothing', (n, { array, index }) => {
    const one = (elements[array].jsType === 'bigint' ? 1n : 1) as never
    const beyond =
      index === 'f64'
        ? [0.5, -0.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY]
        : index === 'i64'
          ? [2 ** 32, 2 ** 61]
          : []
    for (const at of [0, 1, 2, 3, 4, -1, 2 ** 31 - 1, ...beyond, -0]) {
      const position = index === 'i64' ? BigInt(at) : index === 'u32' ? at >>> 0 : at
      const got = create(array, 3)
      const want = create(array, 3)
      running.value(n, got, position, one)
      want[at] = one
      expect(got, `at ${at}`).toEqual(want)
    }
    const memory = new Uint8Array(running.memory.buffer)
    expect(memory.subarray(0, 1024).every(byte => byte === 0)).toBe(true)
  })
})

it('evaluates the value even where the index is out of bounds', async () => {
  const body = [
    store(
      0,
      num(9, 'i32'),
      { kind: 'unary', op: 'to-bigint', operand: get(1), type: 'i64', at: get(1).at },
      'js',
    ),
  ]
  const running = await runKernels([
    kernel([
      fn(
        'k',
        [
          ['xs', 'BigInt64Array'],
          ['x', 'f64'],
        ],
        2,
        'void',
        body,
      ),
    ]),
  ])
  expect(running.call(0, new BigInt64Array(1), 1.5)).toEqual({ kind: 'restart' })
  expect(running.call(0, new BigInt64Array(1), 1)).toEqual({ kind: 'value', value: undefined })
})

describe('a pointer that moves along', async () => {
  const pointer = (local: number) => get(local, 'pointer')
  const address = (value: E): E => convert('wrap', value, 'pointer')
  const i32 = (local: number) => get(local, 'i32')
  // xs[i] = xs[i] + xs[i + 1] for every second element, from `first` on.
  const step = binary('add', pointer(3), address(num(16, 'i32')))
  const body = [
    set(3, binary('add', pointer(0), address(binary('shl', i32(1), num(3, 'i32'))))),
    set(4, i32(1)),
    loop(
      0,
      compare('lt', binary('add', i32(4), num(1, 'i32')), length(0)),
      [
        store(
          0,
          pointer(3),
          binary('add', load(0, pointer(3), 'proven'), at8(load(0, pointer(3), 'proven'))),
          'proven',
        ),
        at8(store(0, pointer(3), num(-1), 'proven')),
      ],
      [set(4, binary('add', i32(4), num(2, 'i32'))), set(3, step)],
    ),
  ]
  const locals = [
    ['xs', 'Float64Array'],
    ['first', 'i32'],
    ['sign', 'i32'],
    ['p', 'pointer'],
    ['i', 'i32'],
  ] as const
  const backwards = [
    set(
      3,
      binary('add', pointer(0), address(binary('mul', num(8, 'i32'), binary('add', num(-3, 'i32'), i32(1))))),
    ),
    store(0, pointer(3), num(7), 'proven'),
  ]
  const running = await runKernels([
    kernel([fn('pairs', locals, 3, 'void', body)]),
    kernel([fn('backwards', locals, 3, 'void', backwards)]),
  ])

  it('reads and writes what the indexes would, at constant offsets too', () => {
    const xs = new Float64Array([1, 2, 3, 4, 5, 6, 7])
    running.value(0, xs, 2, 0)
    expect(xs).toEqual(new Float64Array([1, 2, 7, -1, 11, -1, 7]))
    expect(running.plans[0]?.params[0]?.access).toBe('inout')
    expect(running.text).toContain('store<f64>($p, -1.0, 8)')
  })

  it('starts from an i32 that may be below zero in between', () => {
    const xs = new Float64Array(4)
    running.value(1, xs, 5, 0)
    expect(xs).toEqual(new Float64Array([0, 0, 7, 0]))
  })
})

/** The same access 8 bytes further. */
function at8<T extends E | S>(access: T): T {
  return { ...access, offset: 8 }
}
