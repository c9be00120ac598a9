import { describe, expect, it } from 'vitest'
import type { S } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  choose,
  compare,
  fn,
  get,
  give,
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
import type { ValueType } from '../../ir/types.js'
import { planKernel } from './plan-kernel.js'

const a64 = (local: number) => get(local, 'Float64Array')
const two = [
  ['xs', 'Float64Array'],
  ['ys', 'Float64Array'],
  ['zs', 'Float64Array'],
  ['n', 'i32'],
] as const

const entry = (body: readonly S[], result: ValueType = 'void') => fn('f', two, 2, result, body)
const access = (body: readonly S[], ...more: ReturnType<typeof fn>[]) =>
  planKernel(kernel([entry(body), ...more]), 'f').params.map(param => param.access)

describe('access', () => {
  it('is `in` for what is only read, `unused` for what is never named', () => {
    expect(access([set(3, length(0))])).toEqual(['in', 'unused'])
    expect(access([store(2, int(0), load(1, int(0), 'nan'), 'js')])).toEqual(['unused', 'in'])
  })

  it('is `inout` for what is stored to', () => {
    expect(access([store(0, int(0), num(1), 'js')])).toEqual(['inout', 'unused'])
  })

  it('follows other names of an array, in whatever order they are given', () => {
    expect(access([store(2, int(0), num(1), 'js'), set(2, a64(0))])).toEqual(['inout', 'unused'])
    expect(
      access([
        set(2, choose(compare('lt', int(0), get(3, 'i32')), a64(0), a64(1))),
        store(2, int(0), num(1), 'js'),
      ]),
    ).toEqual(['inout', 'inout'])
    expect(access([set(0, a64(1)), store(0, int(0), num(1), 'js')])).toEqual(['inout', 'inout'])
  })

  it('follows arrays into calls and out of them', () => {
    const writer = fn(
      'writer',
      [
        ['p', 'Float64Array'],
        ['q', 'Float64Array'],
      ],
      2,
      'void',
      [store(1, int(0), num(1), 'js')],
    )
    expect(access([invoke(null, 1, a64(0), a64(1))], writer)).toEqual(['in', 'inout'])
    const second = fn(
      'second',
      [
        ['p', 'Float64Array'],
        ['q', 'Float64Array'],
      ],
      2,
      'Float64Array',
      [give(a64(1))],
    )
    expect(access([invoke(2, 1, a64(0), a64(1)), store(2, int(0), num(1), 'js')], second)).toEqual([
      'in',
      'inout',
    ])
  })

  it('follows recursion that swaps its arguments', () => {
    const swap = fn(
      'swap',
      [
        ['p', 'Float64Array'],
        ['q', 'Float64Array'],
      ],
      2,
      'void',
      [store(1, int(0), num(1), 'js'), invoke(null, 1, a64(1), a64(0))],
    )
    expect(access([invoke(null, 1, a64(0), a64(1))], swap)).toEqual(['inout', 'inout'])
  })
})

describe('mayReturn', () => {
  const positions = (body: readonly S[], ...more: ReturnType<typeof fn>[]) =>
    planKernel(kernel([entry(body, 'Float64Array'), ...more]), 'f').mayReturn

  it('names the parameters a result may be', () => {
    expect(positions([newArray(2, int(1)), give(a64(2))])).toEqual([])
    expect(
      positions([
        newArray(2, int(1)),
        when(compare('lt', int(0), get(3, 'i32')), [set(2, a64(1))]),
        give(a64(2)),
      ]),
    ).toEqual([1])
    const same = fn('same', [['p', 'Float64Array']], 1, 'Float64Array', [give(a64(0))])
    expect(positions([invoke(2, 1, a64(0)), give(a64(2))], same)).toEqual([0])
  })

  it('refuses a constant table as result', () => {
    const table = { name: 't', element: 'Float64Array', values: [1] } as const
    const functions = [fn('f', [['t', 'Float64Array', 0]], 0, 'Float64Array', [give(a64(0))])]
    expect(() => planKernel(kernel(functions, { tables: [table] }), 'f')).toThrow('constant table')
  })
})

describe('mayTrap', () => {
  const traps = (body: readonly S[]) => planKernel(kernel([entry(body)]), 'f').mayTrap

  it('is false for loops over checked arrays', () => {
    expect(traps([store(0, int(0), load(1, int(0), 'nan'), 'js')])).toBe(false)
  })

  it('is true for whatever may start over', () => {
    expect(traps([store(0, int(0), load(1, int(0), 'restart'), 'js')])).toBe(true)
    expect(traps([newArray(2, int(1))])).toBe(true)
    expect(traps([invoke(null, 0, a64(0), a64(1))])).toBe(true)
    expect(
      traps([when(compare('eq', num(0n, 'i64'), binary('div', num(1n, 'i64'), num(0n, 'i64'))), [])]),
    ).toBe(true)
  })
})

describe('restartsLate', () => {
  const late = (...body: readonly S[]) => planKernel(kernel([entry(body)]), 'f').restartsLate
  const write = store(0, int(0), num(1), 'js')
  const risk = set(3, load(1, int(0), 'restart'))

  it('is true where a restart may follow a store to an argument', () => {
    expect(late(write, risk)).toBe(true)
    expect(late(when(compare('lt', int(0), get(3, 'i32')), [write]), risk)).toBe(true)
    expect(late(write, newArray(2, int(1)))).toBe(true)
  })

  it('is false where it can only come before, in another branch, or after stores to new arrays', () => {
    expect(late(risk, write)).toBe(false)
    expect(late(newArray(2, int(1)), store(2, int(0), num(1), 'js'), risk)).toBe(false)
    expect(late(write)).toBe(false)
  })

  it('knows that a loop comes round, and what calls do', () => {
    expect(late(loop(0, compare('lt', get(3, 'i32'), int(9)), [risk, write]))).toBe(true)
    const writer = fn('writer', [['p', 'Float64Array']], 1, 'void', [store(0, int(0), num(1), 'js')])
    const plan = planKernel(kernel([entry([invoke(null, 1, a64(0)), risk]), writer]), 'f')
    expect(plan.restartsLate).toBe(true)
  })
})

it('the signature is written for people', () => {
  const functions = [
    fn(
      'pdist',
      [
        ['xs', 'Float64Array'],
        ['n', 'i32'],
        ['flag', 'bool'],
      ],
      3,
      'f64',
      [give(num(1))],
    ),
  ]
  expect(planKernel(kernel(functions), 'pdist').signature).toBe('(Float64Array, i32, bool) → f64')
})
