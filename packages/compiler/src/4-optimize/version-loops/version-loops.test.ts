import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'
import { printKernel } from '../../ir/print-kernel.js'
import { proveBounds } from '../prove-bounds.js'
import { versionLoops } from './version-loops.js'

function versioned(source: string): string {
  return printKernel(
    versionLoops.run(
      proveBounds.run(typeSource(`function f${source}`), () => {}),
      () => {},
    ),
  )
}

/** The conditions asked before the first fast copy, without parentheses and conversions; none where there is no copy. */
function conditions(source: string): readonly string[] {
  const text = versioned(source)
  const end = text.indexOf('{\n', text.indexOf('if (')) - 2
  if (!/\n *L\d+: for.*[\s\S]*\} else \{/.test(text)) return []
  const test = text.slice(text.indexOf('if (') + 4, end)
  return test.replaceAll(/f64\.exact|u32\.wrap|[()]/g, '').split(' && ')
}

describe('asks before the loop', () => {
  it('whether the arrays are long enough', () => {
    expect(
      conditions(`(x: Float32Array, y: Float32Array, a: number): void {
        for (let i = 0; i < x.length; i++) y[i] = a * x[i]! + y[i]!
      }`),
    ).toEqual(['y.length >=i32 x.length'])
  })

  it('about products in doubles, factors first', () => {
    expect(
      conditions(`(xs: Float64Array, n: number, p: number): number {
        let s = 0
        for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) s += xs[i * p + k]!
        return s
      }`),
    ).toEqual(['n <=u32 33554432u', 'p <=u32 33554432u', 'xs.length >= n * p'])
  })

  it('what a start that is not known to be constant could break', () => {
    expect(
      conditions(`(a: Float64Array, from: number, to: number): number {
        let s = 0
        for (let i = from; i < to; i++) s += a[i]!
        return s
      }`),
    ).toEqual(['i >=i32 0', 'a.length >=i32 to'])
  })

  it('the least that covers neighbours', () => {
    expect(
      conditions(`(a: Float64Array, n: number): number {
        let s = 0
        for (let i = 1; i < n - 1; i++) s += a[i - 1]! - a[i + 1]!
        return s
      }`),
    ).toEqual(['a.length >=i32 n'])
  })

  it('where a counter that steps stands last', () => {
    expect(
      conditions(`(a: Float64Array, n: number): number {
        let s = 0
        for (let i = 0; i < n; i += 4) s += a[i + 3]!
        return s
      }`),
    ).toEqual(['a.length >= floorn + -1.0 / 4.0 * 4.0 + 4.0'])
  })

  it('nothing that a test in the loop makes sure', () => {
    expect(
      conditions(`(a: Float64Array, w: number, h: number): number {
        let s = 0
        for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let d = -1; d <= 1; d++) {
          if (y + d >= 0 && y + d < h) s += a[(y + d) * w + x]!
        }
        return s
      }`),
    ).toEqual(['h <=u32 33554432u', 'w <=u32 33554432u', 'a.length >= h * w'])
  })
})

describe('indexes of the fast copy', () => {
  it('are computed in int32', () => {
    const text = versioned(`(xs: Float64Array, n: number, p: number): number {
      let s = 0
      for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) s += xs[i * p + k]!
      return s
    }`)
    expect(text).toContain('xs[(i *i32 p) +i32 k]?proven')
    expect(text).toContain('xs[(i64.exact(i) *i64 i64.exact(p)) +i64 i64.exact(k)]?nan')
  })

  it('and so are small numbers they are compared with', () => {
    const text = versioned(`(a: Float64Array): number {
      const n = a.length
      let s = 0
      for (let size = 2; size <= n; size *= 2) {
        const half = size / 2
        for (let i = 0; i < n; i += size) for (let k = i; k < i + half; k++) s += a[k + half]!
      }
      return s
    }`)
    expect(text).toContain('k <i32 (i +i32 half_i32)')
    expect(text).toContain('f64.exact(k) < (f64.exact(i) + half)')
  })

  it('are kept as int32 beside wider locals', () => {
    const text = versioned(`(xs: Float64Array, n: number, p: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { const row = i * p; for (let k = 0; k < p; k++) s += xs[row + k]! }
      return s
    }`)
    expect(text).toContain('row_i32 = i *i32 p')
    expect(text).toContain('xs[row_i32 +i32 k]?proven')
  })
})

describe('leaves a nest alone', () => {
  it.each([
    ['with nothing to prove', 'for (let i = 0; i < n; i++) s += Math.sqrt(i)'],
    ['whose index is data', 'for (let i = 0; i < a.length; i++) s += a[(s * i) | 0]!'],
    ['whose bound moves', 'for (let i = 0; i < n; i++) { s += a[i * 2]!; n += a.length }'],
  ])('%s', (_, body) => {
    const source = `(a: Float64Array, b: Int32Array, n: number): number { let s = 0; ${body}; return s }`
    expect(versioned(source)).not.toContain('} else {')
  })

  it('that a fast copy of the outer loop has done', () => {
    const text = versioned(`(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) s += a[i + j]!
      return s
    }`)
    expect(text.match(/\} else \{/g)).toHaveLength(1)
  })
})

it('asks about both ends of an index at once, in integers, where it asks in every turn', () => {
  const text = versioned(`(at: Int32Array, v: Float64Array, n: number): number {
    let s = 0
    for (let i = 0; i < n; i++) {
      const from = at[s & 7]!
      for (let k = 0; k < 4; k++) s += v[from + k]!
    }
    return s
  }`)
  expect(text).toContain('v.length >=i32 4')
  expect(text).toContain('u64.wrap(i64.exact(from)) <=u64 u64.wrap(i64.exact(v.length) -i64 4n)')
})

it('falls to the inner loop where the outer one knows nothing', () => {
  const text = versioned(`(row: Int32Array, v: Float64Array, n: number): number {
    let s = 0
    for (let i = 0; i < n; i++) {
      const end = row[i + 1]!
      for (let k = row[i]!; k < end; k++) s += v[k]!
    }
    return s
  }`)
  expect(text).toContain('v[k]?proven')
  expect(text).toContain('v[k]?nan')
})
