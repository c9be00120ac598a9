import { describe, expect, it } from 'vitest'
import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { LeafSource } from '../ir/leaf.js'
import type { Factor, Section, Sum } from '../ir/section.js'
import type { Gathered } from './gather-leaves.js'
import { writeSections } from './write-sections.js'

const params = (['xs', 'lo', 'n'] as const).map(
  (name, index): ParamPlan => ({
    name,
    type: name === 'xs' ? 'Float64Array' : 'f64',
    source: { root: { kind: 'argument', index, name }, path: [] },
    access: 'in',
  }),
)
const plan = { params } as unknown as KernelPlan
const gathered = {
  nameOf: ({ root }: LeafSource) => (root.kind === 'argument' ? root.name : ''),
} as unknown as Gathered

const length: Factor = { kind: 'length', param: 0 }
const lo: Factor = { kind: 'param', param: 1 }
const n: Factor = { kind: 'param', param: 2 }

function sum(constant: number, terms: readonly (readonly [number, ...Factor[]])[], divisor = 1): Sum {
  return { constant, divisor, terms: terms.map(([coef, ...factors]) => ({ coef, factors })) }
}

function written(section: Partial<Section>, covered = ''): string {
  const whole: Section = { lows: [sum(0, [[1, lo]])], highs: [sum(5, [])], given: [], capped: [], whole: [] }
  const part = { array: 0, length: 'xs.length', bytesPerElement: 8, section: { ...whole, ...section } }
  return writeSections([part], 's', covered, plan, gathered, '$hp')
}

describe('sections in the glue', () => {
  it('are computed for long arrays only', () =>
    expect(written({})).toBe('xs.length > 3072 ? $hp.sections(s, [[0, [lo], [5]]]) : void 0'))
  it('are sums, what is added first', () => {
    const lows = [
      sum(-3, [
        [-1, n],
        [2, lo, n],
      ]),
      sum(0, [[-1, n]]),
      sum(1, [[1, n]], 2),
    ]
    expect(written({ lows })).toContain('[2 * lo * n - n - 3, -n, (n + 1) / 2]')
    expect(
      written({
        highs: [
          sum(0, [
            [1, length],
            [-1, n],
          ]),
        ],
      }),
    ).toContain('[xs.length - n]')
  })
  it('are asked for what they need first', () => {
    const given = [sum(7, [[-1, lo]])]
    expect(written({ whole: [1], capped: [{ factor: n, cap: 512 }], given })).toContain(
      '[(lo | 0) === lo && n >>> 0 <= 512 && 7 - lo >= 0 && [0, [lo], [5]]]',
    )
  })
  it('leave out what is not copied in', () =>
    expect(written({}, '+(n > 3)')).toBe(
      'xs.length > 3072 ? $hp.sections(s, [[0, [lo], [5]]], +(n > 3)) : $hp.covered(+(n > 3))',
    ))
})
