import { expect, it } from 'vitest'
import { longPrograms } from '../../../../../test/support/long-programs.js'
import { typeSource } from '../../../../../test/support/type-source.js'
import { partMark } from '../../abi/names.js'
import { optimize } from '../../pipeline.js'

function partsOf(source: string): readonly string[] {
  const { functions } = optimize(typeSource(`export function f${source}`), true)
  return functions.map(({ name }) => name).filter(name => name.includes(partMark))
}

it.each(Object.entries(longPrograms))('%s', (name, { source }) => {
  // A loop that something leaves stays where it is, and what makes arrays makes them once.
  expect(partsOf(source).length > 0).toBe(name !== 'what leaves a loop')
})

it('leaves a loop that makes arrays, so that it goes on using one', () => {
  const source = `(n: number): number {
    let s = 0
    for (let i = 0; i < n; i++) { const row = new Float64Array(n); for (let k = 0; k < n; k++) row[k] = k; s += row[i]! }
    return s
  }`
  expect(partsOf(source)).toEqual([])
})

it('leaves a loop of few turns, and one that is called for few of them', () => {
  expect(
    partsOf(
      `(a: Float64Array): number { let s = 0; for (let i = 0; i < 500; i++) s = s / 2 + a[i & 3]!; return s }`,
    ),
  ).toEqual([])
  expect(
    partsOf(`(a: number, b: number): number { while (b > 0) { const t = a % b; a = b; b = t } return a }`),
  ).toEqual([])
})
