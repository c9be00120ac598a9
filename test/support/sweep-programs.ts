import type { LoopProgram } from './loop-inputs.js'
import { bytes, doubles, floats, ints, lengths, pixels, withCounts } from './loop-inputs.js'
/** Loops in which a turn needs the one before it, looks ahead by steps, or around an edge. */
export const sweepPrograms: Readonly<Record<string, LoopProgram>> = {
  'blocks that double': {
    source: `(re: Float64Array, im: Float64Array, n: number): number {
      let s = 0
      for (let size = 2; size <= n; size *= 2) {
        const half = size / 2
        for (let start = 0; start < n; start += size) {
          for (let k = start; k < start + half; k++) {
            const t = im[k + half]! * 3 + re[k]!
            re[k + half] = re[k]! - t
            re[k]! += t
            s += t
          }
        }
      }
      return s
    }`,
    calls: [0, 1, 2, 3, 4, 6, 8, 15, 16, 17].flatMap(l =>
      [0, 2, 3, 7, 8, 15, 16, 17].map(n => [doubles(l), doubles(l + (n % 2)), n]),
    ),
  },
  'what lies ahead of a counter that steps': {
    source: `(a: Int32Array, from: number, to: number, step: number): number {
      let s = 0
      for (let i = 0; i < to; i += 4) { s += a[i]! * 3 + a[i + 3]!; a[i + 1]! += i }
      for (let i = from; i <= to; i += step) { s = s * 3 + a[i]! - a[i + step - 1]!; if (s > 1e9) s -= 2e9 }
      for (let i = from; i < a.length; i += 3) s -= a[i + 2]!
      return s
    }`,
    calls: [0, 4, 7, 8, 9, 12].flatMap(l =>
      [-1, 0, 1, 3].flatMap(from =>
        [0, 7, 8, 9, 11, 2147483647].map(to => [
          ints(l),
          from,
          Math.min(to, 40),
          to > 40 ? to : 1 + (to % 4),
        ]),
      ),
    ),
  },
  'sums of whole numbers around 2^51 and 2^53': {
    source: `(x: Int32Array, y: Uint8Array, out: Int32Array, far: Float64Array): number {
      let a = 0
      for (let i = 0; i < x.length; i++) { a += x[i]!; out[i] = a }
      let b = 2251799813685000
      for (let i = 0; i < x.length; i++) { b += x[i]!; if (i < out.length) out[i] = out[i]! + b }
      far[0] = b
      let c = 9007199254740980
      for (let i = 0; i < x.length; i++) c += x[i]!
      far[1] = c
      let d = -9007199254740980
      for (let i = 1; i <= x.length; i += 2) d -= x[i - 1]!
      far[2] = d
      let e = 0
      let f = -2251799813685240
      for (let i = 0; i < y.length; i++) { if (y[i]! > 3) e += y[i]! * y[i]!; f -= y[i]! }
      far[3] = f
      let g = 0.5
      for (let i = 0; i < y.length; i++) g += y[i]!
      return e + g + a
    }`,
    calls: lengths.flatMap(l =>
      [1, 1000, 65536000].map(by => [
        ints(l).map(v => v * by),
        bytes(l),
        ints(l),
        new Float64Array(4).fill(by),
      ]),
    ),
  },
  'a row filled from the element before': {
    source: `(a: Uint16Array, b: Float64Array, n: number): number {
      for (let j = 0; j < a.length; j++) a[j] = j * 3
      let s = 0
      for (let i = 1; i < n; i++) {
        let diagonal = a[0]!
        a[0] = i
        for (let j = 1; j < a.length; j++) {
          const above = a[j]!
          a[j] = Math.min(above + 1, a[j - 1]! + 1, diagonal + ((i * j) & 1))
          diagonal = above
        }
        for (let j = 2; j < b.length; j++) { b[j] = b[j - 1]! * 0.5 + b[j - 2]!; if (b[j]! > 30) b[j - 1] = 7 }
        for (let j = 1; j < b.length; j++) { if (b[j]! > 3) b[j] = b[j - 1]!; s += b[j - 1]! }
        for (let j = 1; j < a.length; j++) a[j] = a[j - 1]! * 777
        s = s * 2 + diagonal
      }
      return s
    }`,
    calls: lengths.flatMap(l => [0, 2, 5].map(n => [new Uint16Array(l), doubles(l), n])),
  },
  'neighbours on a ring of rings': {
    source: `(a: Uint8Array, next: Uint8Array, w: number, h: number): void {
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++) {
          let s = 0
          for (let d = -1; d <= 1; d++) {
            const nx = (x + d + w) % w
            const ny = (y + d + h) % h
            s += a[ny * w + nx]! * (d + 3)
          }
          next[y * w + x] = s + a[y * w + ((x - 2 + w) % w)]!
        }
      }
    }`,
    calls: [
      ...withCounts(bytes).map(([a, w, h]) => [a, bytes(24), w, h]),
      [bytes(24), bytes(24), 4, 6],
      [bytes(24), bytes(20), 1, 24],
      [bytes(24), bytes(24), 24, 1],
    ],
  },
  'sums that end outside, of which only the low bits are stored': {
    source: `(a: Int32Array, b: Uint8Array): number {
      for (let i = 0; i < a.length; i++) {
        let q = 0
        for (let k = 0; k < 2; k++) q += Math.abs(a[k]! - i)
        a[i] = q
        a[i] = a[i]! | (a[i + 1]! << 8) | (a[i + 3]! << 16)
      }
      let t = 0
      for (let i = 0; i < b.length; i++) t = (b[i]! + b[i + 2]! * 0.5 + t) | 0
      return t
    }`,
    calls: lengths.map(n => [new Int32Array(n).fill(1), bytes(n)]),
  },
  'sums of bytes that end outside': {
    source: `(a: Uint8Array, b: Uint8ClampedArray, c: Float32Array): number {
      let last = 0
      for (let i = 0; i < a.length; i++) {
        const s = a[i]! * 0.3 + a[i + 1]! * 0.6 + a[i + 2]! * 0.1
        b[i] = s
        c[i] = s
        last = s
      }
      for (let i = 0; i + 2 < a.length + 2; i++) b[i] = a[i]! + a[i + 1]! / 2 + (a[i + 2]! > 3 ? 1 : 0)
      return last
    }`,
    calls: lengths.map(n => [bytes(n), pixels(n), floats(n)]),
  },
}
