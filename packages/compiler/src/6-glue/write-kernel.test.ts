import { describe, expect, it } from 'vitest'
import { assembleText } from '../../../../test/support/run-kernel.js'
import * as runtime from '../../../runtime/src/index.js'
import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { Table } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'
import { EditList } from './edit-list.js'
import { GlueNames } from './glue-names.js'
import type { LinkedFunction } from './link-input.js'
import { ModuleNotes } from './module-notes.js'
import { PlaceMarks } from './place-marks.js'
import { writeKernel } from './write-kernel.js'
import { writeUnit } from './write-unit.js'

const { wasm } = assembleText(`
export let status: i32 = 0
export let result_length: i32 = 0
export let table_0: usize = 0
export let table_1: usize = 0
export function i32_(x: i32): i32 { return x }
export function u32_(x: u32): u32 { return x }
export function f32_(x: f32): f32 { return x }
export function f64_(x: f64): f64 { return x }
export function i64_(x: i64): i64 { return x }
export function u64_(x: u64): u64 { return x }
export function bool_(x: i32): i32 { return x }
export function void_(x: f64): void {}
export function thrower(x: i32): f64 { status = x; return unreachable() }
export function first(p: usize, n: i32, k: i32): f64 { return n ? load<f64>(p) : -1 }
export function firstByte(p: usize, n: i32): i32 { return n ? load<u8>(p) : -1 }
export function fresh(n: i32, b: i32, heap: usize): usize {
  for (let i = 0; i < n; i++) store<u32>(heap + (i << 2), b)
  result_length = n
  return heap
}
export function set(p: usize, n: i32, q: usize, m: i32): usize {
  store<f64>(q, load<f64>(p))
  result_length = m
  return q
}
export function look(i: i32): f64 { return load<f64>(table_0 + (i << 3)) + f64(load<i64>(table_1)) }
`)

type Param = Omit<ParamPlan, 'source'>

function param(name: string, type: ValueType, access: ParamPlan['access'] = 'in'): Param {
  return { name, type, access }
}

function plan(
  exportName: string,
  wanted: readonly Param[],
  result: ValueType,
  more: Partial<KernelPlan> = {},
) {
  const params = wanted.map(
    (one, index): ParamPlan => ({
      ...one,
      source: { root: { kind: 'argument', index, name: one.name }, path: [] },
    }),
  )
  const signature = `(${params.map(({ type }) => type).join(', ')}) → ${result}`
  const base = { mayReturn: [], allocates: false, mayTrap: false, throws: [], outputs: [], resultShape: null }
  return { ...base, exportName, params, result, signature, ...more } satisfies KernelPlan
}

/** The glue function of these signatures, and `inspect`'s view of it. */
function glue(plans: readonly KernelPlan[], tables: readonly Table[] = []) {
  const fn = {
    marked: { name: 'f', options: {} },
    plans,
    loops: [],
    reasons: [],
  } as unknown as LinkedFunction
  const names = { name: '$hp_k', variable: '$hp_u', make: '$hp_m', runtime: '$hp' }
  const places = new PlaceMarks()
  const marked = [
    writeUnit({ ...names, functions: [fn], tables, wasm, places, why: '' }),
    writeKernel({
      name: '$hp_f',
      plans,
      stays: false,
      state: '$hp_k(0)',
      off: '$hp_off',
      outlets: new Map(),
      notes: new ModuleNotes(new GlueNames(''), new EditList()),
      runtime: '$hp',
    }),
    'var $hp_off',
    'return $hp.register((...args) => ($hp_off ? $hp.miss : $hp_f(...args)), $hp_k(0))',
  ].join('\n')
  const text = places
    .take([{ start: 0, end: 0, text: marked }])
    .map(edit => edit.text)
    .join('')
  const call = new Function('$hp', text)({ ...runtime }) as (...args: readonly unknown[]) => unknown
  return { call, text, calls: () => runtime.inspect(call).calls }
}

const { miss } = runtime

describe('scalars', () => {
  const takes: Readonly<Record<string, readonly unknown[]>> = {
    i32: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)],
    u32: [0, 1, 2 ** 31, 2 ** 32 - 1],
    f32: [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Math.fround(0.1)],
    f64: [0, -0, 0.1, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 53],
    i64: [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)],
    u64: [0n, 1n, 2n ** 63n, 2n ** 64n - 1n],
    bool: [true, false],
  }
  const refuses: Readonly<Record<string, readonly unknown[]>> = {
    i32: [-0, 0.5, 2 ** 31, -(2 ** 31) - 1, Number.NaN, Number.POSITIVE_INFINITY, 1n, true],
    u32: [-0, -1, 0.5, 2 ** 32, Number.NaN, 1n, true],
    f32: [0.1, 2 ** 24 + 1, 1e300, 1n, true],
    f64: [1n, true],
    i64: [2n ** 63n, -(2n ** 63n) - 1n, 1, true],
    u64: [-1n, 2n ** 64n, 1, true],
    bool: [1, 0, 1n],
  }
  const never = { valueOf: () => expect.unreachable('an object was converted') }
  it.each(Object.keys(takes))('passes a %s exactly, and nothing else', type => {
    const { call, calls } = glue([plan(`${type}_`, [param('x', type as ValueType)], type as ValueType)])
    for (const value of takes[type] ?? []) expect(call(value)).toBe(value)
    const others = [...(refuses[type] ?? []), undefined, null, '1', '', [], never, Symbol()]
    for (const value of others) expect(call(value)).toBe(miss)
    expect(calls()).toEqual({ wasm: takes[type]?.length, js: others.length })
  })
  it('gives undefined for no result', () => {
    const { call } = glue([plan('void_', [param('x', 'f64')], 'void')])
    expect([call(1), call('1')]).toEqual([undefined, miss])
  })
  it('keeps apart names of the user’s and its own', () => {
    const { call } = glue([
      plan('first', [param('k', 'Float64Array'), param('at', 'i32')], 'f64'),
      plan('f64_', [param('yield', 'f64')], 'f64'),
    ])
    expect([call(new Float64Array([4]), 1), call(3)]).toEqual([4, 3])
  })
})

describe('early exits without arrays', () => {
  it('throws the user’s error or says miss', () => {
    const throws = [
      { constructor: 'RangeError', message: 'a "b"\n' },
      { constructor: 'Error', message: null },
    ] as unknown as KernelPlan['throws']
    const { call, calls } = glue([plan('thrower', [param('x', 'i32')], 'f64', { mayTrap: true, throws })])
    expect(() => call(2)).toThrow(new RangeError('a "b"\n'))
    expect(() => call(3)).toThrow(new Error())
    expect(call(1)).toBe(miss)
    expect(calls()).toEqual({ wasm: 2, js: 1 })
  })
})

describe('signatures', () => {
  it('tries them in order and asks for a tag once', () => {
    const { call, text, calls } = glue([
      plan('first', [param('xs', 'Float64Array'), param('k', 'i32')], 'f64'),
      plan('firstByte', [param('xs', 'Uint8Array')], 'i32'),
      plan('f64_', [param('xs', 'f64')], 'f64'),
    ])
    expect(text.match(/\$hp\.tag/g)).toHaveLength(1)
    expect(call(new Float64Array([1.5]), 1)).toBe(1.5)
    expect(call(new Uint8Array([200]), 1)).toBe(200)
    expect(call(2.5, 1)).toBe(2.5)
    expect(call(new Float64Array([1.5]), 0.5)).toBe(miss)
    expect(call(new Float32Array([1]), 1)).toBe(miss)
    expect(calls()).toEqual({ wasm: 3, js: 2 })
  })
})

describe('arrays', () => {
  it('makes a new one, from no array', () => {
    const { call } = glue([
      plan('fresh', [param('n', 'i32'), param('b', 'bool')], 'Uint32Array', {
        allocates: true,
        mayTrap: true,
      }),
    ])
    expect(call(3, true)).toEqual(new Uint32Array([1, 1, 1]))
    expect(call(0, false)).toEqual(new Uint32Array())
  })
  it('writes one and gives it back', () => {
    const params = [param('a', 'Float64Array'), param('b', 'Float64Array', 'inout')]
    const { call, text } = glue([plan('set', params, 'Float64Array', { mayReturn: [1] })])
    const [a, b] = [new Float64Array([5]), new Float64Array(2)]
    expect(call(a, b)).toBe(b)
    expect([...b]).toEqual([5, 0])
    expect(text).toContain('[[1, "Float64Array"], [7, "Float64Array"]], "Float64Array"')
  })
  it.each([
    ['in', 0, 1],
    ['unused', 0, 0],
    ['out', 0, 2],
    ['out', 1, 3],
    ['inout', 0, 3],
  ] as const)('says how an array is used: %s with %i throws is %i', (access, count, use) => {
    const throws = Array(count).fill({ constructor: 'Error', message: 'm' }) as KernelPlan['throws']
    const { text } = glue([plan('first', [param('a', 'Float64Array', access)], 'f64', { throws })])
    expect(text).toContain(`[[${use}, "Float64Array"]]`)
  })
})

describe('tables', () => {
  it('keep every bit', () => {
    const values = [0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY, 1e-320, 2 ** 53]
    const { call, text } = glue(
      [plan('look', [param('i', 'i32')], 'f64')],
      [
        { name: 'a', element: 'Float64Array', values },
        { name: 'b', element: 'BigInt64Array', values: [-0n] },
      ],
    )
    expect(values.map((_, i) => call(i))).toEqual(values.map(value => value + 0))
    expect(text).toContain('[0.1, -0, 0 / 0, -1 / 0, ')
  })
})
