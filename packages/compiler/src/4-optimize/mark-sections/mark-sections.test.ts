import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'
import type { Product, Section, Sum } from '../../ir/section.js'
import { markSections } from './mark-sections.js'

/** Per array, `lo … hi` as its section says it, and what is asked before; none where all of it is copied. */
function sections(source: string): Readonly<Record<string, string>> {
  const kernel = markSections.run(typeSource(`function f${source}`), () => {})
  const [entry] = kernel.functions
  const nameOf = (position: number) => entry?.locals[entry.params[position] ?? -1]?.name ?? '?'
  return Object.fromEntries(
    [...(kernel.sections ?? [])].map(([position, section]) => [
      nameOf(position),
      writeSection(section, nameOf),
    ]),
  )
}

type NameOf = (position: number) => string

function writeSection({ lows, highs, given, capped, whole }: Section, nameOf: NameOf): string {
  const all = (sums: readonly Sum[]) => sums.map(sum => writeSum(sum, nameOf)).join(' or ')
  const asked = [
    ...whole.map(param => `${nameOf(param)} whole`),
    ...capped.map(({ factor, cap }) => `${nameOf(factor.param)} ≤ 2^${Math.log2(cap)}`),
    ...given.map(sum => `${writeSum(sum, nameOf)} ≥ 0`),
  ]
  return [`${all(lows)} … ${all(highs)}`, ...asked].join(', ')
}

function writeSum({ constant, divisor, terms }: Sum, nameOf: NameOf): string {
  const product = ({ coef, factors }: Product) =>
    [coef, ...factors.map(({ kind, param }) => `${nameOf(param)}${kind === 'length' ? '.length' : ''}`)].join(
      '·',
    )
  const text = [...terms.map(product), ...(constant === 0 && terms.length > 0 ? [] : [constant])].join(' + ')
  return (divisor === 1 ? text : `(${text})/${divisor}`).replaceAll(/\b1·/g, '')
}

describe('finds', () => {
  it('what lies between two numbers', () => {
    expect(
      sections(`(xs: Float64Array, lo: number, hi: number): number {
        let s = 0
        for (let i = lo; i < hi; i++) s += xs[i]!
        return s
      }`),
    ).toEqual({ xs: 'lo … hi' })
  })

  it('what lies behind an offset, in each array', () => {
    expect(
      sections(`(xs: Float64Array, ys: Float64Array, at: number, n: number): void {
        for (let i = 0; i < n; i++) ys[at + i] = xs[at - i]! + xs[at - i - 1]!
      }`),
    ).toEqual({ xs: '-n + at … at + 1', ys: 'at … n + at' })
  })

  it('a row', () => {
    expect(
      sections(`(a: Float32Array, w: number, y: number): number {
        let s = 0
        for (let x = 0; x < w; x++) s += a[y * w + x]!
        return s
      }`),
    ).toEqual({ a: 'w·y … w + w·y' })
  })

  it('rows of several planes, where factors are small', () => {
    expect(
      sections(`(v: Float64Array, w: number, h: number, z: number): number {
        let s = 0
        for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) s += v[(z * h + y) * w + x]!
        return s
      }`),
    ).toEqual({ v: 'h·w·z … h·w + h·w·z, h ≤ 2^15, w ≤ 2^15, z ≤ 2^15' })
  })

  it('halves', () => {
    expect(
      sections(`(xs: Float64Array, at: number, n: number): void {
        const half = n >> 1
        for (let k = 0; k < half; k++) xs[at + k + half] = k
      }`),
    ).toEqual({ xs: '(n + 2·at + -1)/2 … n + at, n whole' })
  })

  it('what is touched under a test, behind a clamp, or once', () => {
    expect(
      sections(`(xs: Float64Array, lo: number, hi: number): number {
        const from = Math.max(0, lo)
        const to = Math.min(hi, xs.length)
        let s = xs[lo]!
        for (let i = from; i < to; i++) if (s > 3) s += xs[i]!
        return s
      }`),
    ).toEqual({ xs: 'lo … lo + 1 or hi' })
  })
})

describe('leaves whole', () => {
  it.each([
    ['what begins at the start', 'for (let i = 0; i < n; i++) s += xs[i]!'],
    [
      'what is all but the edges',
      'for (let y = 1; y < at - 1; y++) for (let x = 1; x < n; x++) s += xs[y * n + x]!',
    ],
    ['what is also touched elsewhere', 'for (let i = at; i < n; i++) s += xs[i]! + xs[xs[i]!]!'],
    ['what ends where elements say', 'for (let i = at; xs[i]! > 0; i++) s += xs[i]!'],
    ['what has another name', 'const same = xs; for (let i = at; i < n; i++) s += xs[i]! + same[0]!'],
    ['what a method changes', 'for (let i = at; i < n; i++) s += xs[i]!; xs.fill(s)'],
    ['what is at a fraction', 'for (let i = at; i < n; i++) s += xs[i / 2]!'],
    ['what is given on', 'for (let i = at; i < n; i++) s += xs[i]!; return g(xs)'],
  ])('%s', (_, body) => {
    const helper = 'function g(a: Float64Array): number { let s = 0; for (const x of a) s += x; return s }'
    expect(
      sections(
        `(xs: Float64Array, at: number, n: number): number { let s = 0; ${body}; return s } ${helper}`,
      ),
    ).toEqual({})
  })
})
