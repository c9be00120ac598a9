import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'
import { markBlocks } from './mark-blocks.js'

/** How many elements of each array a turn has for itself; null where it is no kernel for blocks. */
function blocks(source: string): Readonly<Record<string, number>> | null {
  const kernel = markBlocks.run(typeSource(`function f${source}`), () => {})
  const [entry] = kernel.functions
  const nameOf = (position: number) => entry?.locals[entry.params[position] ?? -1]?.name ?? '?'
  return (
    (kernel.blocks && Object.fromEntries([...kernel.blocks].map(([position, n]) => [nameOf(position), n]))) ??
    null
  )
}

describe('finds', () => {
  it('what a turn has of one array', () => {
    expect(
      blocks(`(px: Uint8ClampedArray): void {
        for (let i = 0; i < px.length; i += 4) { px[i] = 255 - px[i]!; px[i + 3] = px[i + 1]! }
      }`),
    ).toEqual({ px: 4 })
  })

  it('several arrays, in steps of their own', () => {
    expect(
      blocks(`(px: Uint8Array, k: number, out: Float32Array): void {
        const n = out.length
        for (let i = 0; i < n; i++) out[i] = px[3 * i]! * k + px[i * 3 + 2]!
      }`),
    ).toEqual({ px: 3, out: 1 })
  })

  it('indexes that wrap nowhere', () => {
    const loop = (index: string) =>
      blocks(
        `(xs: Uint8Array, ys: Uint8Array): void { for (let i = 0; i < xs.length; i++) xs[i] = ys[${index}]! }`,
      )
    expect(loop('(i << 2) + 3')).toEqual({ xs: 1, ys: 4 })
    expect(loop('i + i')).toEqual({ xs: 1, ys: 2 })
    expect(loop('(i * 5 | 0) - 4 * i')).toBeNull()
    expect(loop('i * 4294967297')).toBeNull()
  })

  it('loops within a turn', () => {
    expect(
      blocks(`(xs: Float64Array): void {
        for (let i = 0; i < xs.length; i++) {
          let x = xs[i]!
          for (let n = 0; n < 9; n++) x = x * x + 0.1
          xs[i] = x
        }
      }`),
    ).toEqual({ xs: 1 })
  })
})

describe('leaves whole', () => {
  it.each([
    ['what a turn hands on', 'let s = 0; for (let i = 0; i < xs.length; i++) { s += xs[i]!; xs[i] = s }'],
    [
      'what only some turns assign',
      'let s = 0; for (let i = 0; i < xs.length; i++) { if (xs[i]! > k) s = xs[i]!; ys[i] = s }',
    ],
    ['what knows its place', 'for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! + ys[i]! * i'],
    ['what asks for a place', 'for (let i = 0; i < xs.length; i++) if (i > k) xs[i] = ys[i]!'],
    ['neighbours', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + ys[i + 1]!'],
    ['neighbours before', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + ys[i - 1]!'],
    ['steps that overlap', 'for (let i = 0; i < xs.length; i += 2) xs[i] = ys[i + 2]!'],
    ['two steps in one array', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + ys[2 * i]!'],
    ['what goes backwards', 'for (let i = xs.length - 1; i >= 0; i--) xs[i] = ys[i]!'],
    ['what does not begin at the start', 'for (let i = 2; i < xs.length; i++) xs[i] = ys[i]!'],
    ['what ends with the element behind', 'for (let i = 0; i <= xs.length; i++) xs[i] = ys[i]!'],
    ['what ends where a number says', 'for (let i = 0; i < k; i++) xs[i] = ys[i]!'],
    ['what asks how long another array is', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! / ys.length'],
    ['what asks so before', 'const n = ys.length; for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! / n'],
    ['an element that all turns read', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + ys[0]!'],
    ['one that is read before', 'const y = ys[0]!; for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + y'],
    ['where elements say', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[xs[i]! & 7]!'],
    [
      'two loops',
      'for (let i = 0; i < xs.length; i++) xs[i] = 1; for (let i = 0; i < ys.length; i++) ys[i] = 2',
    ],
    ['what is done behind it', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]!; xs[0] = 3'],
    [
      'what is left in the middle',
      'for (let i = 0; i < xs.length; i++) { if (ys[i]! > 3) break; xs[i] = ys[i]! }',
    ],
    ['what asks the host', 'for (let i = 0; i < xs.length; i++) xs[i] = Math.sin(ys[i]!)'],
    ['what asks it for a power', 'for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! ** k'],
    [
      'what throws',
      'for (let i = 0; i < xs.length; i++) { if (ys[i]! > 3) throw new Error(); xs[i] = ys[i]! }',
    ],
    ['an array under another name', 'const zs = ys; for (let i = 0; i < xs.length; i++) xs[i] = zs[i]!'],
    [
      'what is made',
      'const t = new Float64Array(9); for (let i = 0; i < xs.length; i++) xs[i] = ys[i]! + t[i]!',
    ],
  ])('%s', (_, body) => {
    expect(blocks(`(xs: Float64Array, ys: Float64Array, k: number): void { ${body} }`)).toBeNull()
  })

  it('what gives a value, and ordinary arrays', () => {
    const loop = 'for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * 2'
    expect(blocks(`(xs: Float64Array): number { ${loop}; return 3 }`)).toBeNull()
    expect(blocks(`(xs: number[]): void { ${loop} }`)).toBeNull()
  })
})
