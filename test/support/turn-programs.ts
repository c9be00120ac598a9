import type { LoopProgram } from './loop-inputs.js'
import { bytes, counts, doubles, floats, ints, lengths, withCount, withCounts } from './loop-inputs.js'

const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 19]
const sided = [...doubles(40), Number.NaN, -0, 0, Infinity, -Infinity, -1e300, 5e-324]
/** Numbers of either sign and special ones, these at the place asked for. */
const special = (length: number, at: number) =>
  Float64Array.from({ length }, (_, i) => (i === at ? Number.NaN : (sided[(i * 5 + at) % sided.length] ?? 0)))

/** Loops of which several turns run together, or between two looks at the counter; and bounds that are fractions. */
export const turnPrograms: Readonly<Record<string, LoopProgram>> = {
  'the nearest of several rows': {
    source: `(a: Float64Array, b: Float64Array, d: number): number {
      const k = b.length / d
      let sum = 0
      for (let i = 0; i < 3; i++) {
        let best = -1
        let least = Infinity
        for (let c = 0; c < k; c++) {
          let distance = 0
          for (let j = 0; j < d; j++) { const by = a[i * d + j]! - b[c * d + j]!; distance += by * by }
          if (distance < least) { least = distance; best = c }
        }
        sum = sum * 31 + best
      }
      return sum
    }`,
    calls: [0, 1, 4, 8, 15, 16, 21, 24, 30].flatMap(l =>
      [-2, l === 0 ? 0 : 6, 1, 2, 3, 4, 5].map(d => [doubles(24), doubles(l), d]),
    ),
  },
  'what turns hand on behind an inner loop, and leave': {
    source: `(a: Float64Array, n: number, p: number): number {
      const out = new Float64Array(n + 1)
      let last = 0
      let before = 0
      let most = -Infinity
      for (let i = 0; i < n; i++) {
        let s = before
        s = 0
        for (let j = 0; j < p; j++) s += a[i * p + j]!
        if (s > most) { most = s; last = i }
        if (s > 3) out[i] = s - before
        else if (s < 0) before = s
      }
      return last * 1000 + before * 7 + out[0]! + out[n >> 1]!
    }`,
    calls: withCounts(doubles, [
      [4, 6],
      [6, 4],
      [8, 3],
      [26, 1],
      [5, 5],
    ]),
  },
  'bounds that are fractions': {
    source: `(a: Float64Array, n: number, x: number): number {
      let s = 0
      for (let i = 0; i < n / 2; i++) s = s * 3 + a[i]!
      for (let i = 0; i <= n * 0.3; i++) for (let j = -1; j < a.length / 3; j++) s += a[i + j]! + i
      for (let i = n; i <= a.length / (n + 2); i += 2) s -= i
      const half = x / 2
      for (let i = 0; i < half; i++) s = s * 5 - i
      for (let i = 0; i <= half; i++) s = s * 7 + i
      return s
    }`,
    calls: lengths.flatMap(l =>
      [...counts, 9].flatMap(n => [-0.5, -0, 3.5, 4, Number.NaN].map(x => [doubles(l), n, x])),
    ),
  },
  'rows times columns': {
    source: `(a: Float64Array, b: Float64Array, n: number): Float64Array {
      const c = new Float64Array(n * n)
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let s = 0
          for (let k = 0; k < n; k++) s += a[i * n + k]! * b[k * n + j]!
          c[i * n + j] = s
        }
      }
      return c
    }`,
    calls: sizes.flatMap(n =>
      [n * n, n * n - 1].map(l => [doubles(Math.max(0, l)), doubles(n * n).reverse(), n]),
    ),
  },
  'rows that reach into the next ones': {
    source: `(a: Float32Array, c: Float32Array, n: number, width: number): void {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let s = i
          for (let k = 0; k < 3; k++) s += a[i * 3 + k]! - a[j + k]!
          c[i * width + j] = s
        }
      }
      for (let i = 0; i < n; i++) {
        for (let j = 1; j < width; j++) {
          let s = 0
          for (let k = 0; k < n; k++) s += a[k]! * a[j]! + i
          c[i * width + j - 1] = s
        }
      }
    }`,
    calls: sizes.flatMap(n => [0, 1, 8, n - 1, n, n + 1].map(w => [floats(60), floats(n * w + n), n, w])),
  },
  'a row at a time, turns between looks at the counter': {
    source: `(a: Int32Array, n: number, from: number): number {
      let s = 0
      let odd = 0
      for (let i = from; i < n; i++) { s = (s * 31 + a[i]!) | 0; if (a[i]! & 1) odd += i }
      for (let i = from; i <= n; i += 3) { a[i] = a[i]! + s; s = (s ^ i) | 0 }
      let x = 0.5
      for (let i = 0; i < a.length; i++) x = x * 0.5 + a[i]!
      return s + odd * 0.25 + x
    }`,
    calls: [...withCount(ints), ...withCount(ints, [30])].flatMap(([a, n]) =>
      [-1, 0, 2].map(from => [a, n, from]),
    ),
  },
  'the last turns before the end of int32': {
    source: `(a: Int32Array, n: number): number {
      let s = 0
      for (let i = 2147483640; i < n; i++) s = (s * 3 + i) | 0
      for (let i = 2147483630; i < n; i += 7) s = (s * 5 + a[i & 7]!) | 0
      return s
    }`,
    calls: [2147483639, 2147483640, 2147483643, 2147483644, 2147483646, 2147483647, -5].map(n => [
      ints(8),
      n,
    ]),
  },
  'the greatest of absolute values': {
    source: `(a: Float64Array, b: Float32Array): number {
      let most = 0
      for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - 1))
      let single = -1
      for (let i = 0; i < b.length; i++) single = Math.max(Math.abs(b[i]!), single)
      let none = -Infinity
      for (let i = 0; i < a.length; i++) { none = Math.max(none, Math.abs(a[i]!)); a[i] = none > 3 ? 1 : 2 }
      return most * 7 + single + 1 / none
    }`,
    calls: [0, 1, 3, 4, 5, 8, 13, 16, 21, 47].flatMap(l =>
      [-1, 0, 3, 7, 12, 20, 45].map(at => [special(l, at), Float32Array.from(special(l, at - 1))]),
    ),
  },
  'neighbours that turns share': {
    source: `(a: Float64Array, b: Uint8Array, out: Float64Array): void {
      for (let i = 2; i < out.length; i++) out[i] = a[i - 2]! + 3 * a[i]! - a[i + 2]! * a[i + 4]!
      for (let i = 1; i < b.length - 1; i++) out[i] = out[i]! + b[i - 1]! + b[i + 1]!
    }`,
    calls: lengths.flatMap(l => [l, l + 4, l + 17].map(m => [doubles(m), bytes(l), doubles(l)])),
  },
}
