import { describe, expect, it } from 'vitest'
import { assembleText } from '../../../../test/support/run-kernel.js'
import * as runtime from '../../../runtime/src/index.js'
import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { LeafSource } from '../ir/leaf.js'
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
export function move(x: f64, y: f64, by: f64): void {
  store<f64>(16, x + by)
  if (by > 9) { status = 2; unreachable() }
  if (by < 0) { status = 1; unreachable() }
  store<f64>(24, y * by)
}
export function deep(a: i32, b: i32): void {
  store<f64>(16, f64(a + b))
  store<f64>(24, f64(a > b))
  store<i64>(32, i64(-1))
}
export function arrays(p: usize, n: i32, heap: usize): void {
  store<f64>(heap, load<f64>(p) + 1)
  store<usize>(16, heap)
  store<i32>(20, n ? 1 : 0)
  store<usize>(24, p)
  store<i32>(28, n)
}
`)

function field(index: number, name: string, ...path: readonly string[]): LeafSource {
  return { root: { kind: 'argument', index, name }, path }
}

function param(type: ValueType, source: LeafSource): ParamPlan {
  return { name: 'leaf', type, source, access: 'in' }
}

const plain = { mayReturn: [], allocates: false, mayTrap: true, throws: [], resultShape: null, signature: '' }

function glue(plan: KernelPlan) {
  const fn = {
    marked: { name: 'f', options: {} },
    plans: [plan],
    loops: [],
    reasons: [],
  } as unknown as LinkedFunction
  const places = new PlaceMarks()
  const marked = [
    writeUnit({
      places,
      why: '',
      name: '$hp_k',
      variable: '$hp_u',
      make: '$hp_m',
      runtime: '$hp',
      functions: [fn],
      tables: [],
      wasm,
    }),
    writeKernel({
      name: '$hp_f',
      plans: [plan],
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
  return new Function('$hp', text)({ ...runtime }) as (...args: readonly unknown[]) => unknown
}

const { miss } = runtime
const at = { file: 'a.ts', start: 0, end: 0 }

describe('fields', () => {
  const plan: KernelPlan = {
    ...plain,
    exportName: 'move',
    params: [
      param('f64', field(0, 'p', 'x')),
      param('f64', field(1, 'q', 'x')),
      param('f64', field(2, 'by')),
    ],
    result: 'void',
    outputs: [
      { type: 'f64', target: field(0, 'p', 'x') },
      { type: 'f64', target: field(1, 'q', 'x') },
    ],
    throws: [{ constructor: 'RangeError', message: 'far', at }],
  }
  const [move, off] = [glue(plan), glue(plan)]

  it('are read before the call and written after it', () => {
    const [p, q] = [{ x: 1 }, { x: 3 }]
    expect(move(p, q, 2)).toBe(undefined)
    expect([p, q]).toEqual([{ x: 3 }, { x: 6 }])
  })
  it('are written before a throw, and not before a restart', () => {
    const [p, q] = [{ x: 1 }, { x: 3 }]
    expect(() => move(p, q, 10)).toThrow('far')
    expect(p).toEqual({ x: 11 })
    expect(move(p, q, -1)).toBe(miss)
    expect(p).toEqual({ x: 11 })
  })
  it('are not read while the kernel is off', () => {
    let reads = 0
    const getOwnPropertyDescriptor: ProxyHandler<object>['getOwnPropertyDescriptor'] = (target, key) => {
      reads++
      return Reflect.getOwnPropertyDescriptor(target, key)
    }
    const p = new Proxy({ x: 1 }, { getOwnPropertyDescriptor })
    // With one object for both no call fits, and after enough of them the kernel is off.
    for (let n = 0; n <= 1001; n++) expect(off(p, p, 2)).toBe(miss)
    expect(reads).toBeGreaterThan(0)
    const before = reads
    expect(off(p, p, 2)).toBe(miss)
    expect(reads).toBe(before)
  })
  it('are an object’s own plain ones, or JavaScript runs', () => {
    const trap = () => expect.unreachable('ran')
    const others: readonly unknown[] = [
      {},
      { x: '1' },
      { x: undefined },
      Object.create({ x: 1 }),
      {
        get x() {
          return trap()
        },
      },
      Object.freeze({ x: 1 }),
      null,
      undefined,
      5,
      'x',
      Object.assign(() => 1, { x: 1 }),
    ]
    for (const p of others) {
      expect(move(p, { x: 1 }, 2)).toBe(miss)
      expect(move({ x: 1 }, p, 2)).toBe(miss)
    }
  })
  it('of one object under two names leave it to JavaScript', () => {
    const p = { x: 1 }
    expect(move(p, p, 2)).toBe(miss)
    expect(p).toEqual({ x: 1 })
  })
  it('of nested objects become a result of the shape asked for', () => {
    const deep = glue({
      ...plain,
      exportName: 'deep',
      params: [param('i32', field(0, 'p', 'in', 'a b')), param('i32', field(0, 'p', 'in', '0'))],
      result: 'void',
      outputs: [
        { type: 'f64', target: null },
        { type: 'bool', target: null },
        { type: 'u64', target: null },
      ],
      resultShape: {
        kind: 'object',
        fields: [
          [
            'b',
            {
              kind: 'tuple',
              items: [
                { kind: 'slot', slot: 1 },
                { kind: 'object', fields: [] },
              ],
            },
          ],
          ['__proto__', { kind: 'slot', slot: 0 }],
          ['c d', { kind: 'slot', slot: 2 }],
        ],
      },
    })
    const result = deep({ in: { 'a b': 3, 0: 4 } })
    expect(Object.entries(result as object)).toEqual([
      ['b', [false, {}]],
      ['__proto__', 7],
      ['c d', 2n ** 64n - 1n],
    ])
    expect(deep({ in: 4 })).toBe(miss)
  })
})

describe('arrays in a result', () => {
  it('are the very ones given, or new ones, each once', () => {
    const call = glue({
      ...plain,
      exportName: 'arrays',
      params: [param('Float64Array', field(0, 'p', 'xs'))],
      result: 'void',
      allocates: true,
      mayReturn: [0],
      outputs: [
        { type: 'Float64Array', target: null },
        { type: 'Float64Array', target: null },
      ],
      resultShape: {
        kind: 'tuple',
        items: [
          { kind: 'slot', slot: 0 },
          { kind: 'slot', slot: 0 },
          { kind: 'slot', slot: 1 },
        ],
      },
    })
    const xs = new Float64Array([4, 5])
    const [a, b, c] = call({ xs }) as readonly unknown[]
    expect(a).toEqual(new Float64Array([5]))
    expect([a === b, c === xs]).toEqual([true, true])
  })
})
