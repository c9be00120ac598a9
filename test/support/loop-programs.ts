import type { LoopProgram } from './loop-inputs.js'
import {
  bytes,
  counts,
  doubles,
  edges,
  floats,
  ints,
  lengths,
  longs,
  pixels,
  withCount,
  withCounts,
} from './loop-inputs.js'
import { sweepPrograms } from './sweep-programs.js'

/** Loops whose bounds checks are hard to take away rightly: strides, edges of int32, jumps, aliases, moving bounds. */
export const loopPrograms: Readonly<Record<string, LoopProgram>> = {
  ...sweepPrograms,
  'a flat matrix': {
    source: `(a: Float64Array, n: number, p: number): number {
      let s = 0
      for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) s = s * 3 + a[i * p + k]!
      return s
    }`,
    calls: withCounts(doubles),
  },
  'a sum per row, and what only some turns of it assign': {
    source: `(a: Float64Array, n: number, p: number): number {
      let last = -1
      let row = -1
      for (let i = 0; i < n; i++) {
        let s = 0
        for (let k = 0; k < p; k++) {
          const v = a[i * p + k]!
          s += v
          if (v > 6) { last = k; row = i }
        }
        a[i] = s
      }
      return last * 1000 + row
    }`,
    calls: withCounts(doubles),
  },
  'a sum per row into another array, and what only some turns of it assign': {
    source: `(a: Float64Array, n: number, p: number): number {
      const out = new Float64Array(n)
      let last = -1
      let row = -1
      for (let i = 0; i < n; i++) {
        let s = 0
        for (let k = 0; k < p; k++) {
          const v = a[i * p + k]!
          s += v
          if (v > 6) { last = k; row = i }
        }
        out[i] = s
      }
      return last * 1000 + row + out[0]!
    }`,
    calls: withCounts(doubles, [
      [4, 6],
      [6, 4],
      [8, 3],
      [26, 1],
      [5, 5],
    ]),
  },
  'stores into a flat matrix': {
    source: `(a: Float64Array, n: number, p: number): number {
      let c = 0
      for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) { a[i * p + k] = c; c++ }
      return c
    }`,
    calls: withCounts(doubles),
  },
  'any stride and start': {
    source: `(a: Int32Array, n: number, stride: number, start: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { a[start + i * stride] = i + 1; s = (s + i) | 0 }
      return s
    }`,
    calls: [0, 1, 5, 25].flatMap(l =>
      counts.flatMap(n =>
        [-3, -1, 0, 1, 2, 2147483647, -2147483648, 1073741824].flatMap(stride =>
          [-1, 0, 4, 24, 2147483647].map(start => [ints(l), n, stride, start]),
        ),
      ),
    ),
  },
  'a counter that steps by a parameter': {
    source: `(a: Float32Array, from: number, to: number, step: number): number {
      let c = 0
      for (let i = from; i < to; i += step) { a[i] = c; c++; if (c > 50) break }
      return c
    }`,
    calls: [0, 1, 5, 25].flatMap(l =>
      [-2, 0, 1, 2147483600].flatMap(from =>
        [0, 1, 5, 25, 2147483647].flatMap(to =>
          [1, 2, 3, 2147483647, -1, 0].map(step => [floats(l), from, to, step]),
        ),
      ),
    ),
  },
  'two at a time': {
    source: `(a: Float32Array, n: number): number {
      let c = 0
      for (let i = 0; i < n; i += 2) { a[i] = c; a[i + 1] = -c; c++ }
      return c
    }`,
    calls: withCount(floats),
  },
  'down by three': {
    source: `(a: Uint8Array, n: number): number {
      let c = 0
      for (let i = n; i > 0; i -= 3) { a[i] = c; c++ }
      return c
    }`,
    calls: withCount(bytes),
  },
  'a triangle': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s = s * 2 + a[j - i]! * a[i * n + j]!
      return s
    }`,
    calls: withCount(doubles, [6, 24]),
  },
  'break and continue': {
    source: `(a: Float64Array, n: number, v: number): number {
      let i = 0
      for (; i < n; i++) { if (a[i] === v) break; if (a[i]! > v) continue; a[i] = a[i]! + 1 }
      return i
    }`,
    calls: lengths.flatMap(l => [...counts, 24, 26].flatMap(n => [3, 100].map(v => [doubles(l), n, v]))),
  },
  'a counter moved in the body': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { s = s * 2 + a[i]!; if (a[i]! > 2) i += 2; s += a[i]! }
      return s
    }`,
    calls: withCount(doubles),
  },
  'a bound moved in the body': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { s = s * 2 + a[i]!; if (a[i] === 2 && n < 20) n += 3 }
      return s
    }`,
    calls: withCount(doubles),
  },
  'counting down': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = n - 1; i >= 0; i--) s = s * 0.5 + a[i]!
      for (let i = n; i-- > 0; ) s = s * 0.5 + a[i]!
      let i = n
      while (i--) { s = s * 0.5 + a[i]!; if (s > 1e9 || i < -10) break }
      return s
    }`,
    calls: withCount(doubles),
  },
  'do while': {
    source: `(a: Float64Array, n: number): number {
      let s = 0, i = 0
      do { s = s * 0.5 + a[i]!; i++ } while (i < n)
      return s
    }`,
    calls: withCount(doubles),
  },
  'jumps to the outer loop': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      outer: for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          if (a[i * n + j]! < 0) continue outer
          if (a[i * n + j]! > 8) break outer
          s = s * 2 + a[i * n + j]!
        }
        s += 1
      }
      return s
    }`,
    calls: withCount(doubles, [6, 24]),
  },
  'a row of a sparse matrix': {
    source: `(row: Int32Array, col: Int32Array, val: Float64Array, x: Float64Array, y: Float64Array, n: number): void {
      for (let i = 0; i < n; i++) {
        let s = 0
        const end = row[i + 1]!
        for (let k = row[i]!; k < end; k++) s += val[k]! * x[col[k]!]!
        y[i] = s
      }
    }`,
    calls: [
      [Int32Array.of(0, 2, 3, 3), Int32Array.of(0, 2, 1, 9), doubles(4), doubles(3), doubles(3), 3],
      [Int32Array.of(-1, 2, 30, 3), Int32Array.of(0, 2, -1, 9), doubles(4), doubles(3), doubles(3), 3],
      [Int32Array.of(0, 2), Int32Array.of(0, 2, -1, 9), doubles(4), doubles(3), doubles(3), 5],
    ],
  },
  'a second index': {
    source: `(a: Float64Array, b: Uint8Array, n: number): number {
      let o = 0
      for (let i = 0; i < n; i++) {
        b[o] = a[i]!
        b[o + 1] = a[i]! * 2
        o += 2
        if (a[i]! > 3) { b[o] = 7; o++ }
      }
      return o
    }`,
    calls: [0, 1, 7, 25].flatMap(l =>
      [...counts, 24, 25, 26].flatMap(n => [0, 3, 10, 20, 50, 60, 75].map(m => [doubles(l), bytes(m), n])),
    ),
  },
  'a pixel index across rows': {
    source: `(a: Uint8ClampedArray, w: number, h: number): void {
      let p = 0
      for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) { a[p] = a[p]! * 2; a[p + 1] = a[p + 3]!; p += 4 }
    }`,
    calls: withCounts(pixels),
  },
  'a pixel index per row': {
    source: `(a: Uint8ClampedArray, w: number, h: number): void {
      for (let y = 0; y < h; y++) {
        let p = y * w * 4
        for (let x = 0; x < w; x++) { a[p] = a[p]! * 2; a[p + 1] = a[p + 3]!; p += 4 }
      }
    }`,
    calls: withCounts(pixels),
  },
  'neighbours behind a test': {
    source: `(a: Float64Array, w: number, h: number): number {
      let s = 0
      for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let d = -1; d <= 1; d++) {
        if (y + d >= 0 && y + d < h) s = s * 1.5 + a[(y + d) * w + x]!
      }
      return s
    }`,
    calls: withCounts(doubles),
  },
  'clamped neighbours': {
    source: `(a: Float64Array, w: number, h: number): number {
      let s = 0
      for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let d = -2; d <= 2; d++) {
        const yy = Math.max(0, Math.min(h - 1, y + d))
        let xx = x + d
        xx = xx < 0 ? 0 : xx >= w ? w - 1 : xx
        s = s * 1.5 + a[yy * w + xx]!
      }
      return s
    }`,
    calls: withCounts(doubles),
  },
  'a ring': {
    source: `(a: Float64Array, n: number, m: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { s = s * 2 + a[i % m]!; a[(i * 3) % m] = s }
      return s
    }`,
    calls: withCounts(doubles, edges),
  },
  'from both ends': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n / 2; i++) s = s * 2 + a[i]! - a[n - 1 - i]!
      return s
    }`,
    calls: withCount(doubles),
  },
  'shifted indexes': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) s = s * 2 + a[i >> 1]! + a[(i / 3) | 0]! + a[i >>> 2]!
      return s
    }`,
    calls: withCount(doubles, [24, 60, 61, 120]),
  },
  'products beyond int32': {
    source: `(a: Float64Array, n: number, p: number): number {
      let s = 0
      for (let i = n; i < n + 3; i++) for (let k = p; k < p + 3; k++) {
        s = s * 3 + a[i * p + k]!
        s += a[i * i - p * p]!
      }
      return s
    }`,
    calls: withCounts(doubles, [
      [46341, 46341],
      [2147483640, 5],
      [-2147483648, 3],
      [65536, 65536],
    ]),
  },
  '64-bit elements': {
    source: `(a: BigInt64Array, n: number): bigint {
      let s = 0n
      for (let i = 0; i < n; i++) { s = BigInt.asIntN(64, s * 3n + a[i]!); a[n - 1 - i] = s }
      return s
    }`,
    calls: lengths.flatMap(l => [...counts, 24, 25].filter(n => n <= l).map(n => [longs(l), n])),
  },
  'an array made in the nest': {
    source: `(n: number, m: number): number {
      let s = 0
      for (let i = 0; i < n; i++) {
        const t = new Float64Array(m)
        for (let j = 0; j < m; j++) t[j] = i * j
        for (let j = 0; j <= m; j++) s = s + t[j]!
      }
      return s
    }`,
    calls: counts.filter(n => n >= 0).flatMap(n => counts.filter(m => m >= 0).map(m => [n, m])),
  },
  'arrays that change places': {
    source: `(a: Float64Array, b: Float64Array, n: number): number {
      let s = 0, x = a, y = b
      for (let t = 0; t < 3; t++) {
        for (let i = 0; i < n; i++) s = s * 2 + x[i]!
        const z = x
        x = y
        y = z
      }
      return s
    }`,
    calls: lengths.flatMap(l => [...counts, 24].map(n => [doubles(l), doubles(5), n])),
  },
  'a merge': {
    source: `(a: Float64Array, b: Float64Array, o: Float64Array, n: number, m: number): number {
      let i = 0, j = 0, k = 0
      while (i < n && j < m) {
        if (a[i]! <= b[j]!) { o[k] = a[i]!; i++ } else { o[k] = b[j]!; j++ }
        k++
      }
      while (i < n) { o[k] = a[i]!; i++; k++ }
      while (j < m) { o[k] = b[j]!; j++; k++ }
      return k
    }`,
    calls: [0, 1, 5, 7].flatMap(l =>
      counts.flatMap(n =>
        counts.flatMap(m => [0, 5, 30].map(o => [doubles(l).sort(), doubles(5).sort(), doubles(o), n, m])),
      ),
    ),
  },
  'a switch': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) {
        switch (i & 3) {
          case 0: s += a[i]!; break
          case 1: s -= a[i + 1]!
          case 2: s *= a[i - 1]!; break
          default: if (a[i]! > 3) continue; s += 1
        }
        a[i] = s
      }
      return s
    }`,
    calls: withCount(doubles),
  },
  'a return from inside': {
    source: `(a: Float64Array, n: number, p: number): number {
      for (let i = 0; i < n; i++) for (let k = 0; k < p; k++) if (a[i * p + k]! > 4) return i * 1000 + k
      return -1
    }`,
    calls: withCounts(doubles),
  },
  'a throw from inside': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) { if (a[i]! > 4) throw new RangeError('big'); a[i] = 9; s += a[i]! }
      return s
    }`,
    calls: withCount(doubles),
  },
  'tests other than less': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = 0; i !== n; i++) { s = s * 2 + a[i]!; if (i > 40) break }
      for (let i = 1; i <= n; i++) s = s * 2 + a[i]! + a[i - 1]!
      return s
    }`,
    calls: withCount(doubles),
  },
  'products that wrap': {
    source: `(a: Int32Array, n: number, k: number): number {
      let s = 0
      for (let i = 0; i < n; i++) {
        const h = Math.imul(i, k) + 5
        s = (s * 31 + a[h & 7]!) | 0
        s = (s + a[(h | 0) + i]!) | 0
      }
      return s
    }`,
    calls: lengths.flatMap(l =>
      [...counts, 24].flatMap(n => [0, 1, 7, 2147483647, -5, 1 << 29].map(k => [ints(l), n, k])),
    ),
  },
  'three deep, no rectangle': {
    source: `(a: Float32Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) for (let k = j; k <= i; k++) {
        s = s * 0.5 + a[(i * n + j) * n + k]!
      }
      return s
    }`,
    calls: withCount(floats, [6, 7]),
  },
  'stencils in place': {
    source: `(a: Float64Array, n: number): void {
      for (let i = 1; i < n - 1; i++) a[i] = a[i - 1]! * 0.5 + a[i + 1]! * 0.25 + a[i]!
      for (let i = n - 2; i > 0; i--) { if (i & 1) a[i - 1] = a[i + 1]!; a[i] = a[i - 1]! + i }
    }`,
    calls: withCount(doubles),
  },
  'a host call on what does not change': {
    source: `(a: Float64Array, n: number, x: number): number {
      let s = 0
      for (let i = 0; i < n; i++) {
        s += Math.sin(x) * a[0]! + (i > 2 ? Math.cos(n) : Math.sin(x) + Math.sqrt(n - 3))
        for (let j = 0; j < i; j++) s = s * 0.5 + a[i]! * Math.sin(x) + (x % n) + Math.atan2(x, i)
      }
      return s
    }`,
    calls: withCounts(doubles),
  },
  'the same host calls': {
    source: `(a: Float64Array, n: number, t: number): number {
      let x = a[0]!, y = a[1]!
      for (let i = 0; i < n; i++) {
        const u = x * Math.cos(t) - y * Math.sin(t)
        y = x * Math.sin(t) + y * Math.cos(t)
        x = u
        if (i === 2) t = Math.sin(t)
        a[i] = Math.sin(t) + x ** t + x ** t
      }
      return x + y
    }`,
    calls: withCounts(doubles),
  },
  'distances of rows': {
    source: `(a: Float64Array, n: number, p: number): Float64Array {
      const out = new Float64Array(n * n)
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
        let s = 0
        for (let k = 0; k < p; k++) { const d = a[i * p + k]! - a[j * p + k]!; s += d * d }
        out[i * n + j] = Math.sqrt(s)
      }
      return out
    }`,
    calls: withCounts(doubles, [
      [9, 3],
      [10, 3],
      [13, 2],
      [30, 1],
    ]).filter(([, n]) => Number(n) >= 0),
  },
  'a product of matrices into a parameter': {
    source: `(a: Float64Array, b: Float32Array, c: Float32Array, n: number): number {
      let last = -1
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
        let s = 0, t = 1
        for (let k = 0; k < n; k++) { s += a[i * n + k]! * b[k * n + j]!; if (k & 1) t = t * 0.5 + a[k]!; else t += j }
        c[i * n + j] = s
        c[j] = c[j]! + t
        last = s
      }
      return last
    }`,
    calls: lengths.flatMap(l =>
      [...counts, 4, 6, 7, 9].flatMap(n =>
        [0, 7, 49, 81].map(m => [doubles(l + 60), floats(m), floats(81), n]),
      ),
    ),
  },
  'sums that hand on': {
    source: `(a: Int32Array, n: number, p: number): number {
      let t = 1, s = 0, u = 0
      for (let j = 0; j <= n; j++) {
        const from = s
        s = j
        for (let k = 0; k < p; k++) { s = (s * 3 + a[k]! + from) | 0; u = k }
        t = (t * 31 + s + u) | 0
      }
      for (let j = -3; j < n; j++) {
        let v = 0
        for (let k = p; k > 0; k -= 2) { const x = a[k]!; v = (v + x * j) | 0; if (v > 5) { v -= j } }
        s = v
        a[0] = a[0]! + 1
      }
      return t + s
    }`,
    calls: withCounts(ints),
  },
  'the same from either side': {
    source: `(xs: Int32Array, ys: Int32Array, n: number): number {
      let t = 0, s = 0
      for (let i = 0; i < xs.length; i++) {
        let at = 0
        const found = xs[i]!
        if (found > n) { at = found } else { at = found }
        s = (s + (ys[at]! | 0)) | 0
        t = at
      }
      return s + t
    }`,
    calls: lengths.flatMap(l => [0, 5].map(n => [ints(l), ints(7), n])),
  },
  'rows whose ends stand in another array': {
    source: `(a: Float64Array, ends: Int32Array, at: Int32Array, n: number): number {
      let s = 0
      for (let row = 0; row < n; row++) {
        let t = 0
        for (let i = ends[row]!; i < ends[row + 1]!; i++) t = t * 3 + a[at[i]!]!
        for (let i = 0; i <= (ends[row]! & 3) && i < ends[n - row]!; i++) t = t * 0.5 + i
        s = s * 5 + t
      }
      return s
    }`,
    calls: lengths.flatMap(l =>
      [
        [0, 2, 2, 5],
        [0, 24, 26, 30],
        [-2, 3, 1, 40],
        [5, 1, 7, 7],
        [0, 1],
        [2147483640, 2147483647, 2, 3],
      ].flatMap(ends =>
        [0, 1, 2, 3].map(n => [doubles(l), Int32Array.from(ends), ints(l).map(x => x & 7), n]),
      ),
    ),
  },
  'what is known at build time': {
    source: `(x: number): number {
      let s = x * 1 + (x - 0) / 4 + (2 * 3) / 8 + -(-x)
      if (1 > 2) s = 0 / x
      for (let i = 0; i < 3 * 2; i++) s = s * 2 + (i | 0) + (i << 0) / 1
      return 1 / s
    }`,
    calls: [0, -0, 1, -3.5, NaN, Infinity, 5e-324, 1.7976931348623157e308].map(x => [x]),
  },
  'bytes put together': {
    source: `(b: Uint8Array, c: Uint8ClampedArray, words: Int32Array): number {
      let h = 0
      for (let i = 0; i <= b.length - 8; i += 4) {
        const little = b[i]! | (b[i + 1]! << 8) | (b[i + 2]! << 16) | (b[i + 3]! << 24)
        const big = (b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!
        const pair = (b[i + 4]! << 8) + b[i + 5]!
        const mixed = b[i + 2]! ^ (b[i]! << 16) ^ (b[i + 1]! << 8) ^ (b[i + 3]! << 24)
        const twice = b[i]! + (b[i]! << 8) + (b[i + 2]! << 16) + (b[i + 3]! << 24)
        const high = (b[i]! << 8) | (b[i + 1]! << 16)
        h = (Math.imul(h, 31) + little + big * 3 + (pair ^ mixed) + twice - high) | 0
        if (i < c.length - 3) h ^= (c[i + 3]! << 24) | (c[i + 2]! << 16) | (c[i + 1]! << 8) | c[i]!
        if (i >> 2 < words.length) words[i >> 2] = h
      }
      return h
    }`,
    calls: [0, 3, 4, 8, 9, 31, 64].flatMap(n =>
      [0, n].map(m => [
        Uint8Array.from({ length: n }, (_, i) => i * 77 + 200),
        Uint8ClampedArray.from({ length: m }, (_, i) => (i * 91 + 130) % 256),
        new Int32Array(m),
      ]),
    ),
  },
  'counters that start at products': {
    source: `(flags: Uint8Array, n: number, step: number): number {
      let sum = 0
      for (let i = 2; i < n; i++) {
        if (flags[i]!) continue
        let j = i * i
        for (; j < n; j += i) flags[j] = 1
        sum += j
        for (j = i * step; j <= n; j += step) { if (flags[j]! > 1) break; flags[j]!++ }
        sum += j
      }
      return sum
    }`,
    calls: [0, 2, 3, 4, 10, 30].flatMap(n => [1, 2, 7].map(step => [new Uint8Array(n), n, step])),
  },
  'helpers without loops': {
    source: `(x: Float64Array, b: Int32Array, k: number): number {
      let s = 0
      for (let i = 0; i < x.length; i++) {
        let v = x[i]!
        v = early(v, k)
        s += twice(-v) + signed(-v) - signed(v)
        s = changed(s, b, i)
        put(x, i, v * 0.5)
      }
      return s
    }
    function early(v: number, k: number): number {
      if (v > k) return v - k
      if (v < -k) { if (v < -300) return -1; v = v + 1 } else if (v === 0) return 1 / v
      else return v * 2
      return v
    }
    function twice(v: number): number { return v * v * -2 + Math.abs(v) + 1 / v }
    function signed(v: number): number { const e = Math.exp(-0.5 * v * v); return v > 0 ? 1 - e : e }
    function changed(s: number, b: Int32Array, i: number): number { b[i] = s; s = s / 2; return s + b[i]! }
    function put(x: Float64Array, i: number, v: number): void { if (v > 100) return; x[i] = v }`,
    calls: [0, 1, 5, 20].flatMap(n =>
      [0, 1, 100].map(k => [
        Float64Array.from(
          { length: n },
          (_, i) => [0, -0, 1.5, -2, NaN, 400, -400, Infinity, -Infinity][i % 9] ?? 0,
        ),
        Int32Array.from({ length: n }, (_, i) => i - 2),
        k,
      ]),
    ),
  },
}
