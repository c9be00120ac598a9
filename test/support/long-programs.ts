import type { LoopProgram } from './loop-inputs.js'

const doubles = (n: number) => Float64Array.from({ length: n }, (_, i) => ((i * 7) % 11) - 2.5)
const ints = (n: number) => Int32Array.from({ length: n }, (_, i) => (i * 0x9e3779b1) ^ n)
const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => i * 37 + n)

/** Around the turns after which a loop without loops in it is called in parts, and where its second part ends. */
const many = [-1, 0, 1, 511, 512, 513, 514, 1152, 1153, 1154, 1155, 4000]
const rows = [0, 1, 7, 8, 9, 18, 19, 20, 21, 40]

/** Loops long enough to run in parts: what turns hand on, where parts end, and what may not be taken apart. */
export const longPrograms: Readonly<Record<string, LoopProgram>> = {
  'turns that hand on values of every type': {
    source: `(a: Float64Array, n: number): number {
      let s = 0.5, c = 0, isUp = false, h = 5n
      let last = -1
      for (let i = 0; i < n; i++) {
        const x = a[i % 7]!
        s = s * 0.75 + x
        c = (Math.imul(c, 31) + i) | 0
        if (x > s) isUp = !isUp
        h = BigInt.asIntN(64, h * 6364136223846793005n + 1442695040888963407n)
        last = i
      }
      return s + c + (isUp ? 1 : 0) + Number(BigInt.asIntN(20, h)) + last
    }`,
    calls: many.map(n => [doubles(7), n]),
  },
  'a counter that is read behind its loop, steps and ends': {
    source: `(n: number, from: number): number {
      let s = 0, i = from | 0
      for (; i <= n; i += 3) s = (s * 3 + i) | 0
      const end = i
      let j = from | 0
      for (; j < n; j++) s = (s ^ (j << 1)) | 0
      return s + end * 2 + j * 5
    }`,
    calls: [
      ...many.flatMap(n => [0, -600, 3].map(from => [n, from])),
      ...[2147483640, 2147483600, 2147480000].map(from => [2147483640, from]),
      ...[-2147483648, -2147483600, -2147480000].map(n => [n, -2147483648]),
    ],
  },
  'a bound at the end of int32': {
    source: `(from: number, count: number): number {
      let s = 0
      const end = (from + count) | 0
      for (let i = from | 0; i < end; i++) s = (s * 5 + i) | 0
      return s
    }`,
    calls: [2147482000, -2147483648, -700].flatMap(from => [0, 1, 600, 1647, 5000].map(n => [from, n])),
  },
  'a loop that nothing counts': {
    source: `(a: Uint8Array, seed: number): number {
      let p = seed | 0, q = 7, r = 11, at = 0
      while (((p ^ q) & 1023) !== 77 && at < 20000) {
        p = Math.imul(p ^ a[at % a.length]!, 0x9e3779b1) ^ (p >>> 13)
        q = (Math.imul(q, 31) + p) | 0
        if ((q & 7) === 3) { at += 2; continue }
        r = (r ^ (q << 3) ^ (p >>> 5)) | 0
        at += 1
      }
      return p + q * 3 + r * 5 + at
    }`,
    calls: [1, 2, 3, 12345, -5].map(seed => [bytes(40), seed]),
  },
  'rows with a state of their own': {
    source: `(a: Float64Array, n: number, w: number): number {
      let seed = 1, s = 0
      for (let y = 0; y < n; y++) {
        let row = 0
        for (let x = 0; x < w; x++) {
          seed = (Math.imul(seed, 1103515245) + 12345) | 0
          if ((seed & 3) === 0) continue
          row += a[y * w + x]! * (seed >> 16)
          a[y * w + x] = row
        }
        s = s * 0.5 + row
      }
      return s + seed
    }`,
    calls: rows.flatMap(n => [0, 1, 5].map(w => [doubles(w * n + 1), n, w])),
  },
  'steps over a grid': {
    source: `(a: Float64Array, b: Float64Array, w: number, h: number, steps: number): number {
      let change = 0
      for (let t = 0; t < steps; t++) {
        change = 0
        for (let y = 1; y < h - 1; y++) {
          for (let x = 1; x < w - 1; x++) {
            const v = (a[y * w + x - 1]! + a[y * w + x + 1]! + a[(y - 1) * w + x]! + a[(y + 1) * w + x]!) / 4
            change = Math.max(change, Math.abs(v - a[y * w + x]!))
            b[y * w + x] = v
          }
        }
        for (let i = 0; i < w * h; i++) a[i] = b[i]!
      }
      return change
    }`,
    calls: [0, 1, 2, 9].flatMap(steps => [3, 12].map(w => [doubles(w * 14), doubles(w * 14), w, 14, steps])),
  },
  'a throw in a later part': {
    source: `(a: Int32Array, n: number): number {
      let s = 0
      for (let i = 0; i < n; i++) {
        const x = a[i % a.length]! & 1023
        if (i > 900 && x === 5) throw new RangeError('five')
        s = (s * 31 + x) | 0
        a[i % a.length] = s
      }
      return s
    }`,
    calls: many.map(n => [ints(50), n]),
  },
  'sums and extremes in lanes': {
    source: `(a: Int32Array, b: Float64Array): number {
      let sum = 0
      for (let i = 0; i < a.length; i++) sum = (sum + a[i]!) | 0
      let most = -Infinity
      for (let i = 0; i < b.length; i++) most = Math.max(most, b[i]!)
      for (let i = 0; i < b.length; i++) b[i] = b[i]! * 0.5 + sum
      return sum + most
    }`,
    calls: [0, 5, 511, 2047, 2048, 2050, 9001].map(n => [ints(n), doubles(n)]),
  },
  'what leaves a loop': {
    source: `(a: Int32Array, wanted: number): number {
      let s = 0
      for (let i = 0; i < a.length; i++) {
        s = (s + a[i]!) | 0
        if ((s & 4095) === wanted) return i
      }
      for (let y = 0; y < a.length; y++) {
        for (let x = 0; x < y; x++) s = (s ^ a[x]!) | 0
        if ((s & 255) === wanted) break
      }
      return s
    }`,
    calls: [5, 77, 4000].flatMap(wanted => [0, 20, 300].map(n => [ints(n), wanted])),
  },
  'a function that calls itself from its rows': {
    source: `(a: Float64Array, depth: number): number {
      let s = 0
      for (let y = 0; y < 12; y++) {
        for (let x = 0; x < 3 + depth; x++) s = s * 0.5 + a[(y + x + depth) % 5]!
        if (depth > 0 && y % 5 === 0) s += f(a, depth - 1)
      }
      return s
    }`,
    calls: [0, 1, 2, 3].map(depth => [doubles(5), depth]),
  },
}
