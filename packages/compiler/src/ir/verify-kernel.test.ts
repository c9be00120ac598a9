import { describe, expect, it } from 'vitest'
import { plainOptions } from '../../../../test/support/mark-function.js'
import type { Expr } from './expr.js'
import type { Kernel, KernelFunction, Local } from './kernel.js'
import type { Stmt } from './stmt.js'
import type { ValueType } from './types.js'
import { verifyKernel, verifyValueTypes } from './verify-kernel.js'

const at = { file: 'a.ts', start: 0, end: 1 }
const x: Local<ValueType> = { name: 'x', type: 'Float64Array', origin: 'param', at }
const i: Local<ValueType> = { name: 'i', type: 'i32', origin: 'param', at }
const v: Local<ValueType> = { name: 'v', type: 'f64', origin: 'variable', at }

function kernel(
  body: readonly Stmt<ValueType>[],
  more: Partial<KernelFunction<ValueType>> = {},
): Kernel<ValueType> {
  const fn = { name: 'f', params: [0, 1], locals: [x, i, v], result: 'void', body, at, ...more } as const
  return { name: 'k', functions: [fn], tables: [], throws: [], declaredResult: null, options: plainOptions }
}

const one: Expr<ValueType> = { kind: 'const', value: 1, type: 'i32', at }
const oneF: Expr<ValueType> = { kind: 'const', value: 1, type: 'f64', at }
const yes: Expr<ValueType> = { kind: 'const', value: true, type: 'bool', at }
const index: Expr<ValueType> = { kind: 'local', local: 1, type: 'i32', at }
const element: Expr<ValueType> = { kind: 'load', array: 0, index, bounds: 'nan', type: 'f64', at }

const set = (value: Expr<ValueType>, local = 2): Stmt<ValueType> => ({ kind: 'set', local, value, at })
const jump = (kind: 'break' | 'continue', label: number): Stmt<ValueType> => ({ kind, label, at })
const loop = (
  body: readonly Stmt<ValueType>[],
  update: readonly Stmt<ValueType>[] = [],
  label = 0,
): Stmt<ValueType> => ({
  kind: 'loop',
  label,
  test: yes,
  body,
  update,
  at,
})

describe('structure', () => {
  it.each<[string, readonly Stmt<ValueType>[]]>([
    [
      'jumps',
      [loop([jump('continue', 0)], [{ kind: 'if', test: yes, then: [jump('break', 0)], else: [], at }])],
    ],
    ['blocks', [{ kind: 'block', label: 3, body: [loop([jump('break', 3)])], at }]],
  ])('takes %s', (_, body) => {
    expect(() => verifyKernel(kernel(body))).not.toThrow()
  })

  it.each<[string, readonly Stmt<ValueType>[], string]>([
    ['a local that does not exist', [set(one, 7)], 'names local 7'],
    ['a read of one', [set({ ...index, local: 9 } as Expr<ValueType>)], 'names local 9'],
    ['a jump out of nothing', [jump('break', 0)], 'break L0 is not inside L0'],
    [
      'continuing a block',
      [{ kind: 'block', label: 0, body: [jump('continue', 0)], at }],
      'does not continue a loop',
    ],
    ['continuing in an update', [loop([], [jump('continue', 0)])], 'does not continue a loop'],
    [
      'a jump out of an update',
      [loop([loop([], [jump('break', 0)], 1)])],
      'leaves the update of another loop',
    ],
    ['a return in an update', [loop([], [{ kind: 'return', value: null, at }])], 'a loop update returns'],
    ['a label twice', [loop([loop([])])], 'L0 stands inside L0'],
    ['a throw site', [{ kind: 'throw', site: 0, at }], 'throw site 0'],
    ['a function', [{ kind: 'call', local: null, callee: 4, args: [], at }], 'function 4'],
  ])('refuses %s', (_, body, problem) => {
    expect(() => verifyKernel(kernel(body))).toThrow(problem)
    expect(() => verifyKernel(kernel(body))).toThrow('in k, function f: ')
  })

  it('refuses writes to tables and wrong tables', () => {
    const table: Local<ValueType> = { name: 'T', type: 'Float64Array', origin: 'table', table: 0, at }
    expect(() => verifyKernel(kernel([], { locals: [x, i, table] }))).toThrow('the local T has a wrong table')
    const made = {
      ...kernel([set(one)], { locals: [x, i, table] }),
      tables: [{ name: 'T', element: 'Int8Array', values: [] }],
    } as const
    expect(() => verifyKernel(made)).toThrow('set writes a table')
  })
})

const binary = (
  op: 'add' | 'bitand' | 'ushr' | 'shl',
  left: Expr<ValueType>,
  right: Expr<ValueType>,
  type: ValueType,
) => ({ kind: 'binary', op, left, right, type, at }) as const
const unsigned: Expr<ValueType> = { kind: 'const', value: 1, type: 'u32', at }

describe('value types', () => {
  it.each<[string, readonly Stmt<ValueType>[]]>([
    ['an element', [set(element)]],
    ['a store', [{ kind: 'store', array: 0, index: one, value: oneF, bounds: 'nan', at }]],
    ['a conversion', [set({ kind: 'convert', mode: 'exact', operand: one, type: 'f64', at })]],
    [
      'bits of two signs',
      [set(binary('ushr', one, binary('bitand', one, unsigned, 'i32'), 'u32'), 1)].slice(1),
    ],
    [
      'a comparison',
      [
        {
          kind: 'if',
          test: { kind: 'compare', op: 'lt', left: one, right: index, type: 'bool', at },
          then: [],
          else: [],
          at,
        },
      ],
    ],
    ['a random number', [{ kind: 'call', local: 2, callee: 'random', args: [], at }]],
    ['an end', [{ kind: 'return', value: null, at }]],
  ])('takes %s', (_, body) => {
    expect(() => verifyValueTypes(kernel(body))).not.toThrow()
  })

  it.each<[string, readonly Stmt<ValueType>[], string]>([
    ['an i32 in an f64', [set(one)], 'the value of v (offset 0) is i32 instead of f64'],
    ['mixed operands', [set(binary('add', one, oneF, 'f64'))], 'add of i32 and f64 to f64'],
    ['a sum in another type', [set(binary('add', one, one, 'f64'))], 'add of i32 and i32 to f64'],
    ['bits of doubles', [set(binary('bitand', oneF, oneF, 'f64'))], 'bitand of f64'],
    ['an unrounded f32', [set({ kind: 'const', value: 0.1, type: 'f32', at })], 'the constant 0.1 is no f32'],
    [
      'an undecided access',
      [set({ ...element, bounds: 'js' } as Expr<ValueType>)],
      'what happens out of bounds',
    ],
    [
      'an element in another type',
      [set({ ...element, type: 'f32' } as Expr<ValueType>)],
      'a load is f32 instead of f64',
    ],
    [
      'a store of an i32',
      [{ kind: 'store', array: 0, index: one, value: one, bounds: 'nan', at }],
      'a store of i32',
    ],
    [
      'a number as a test',
      [{ kind: 'if', test: one, then: [], else: [], at }],
      'a condition (offset 0) is i32',
    ],
    [
      'a value of nothing',
      [{ kind: 'return', value: one, at }],
      'a return (offset 0) is i32 instead of void',
    ],
    [
      'a call that leaves out',
      [{ kind: 'call', local: null, callee: 0, args: [index], at }],
      'a call with (i32) instead of',
    ],
    [
      'a conversion to itself',
      [set({ kind: 'convert', mode: 'exact', operand: oneF, type: 'f64', at })],
      'exact conversion from f64',
    ],
    [
      'rounding to an integer',
      [set({ kind: 'convert', mode: 'round', operand: oneF, type: 'i32', at }, 1)],
      'round conversion',
    ],
  ])('refuses %s', (_, body, problem) => {
    expect(() => verifyValueTypes(kernel(body))).toThrow(problem)
  })
})
