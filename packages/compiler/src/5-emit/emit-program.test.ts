import { describe, expect, it } from 'vitest'
import {
  binary,
  compare,
  expression,
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
  unary,
} from '../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../test/support/run-kernel.js'
import type { Kernel, Table } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'
import { emitProgram } from './emit-program.js'

const i32 = (local: number) => get(local, 'i32')

const pdist: Kernel<ValueType> = (() => {
  const [xs, n, p, out, i, j, s, k, d] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const element = (row: number) => load(xs, binary('add', binary('mul', i32(row), i32(p)), i32(k)), 'nan')
  const square = binary('mul', get(d), get(d))
  const sum = [set(d, binary('sub', element(i), element(j))), set(s, binary('add', get(s), square))]
  const pair = [
    set(s, num(0)),
    set(k, int(0)),
    loop(2, compare('lt', i32(k), i32(p)), sum, [increment(k)]),
    store(out, binary('add', binary('mul', i32(i), i32(n)), i32(j)), unary('sqrt', get(s)), 'proven'),
  ]
  const columns = loop(1, compare('lt', i32(j), i32(n)), pair, [increment(j)])
  const rows = loop(0, compare('lt', i32(i), i32(n)), [set(j, int(0)), columns], [increment(i)])
  const locals = [
    ...([
      ['xs', 'Float64Array'],
      ['n', 'i32'],
      ['p', 'i32'],
      ['out', 'Float64Array'],
    ] as const),
    ...([
      ['i', 'i32'],
      ['j', 'i32'],
      ['s', 'f64'],
      ['k', 'i32'],
      ['d', 'f64'],
    ] as const),
  ]
  const body = [
    newArray(out, binary('mul', i32(n), i32(n))),
    set(i, int(0)),
    rows,
    give(get(out, 'Float64Array')),
  ]
  return kernel([fn('pdist', locals, 3, 'Float64Array', body)])
})()

describe('pdist', async () => {
  const running = await runKernels([pdist])

  it('reads like the loops it came from', () => {
    const text = emitProgram([pdist], at => `, ${at.file}:12`).program.text
    expect(text.slice(text.indexOf('// pdist'))).toBe(`\
// pdist, test.ts:12
function $pdist($xs: usize, $xs_n: i32, $n: i32, $p: i32, heap_start: usize): usize {
  heap = heap_start
  let $out: usize = 0, $out_n: i32 = 0
  let $i: i32 = 0, $j: i32 = 0, $k: i32 = 0
  let $s: f64 = 0.0, $d: f64 = 0.0
  $out_n = $n * $n
  $out = new_array($out_n, 3)
  for ($i = 0; $i < $n; $i = $i + 1) {
    for ($j = 0; $j < $n; $j = $j + 1) {
      $s = 0.0
      for ($k = 0; $k < $p; $k = $k + 1) {
        $d = load_f64_or_nan($xs, $xs_n, $i * $p + $k) - load_f64_or_nan($xs, $xs_n, $j * $p + $k)
        $s = $s + $d * $d
      }
      store<f64>($out + (usize($i * $n + $j) << 3), f64.sqrt($s))
    }
  }
  result_length = $out_n
  return $out
}

export { $pdist as pdist }
`)
  })

  it('gives the distances', () => {
    expect(running.value(0, new Float64Array([0, 0, 3, 4]), 2, 2)).toEqual(new Float64Array([0, 5, 5, 0]))
    expect(running.value(0, new Float64Array([0, 0, 3]), 2, 2)).toEqual(
      new Float64Array([0, Number.NaN, Number.NaN, Number.NaN]),
    )
  })

  it('pulls in nothing of AssemblyScript’s runtime', () => {
    expect(running.wat).not.toMatch(/data |rt\/|__new/)
    expect(running.wasm.length).toBeLessThan(520)
  })

  it('is planned as the glue needs it', () => {
    expect(running.plans[0]).toMatchObject({
      exportName: 'pdist',
      params: [
        { name: 'xs', type: 'Float64Array', access: 'in' },
        { name: 'n', type: 'i32', access: 'in' },
        { name: 'p', type: 'i32', access: 'in' },
      ],
      result: 'Float64Array',
      mayReturn: [],
      allocates: true,
      mayTrap: true,
      signature: '(Float64Array, i32, i32) → Float64Array',
    })
  })
})

describe('names', () => {
  it('of users meet neither builtins nor keywords nor each other', async () => {
    const locals = ['load', 'f64', 'xs', 'xs_n', 'heap', 'status', 'a b', 'ä', 'jump', 'delete', '1']
    const typed = [...locals, 'xs', 'xs', '$x', 'load'].map(
      (name, n) => [name, n === 2 || n === 11 || n === 12 ? 'Int32Array' : 'i32'] as const,
    )
    const sum = typed
      .map(([, type], n) => (type === 'i32' ? i32(n) : length(n)))
      .reduce((left, right) => binary('add', left, right))
    const names = [
      'load',
      'store',
      'f64',
      'status',
      'table_0',
      'memory',
      'delete',
      'result_length',
      'restart',
      'π',
      'default',
      'if',
      'function',
      'constructor',
      '__proto__',
      'toString',
      'as',
      'from',
    ]
    const kernels = names.map(name => kernel([fn(name, typed, typed.length, 'i32', [give(sum)])]))
    const running = await runKernels(kernels)
    const args = typed.map(([, type], n) => (type === 'i32' ? 2 ** n : new Int32Array(2 ** n)))
    for (const n of names.keys()) expect(running.value(n, ...args)).toBe(2 ** typed.length - 1)
    expect(running.plans.map(plan => plan.exportName).slice(0, 5)).toEqual([
      'load',
      'store',
      'f64',
      'status_2',
      'table_0',
    ])
  })

  it('of locals never hide the function they call', async () => {
    const inner = fn('g', [['x', 'i32']], 1, 'i32', [give(binary('mul', i32(0), int(2)))])
    const outer = fn(
      'f',
      [
        ['g', 'i32'],
        ['f', 'i32'],
      ],
      1,
      'i32',
      [invoke(1, 1, i32(0)), give(binary('add', i32(0), i32(1)))],
    )
    const running = await runKernels([
      kernel([outer, inner]),
      kernel([fn('f', [['g', 'i32']], 1, 'i32', [give(i32(0))])], { name: 'f_2' }),
    ])
    expect(running.value(0, 5)).toBe(15)
    expect(running.value(1, 5)).toBe(5)
  })
})

describe('tables', async () => {
  const primes: Table = { name: 'primes', element: 'Int32Array', values: [2, 3, 5, 7] }
  const zeros: Table = { name: 'zeros', element: 'Float64Array', values: [0, -0] }
  const minus: Table = { name: 'minus', element: 'Float64Array', values: [-0, -0] }
  const reading = (name: string, tables: readonly Table[], table: number) => {
    const { element } = tables[table] ?? primes
    const type = element === 'Int32Array' ? 'i32' : 'f64'
    return kernel(
      [
        fn(
          name,
          [
            ['i', 'i32'],
            ['t', element, table],
            ['r', type],
          ],
          1,
          type,
          [invoke(2, 1, get(1, element), i32(0)), give(get(2, type))],
        ),
        fn(
          'at',
          [
            ['t', element],
            ['i', 'i32'],
          ],
          2,
          type,
          [give(load(0, i32(1), type === 'i32' ? 'zero' : 'nan', type))],
        ),
      ],
      { name, tables },
    )
  }
  const kernels = [
    reading('a', [primes], 0),
    reading('b', [zeros, primes], 1),
    reading('c', [zeros], 0),
    reading('d', [minus], 0),
  ]
  const running = await runKernels(kernels)

  it('are merged over kernels, by value and bit', () => {
    expect(emitProgram(kernels).tables).toEqual([primes, zeros, minus])
  })

  it('are read, and know their length', () => {
    expect([0, 3, 4, -1].map(i => running.value(0, i))).toEqual([2, 7, 0, 0])
    expect(running.value(1, 2)).toBe(5)
    expect([0, 1, 2].map(i => running.value(2, i))).toEqual([0, -0, Number.NaN])
    expect(running.value(3, 0)).toBe(-0)
  })
})

it('spans say which kernel each part of the text is', () => {
  const { text, spans } = emitProgram([
    expression('first', ['f64'], get(0)),
    expression('second', ['f64'], get(0)),
  ]).program
  expect(spans.map(({ start, end, kernel: name }) => [name, text.slice(start, end).split('\n')[0]])).toEqual([
    ['first', '// first'],
    ['second', '// second'],
  ])
  expect(text.slice(spans[0]?.start, spans[0]?.end)).toMatch(/export \{ \$first as first \}$/)
})

it('a program that can neither trap nor return an array has no globals', () => {
  expect(emitProgram([expression('id', ['f64'], get(0))]).program.text).not.toContain('let')
})
