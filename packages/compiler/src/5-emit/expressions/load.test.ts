import { describe, expect, it } from 'vitest'
import { convert, expression, get, length, load, num } from '../../../../../test/support/ir-builders.js'
import type { AnyArray } from '../../../../../test/support/run-kernel.js'
import { constructors, runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers } from '../../../../../test/support/sample-numbers.js'
import type { TypedArrayName, ValueType } from '../../ir/types.js'
import { elements, typedArrayNames } from '../../ir/types.js'

const arrays = Object.fromEntries(
  typedArrayNames.map(name => {
    const values = elements[name].jsType === 'bigint' ? edgeBigints : edgeNumbers
    return [name, new constructors[name](values)]
  }),
) as Readonly<Record<TypedArrayName, AnyArray>>

const indexTypes = ['i32', 'u32', 'i64', 'u64', 'f32', 'f64'] as const

/** Indexes of each type in and around an array, those that only a careless conversion would take among them. */
function indexesFor(type: (typeof indexTypes)[number], count: number): readonly (number | bigint)[] {
  const near = [0, 1, 2, count - 1, count, count + 1, -1, -2]
  switch (type) {
    case 'i32':
      return [...near, 2 ** 31 - 1, -(2 ** 31), 2 ** 29, 2 ** 28 + 1]
    case 'u32':
      return [...near.map(x => x >>> 0), 2 ** 32 - 1, 2 ** 31, 2 ** 29, 2 ** 28 + 1]
    case 'i64':
    case 'u64': {
      const wide = [...near, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 61, 2 ** 53].map(BigInt)
      return type === 'i64' ? wide : wide.map(x => BigInt.asUintN(64, x))
    }
    default:
      return [
        ...near,
        -0,
        0.5,
        1.5,
        -0.5,
        5e-324,
        2 ** 32,
        2 ** 32 + 1,
        2 ** 53,
        1e300,
        -1e300,
        ...nonNumbers,
      ].map(x => (type === 'f32' ? Math.fround(x) : x))
  }
}
const nonNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

const numbers = typedArrayNames.filter(name => elements[name].jsType === 'number')

describe('a read that may be out of bounds', async () => {
  const cases = [
    ...numbers.flatMap(array => [
      { array, bounds: 'nan', type: array === 'Float32Array' ? 'f32' : 'f64' } as const,
      { array, bounds: 'zero', type: elements[array].loads } as const,
    ]),
    { array: 'Uint8Array', bounds: 'nan', type: 'f32' } as const,
    { array: 'Int32Array', bounds: 'zero', type: 'f64' } as const,
    { array: 'Float32Array', bounds: 'nan', type: 'f64' } as const,
    ...typedArrayNames.map(array => ({ array, bounds: 'restart', type: elements[array].loads }) as const),
    { array: 'Uint8Array', bounds: 'restart', type: 'f64' } as const,
  ].flatMap(one => indexTypes.map(index => ({ ...one, index })))
  const running = await runKernels(
    cases.map(({ array, bounds, type, index }, n) =>
      expression(`k${n}`, [array, index], load(0, get(1, index), bounds, type)),
    ),
  )

  for (const [n, { array, bounds, type, index }] of cases.entries()) {
    it(`${array}[${index}] gives ${bounds} as ${type}`, () => {
      for (const at of indexesFor(index, arrays[array].length)) {
        // A bigint index stands for a number that is represented in 64 bits.
        const inside = arrays[array][Number(at)]
        const outcome = running.call(n, arrays[array], at)
        const outside = bounds === 'nan' ? Number.NaN : 0
        if (inside === undefined && bounds === 'restart') expect(outcome).toEqual({ kind: 'restart' })
        else expect(outcome, `at ${at}`).toEqual({ kind: 'value', value: inside ?? outside })
      }
    })
  }
})

describe('a proven read', async () => {
  const cases = typedArrayNames.flatMap(array => indexTypes.map(index => ({ array, index })))
  const running = await runKernels([
    ...cases.map(({ array, index }, n) =>
      expression(`k${n}`, [array, index], load(0, get(1, index), 'proven', elements[array].loads)),
    ),
    ...typedArrayNames.map((array, n) =>
      expression(`constant${n}`, [array], load(0, num(5, 'i32'), 'proven', elements[array].loads)),
    ),
    expression('widened', ['Uint8Array', 'i32'], load(0, get(1, 'i32'), 'proven', 'f64')),
  ])

  it('takes any index type', () => {
    for (const [n, { array, index }] of cases.entries()) {
      const values = arrays[array]
      for (let at = 0; at < values.length; at++) {
        expect(running.value(n, values, index.endsWith('64') && index !== 'f64' ? BigInt(at) : at)).toBe(
          values[at],
        )
      }
      if (index.startsWith('f')) expect(running.value(n, values, -0)).toBe(values[0])
    }
  })

  it('takes a constant index', () => {
    for (const [n, array] of typedArrayNames.entries()) {
      expect(running.value(cases.length + n, arrays[array])).toBe(arrays[array][5])
    }
  })

  it('widens', () => {
    expect(running.value(cases.length + typedArrayNames.length, new Uint8Array([255]), 0)).toBe(255)
  })

  it('compiles to one load without a check', () => {
    expect(running.wat).toContain('f64.load')
    expect(running.wat).not.toContain('lt_u')
  })
})

describe('a length', async () => {
  const types: readonly ValueType[] = ['i32', 'u32', 'f64']
  const running = await runKernels(
    types.map((type, n) => expression(`k${n}`, ['Int16Array'], length(0, type))),
  )

  it.each([0, 1, 2])('is a number of any type (%i)', n => {
    expect(running.value(n, new Int16Array(7))).toBe(7)
    expect(running.value(n, new Int16Array(0))).toBe(0)
  })
})

it('a signed element read as unsigned and widened does not carry its sign along', async () => {
  const signed = ['Int8Array', 'Int16Array', 'Int32Array'] as const
  const element = (bounds: 'proven' | 'zero') => load(0, get(1, 'i32'), bounds, 'i32')
  const running = await runKernels(
    signed.flatMap(array =>
      (['proven', 'zero'] as const).map(bounds =>
        expression(
          `${array}_${bounds}`,
          [array, 'i32'],
          convert('exact', convert('wrap', element(bounds), 'u32'), 'i64'),
        ),
      ),
    ),
  )
  for (const [n, array] of signed.entries()) {
    for (const bounds of [0, 1])
      expect(running.value(2 * n + bounds, new constructors[array]([-1]), 0)).toBe(2n ** 32n - 1n)
  }
})
