import type { LoopProgram } from './loop-inputs.js'

const lengths = [0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 50]
const special = [
  ...[0, -0, 1, -1, 0.5, -0.5, 2.5, 3.5, -2.5, 127, 128, 255, 255.5, 256, 65535, -129, 1e-310, -5e-324],
  ...[
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32 + 5,
    2 ** 51 + 1,
    2 ** 53,
    -1e20,
    1e300,
    3.4e38,
  ],
]
const doubles = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => special[(i * 7 + n) % special.length] ?? 0)
const floats = (n: number) => Float32Array.from(doubles(n))
const ints = (n: number) => Int32Array.from({ length: n }, (_, i) => (i * 0x9e3779b1) ^ n)
const words = (n: number) => Uint32Array.from(ints(n))
const shorts = (n: number) => Int16Array.from(ints(n))
const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => i * 37 + n)
const pixels = (n: number) => Uint8ClampedArray.from(bytes(n))
const longs = (n: number) => BigInt64Array.from({ length: n }, (_, i) => BigInt(i - 3) * 123456789123456789n)

/** Bytes that come together with each of those that `slow` gives: near the ends and between them. */
const quick = (n: number) =>
  Uint8Array.from({ length: n }, (_, i) => [0, 1, 2, 85, 127, 128, 254, 255][i & 7] ?? 0)
const slow = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i >> 3) * 5)
const quickPixels = (n: number) => Uint8ClampedArray.from(quick(n))
const slowPixels = (n: number) => Uint8ClampedArray.from(slow(n))

type Make = (n: number) => ArrayBufferView
const each = (...makes: readonly Make[]) => lengths.map(n => makes.map(make => make(n)))
const with3 = (...makes: readonly Make[]) => lengths.map(n => [...makes.map(make => make(n)), 3])

/** Loops whose turns run side by side, and some that only look so: kinds of lanes, conversions, masks, order in memory. */
export const lanePrograms: Readonly<Record<string, LoopProgram>> = {
  'doubles, every operation': {
    source: `(x: Float64Array, y: Float64Array, a: number): void {
      for (let i = 0; i < x.length; i++) {
        const v = x[i]!
        const w = Math.min(v, a) + Math.max(Math.floor(v), -a) * Math.abs(v) - Math.ceil(v / 3)
        y[i] = Math.sign(v) + Math.round(v) + Math.trunc(w) - Math.sqrt(w) + Math.fround(v) + (-v)
      }
    }`,
    calls: with3(doubles, doubles),
  },
  'floats, rounded and not': {
    source: `(x: Float32Array, y: Float32Array, a: number): void {
      for (let i = 0; i < x.length; i++) y[i] = Math.fround(x[i]! * x[i]!) + a * y[i]!
    }`,
    calls: with3(floats, floats),
  },
  'choices between doubles': {
    source: `(x: Float64Array, y: Float64Array): void {
      for (let i = 0; i < x.length; i++) {
        const v = x[i]!
        let w = v > 1 && v < 300 ? v * 2 : Number.isNaN(v) ? -1 : v
        if (v !== v || !(v <= 5)) w = w + 1
        else if (v === 0) { w = 1 / v; y[i] = 7 }
        y[i] = w + (v ? 1 : 0) + Number(Number.isFinite(v)) + Number(Number.isInteger(v))
      }
    }`,
    calls: each(doubles, doubles),
  },
  'doubles to integers of every size': {
    source: `(x: Float64Array, a: Int32Array, b: Uint8Array, c: Uint8ClampedArray, d: Uint32Array): void {
      for (let i = 0; i < x.length; i++) {
        const v = x[i]!
        a[i] = v
        b[i] = v
        c[i] = v
        d[i] = v * 3 - 1
      }
    }`,
    calls: each(doubles, ints, bytes, pixels, words),
  },
  'floats to bytes': {
    source: `(x: Float32Array, b: Uint8Array, c: Uint8ClampedArray): void {
      for (let i = 0; i < x.length; i++) {
        b[i] = Math.max(0, Math.min(x[i]!, 1)) * 255
        c[i] = x[i]! * 2
      }
    }`,
    calls: each(floats, bytes, pixels),
  },
  'integers of every size to doubles and floats': {
    source: `(x: Float64Array, y: Float32Array, a: Int32Array, b: Uint8Array, d: Int16Array, e: Uint32Array): void {
      for (let i = 0; i < a.length; i++) {
        x[i] = a[i]! / 3 + b[i]! - d[i]! * e[i]!
        y[i] = b[i]! / 255 + e[i]!
      }
    }`,
    calls: each(doubles, floats, ints, bytes, shorts, words),
  },
  'integers that wrap': {
    source: `(a: Int32Array, b: Uint32Array, k: number): void {
      for (let i = 0; i < a.length; i++) {
        const v = a[i]!
        a[i] = (Math.imul(v, 0x01000193) ^ (v >>> 13)) + (v << 5) - (v >> 3)
        b[i] = ((b[i]! >>> 7) | (b[i]! << 25)) ^ ~v
        if (v > k) a[i] = -a[i]!
      }
    }`,
    calls: with3(ints, words),
  },
  'small integers in few bits': {
    source: `(a: Uint8Array, b: Uint8Array, c: Int16Array, d: Int8Array): void {
      for (let i = 1; i < a.length - 1; i++) {
        b[i] = (a[i - 1]! + 2 * a[i]! + a[i + 1]! + 2) >> 2
        c[i] = (a[i]! - b[i]!) * (a[i]! > b[i]! ? 100 : -100)
        d[i] = Math.min(127, Math.max(-128, c[i]! >> 4)) | (a[i]! & 1)
      }
    }`,
    calls: each(bytes, bytes, shorts, n => Int8Array.from(bytes(n))),
  },
  'clamped integers': {
    source: `(a: Uint8ClampedArray, b: Int32Array, c: Uint32Array, d: Uint8ClampedArray): void {
      for (let i = 0; i < a.length; i++) {
        a[i] = b[i]! >> 20
        d[i] = c[i]! + a[i]!
        a[i] = a[i]! * 3 - 40
      }
    }`,
    calls: each(pixels, ints, words, pixels),
  },
  'bigints of 64 bits': {
    source: `(a: BigInt64Array, b: BigInt64Array): void {
      for (let i = 0; i < a.length; i++) a[i] = BigInt.asIntN(64, a[i]! * b[i]! + (a[i]! ^ b[i]!))
    }`,
    calls: each(longs, longs),
  },
  'reductions that wrap, and the least and greatest': {
    source: `(a: Int32Array, b: Uint8Array, x: Float64Array): number {
      let sum = 1, bits = 0, count = 0, least = 5, most = -0
      for (let i = 0; i < a.length; i++) {
        sum = (sum + a[i]!) | 0
        bits ^= a[i]! + i
        if (b[i]! > 100) count = (count + 1) | 0
        least = Math.min(least, x[i]!)
        most = Math.max(x[i]!, most)
      }
      return sum * 3 + bits + count + 1 / least + 1 / most
    }`,
    calls: each(ints, bytes, doubles),
  },
  'what the last turn leaves': {
    source: `(a: Float64Array, b: Float64Array): number {
      let last = -1, place = 0
      for (let i = 0; i < a.length; i++) {
        last = a[i]! * 2
        place = i * 3
        b[i] = last + place
      }
      return last + place
    }`,
    calls: each(doubles, doubles),
  },
  'one array moved onto itself, both ways': {
    source: `(a: Float64Array, b: Float64Array, n: number): void {
      for (let i = 0; i < a.length - 1; i++) a[i] = a[i + 1]! + n
      for (let i = 1; i < b.length; i++) b[i] = b[i - 1]! + n
      for (let i = 4; i < b.length; i++) b[i] = b[i - 4]! - n
      for (let i = 0; i < b.length - 3; i++) { const t = b[i + 2]!; b[i] = t; b[i + 1] = t + 1 }
    }`,
    calls: with3(doubles, doubles),
  },
  'elements with others between them': {
    source: `(a: Float64Array, b: Int32Array, n: number): void {
      for (let i = 0; i < n; i++) {
        a[i * 2 + 1] = a[i * 2]! * b[i * 3]! + b[i * 3 + 1]! * b[i * 3 + 2]! - a[i * 2]! / b[i]!
      }
    }`,
    calls: lengths.map(n => [doubles(n * 2), ints(n * 3), n]),
  },
  'channels of pixels': {
    source: `(a: Uint8ClampedArray, b: Uint8Array, k: number): void {
      for (let i = 0; i < a.length; i += 4) {
        const y = 0.2126 * a[i]! + 0.7152 * a[i + 1]! + 0.0722 * a[i + 2]!
        a[i] = y
        a[i + 1] = y * k
        a[i + 2] = 300 - y
      }
      for (let i = 0; i < b.length; i += 4) {
        const alpha = b[i + 3]!
        b[i] = (b[i]! * alpha + 127) / 255
        b[i + 3] = 255 - alpha
        b[i + 1] = b[i]! ^ b[i + 3]!
      }
    }`,
    calls: with3(pixels, bytes),
  },
  'pairs and signed fours': {
    source: `(a: Uint16Array, b: Int8Array, c: Int32Array, n: number): void {
      for (let i = 0; i < n; i++) {
        c[i] = a[2 * i]! * 3 - a[2 * i + 1]!
        a[2 * i + 1] = a[2 * i]! + 65000
      }
      for (let i = 0; i < b.length; i += 4) {
        b[i + 1] = b[i]! - b[i + 2]!
        b[i + 3] = Math.max(b[i + 1]!, -b[i]!)
      }
    }`,
    calls: lengths.map(n => [Uint16Array.from(ints(2 * n)), Int8Array.from(bytes(n)), ints(n), n]),
  },
  'what lies ahead of the counter': {
    source: `(a: Float64Array, b: Float64Array): number {
      let s = 0
      for (let i = 0; i < a.length; i++) {
        if (a[i]! > 300) continue
        s += a[i + 1]! > 2 ? a[i]! : 1
        a[i + 2] = i
      }
      for (let i = 0; i < b.length; i += 2) b[i] = b[i]! - b[i + 1]!
      return s
    }`,
    calls: each(doubles, doubles),
  },
  'a place that a choice decides': {
    source: `(a: Float64Array, b: Float64Array): void {
      for (let i = 0; i < a.length - 5; i++) {
        let t = 0
        if (a[i]! > 1) t = 5
        b[i] = a[t + i]! + t
      }
    }`,
    calls: each(doubles, doubles),
  },
  'inner loops that end when they like': {
    source: `(a: Uint8ClampedArray, b: Float64Array, c: Int32Array, limit: number): void {
      for (let i = 0; i < b.length; i++) {
        let z = b[i]! / 3
        let n = 0
        while (n < limit && z * z < 500) {
          const t = z * 1.5 + i
          if (t > 30) z = t - 7
          else z = t
          n++
        }
        b[i] = z + n
      }
      for (let y = 0; y < c.length; y++) {
        let odd = c[y]! & 255
        let steps = 0
        for (; odd > 1 && steps < 40; steps++) odd = odd & 1 ? odd * 3 + 1 : odd >> 1
        c[y] = steps * 1000 + odd
        a[4 * y] = steps
        a[4 * y + 3] = 255
      }
    }`,
    calls: lengths.flatMap(n => [0, 1, 30].map(limit => [pixels(4 * n), doubles(n), ints(n), limit])),
  },
  'ahead of a counter that starts below zero': {
    source: `(a: Float64Array, n: number): number {
      let s = 0
      for (let i = n; i < a.length; i++) {
        const t = a[i + 1]!
        s += t > -1e9 ? 1 : 100
        if (i < 0) continue
        s += a[i]! > 1 ? 2 : 3
      }
      return s
    }`,
    calls: lengths.flatMap(l => [-9, -2, -1, 0, 1].map(n => [doubles(l), n])),
  },
  'an inner loop in one branch only': {
    source: `(b: Float64Array): void {
      for (let i = 0; i < b.length; i++) {
        let z = b[i]!
        let n = 0
        if (z > 1) {
          while (n < 5 && z < 100) {
            z = z * 2
            n++
          }
          b[i] = n
        } else {
          b[i] = z + 1
        }
      }
    }`,
    calls: each(doubles),
  },
  'a test that reads what the body reads too': {
    source: `(xs: Float32Array, out: Float64Array, from: number): void {
      for (let e = 0; e < xs.length; e++) {
        let z = 0
        let w = 0
        while (w < 4 && 0 <= xs[e]! + from) {
          z = xs[e]!
          w++
        }
        out[e] = z + w
      }
    }`,
    calls: with3(floats, doubles),
  },
  'integers divided by constants': {
    source: `(a: Int32Array, b: Uint32Array, c: Uint8Array, d: Int16Array): void {
      for (let i = 0; i < a.length; i++) {
        d[i] = d[i]! / 7
        c[i] = (c[i]! * 200 + d[i]! * 3) / 255
        a[i] = ((a[i]! / 10) | 0) + ((b[i]! / 3) | 0)
        b[i] = (b[i]! / 1000) >>> 0
      }
    }`,
    calls: each(ints, words, bytes, shorts),
  },
  'every third turn': {
    source: `(a: Float64Array, b: Float64Array): void {
      for (let i = 1; i <= a.length - 3; i += 3) { a[i] = b[i]! + i; a[i + 1] = b[i + 1]! * i }
    }`,
    calls: each(doubles, doubles),
  },
  'a sum per column': {
    source: `(m: Float64Array, out: Float64Array, rows: number, columns: number): void {
      for (let c = 0; c < columns; c++) {
        let s = 0
        for (let r = 0; r < rows; r++) {
          const v = m[r * columns + c]!
          if (r > 0) s = s * 0.5 + v
          else s += v
        }
        out[c] = s
      }
    }`,
    calls: lengths.map(n => [doubles(n * 3), doubles(n), 3, n]),
  },
  'a sum per row, rows apart': {
    source: `(m: Float32Array, out: Float64Array, columns: number, rows: number): void {
      for (let r = 0; r < rows; r++) {
        let s = 0
        let big = 0
        for (let c = 0; c < columns; c++) {
          s += m[r * columns + c]! * m[c]!
          if (m[r * columns + c]! > 2) big = c
        }
        out[r] = s + big
      }
    }`,
    calls: lengths.map(n => [floats(n * 3), doubles(n), 3, n]),
  },
  'pixels, some left as they are': {
    source: `(target: Uint8ClampedArray, source: Uint8ClampedArray): void {
      for (let i = 0; i < target.length; i += 4) {
        const alpha = source[i + 3]! / 255
        const below = (target[i + 3]! / 255) * (1 - alpha)
        const out = alpha + below
        if (out === 0) continue
        for (let c = 0; c < 3; c++) {
          target[i + c] = (source[i + c]! * alpha + target[i + c]! * below) / out
        }
        target[i + 3] = out * 255
      }
    }`,
    calls: lengths.flatMap(n => [
      [pixels(4 * n), pixels(4 * n)],
      [pixels(4 * n + 2), pixels(4 * n)],
      [new Uint8ClampedArray(4 * n), pixels(4 * n).map((x, i) => (i % 8 === 3 ? 0 : x))],
    ]),
  },
  'pixels from before the first': {
    source: `(to: Uint8Array, from: Uint8Array, at: number): void {
      for (let i = at; i < to.length; i += 4) {
        const last = from[i + 3]!
        if (last > 100) { to[i] = from[i]! + 1; to[i + 1] = last }
        to[i + 3] = last
      }
    }`,
    calls: lengths.flatMap(n => [0, -1, -3, 2].map(at => [bytes(4 * n), bytes(4 * n + 1), at])),
  },
  'turns that end early, in one way or another': {
    source: `(a: Int32Array, b: Int32Array, n: number): number {
      let s = 0
      for (let i = 0; i < a.length; i++) {
        const x = a[i]!
        if (x > n) { b[i] = 1; continue }
        if (x < -n) { s = (s + 1) | 0 } else { b[i] = x; continue }
        for (let k = 2; k >= -1; k--) {
          if (k === 0) continue
          if (b[i]! === k) break
          s = (s + k) | 0
        }
      }
      return s
    }`,
    calls: lengths.flatMap(n => [0, 3, 1e9].map(by => [ints(n), ints(n), by])),
  },
  'a window of three by three': {
    source: `(a: Uint8Array, out: Uint8Array, w: number, h: number): void {
      for (let y = 1; y < h - 1; y++) {
        for (let x = 1; x < w - 1; x++) {
          let sum = 0
          for (let dy = -1; dy <= 1; dy++) {
            for (let dx = -1; dx <= 1; dx++) sum += a[(y + dy) * w + x + dx]!
          }
          out[y * w + x] = sum / 9
        }
      }
    }`,
    calls: lengths.map(n => [bytes(5 * n), bytes(5 * n), n, 5]),
  },
  'neighbours around the edge': {
    source: `(cells: Uint8Array, next: Uint8Array, width: number, height: number): void {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          let alive = 0
          for (let dy = -1; dy <= 1; dy++) {
            for (let dx = -1; dx <= 1; dx++) {
              if (dx === 0 && dy === 0) continue
              alive += cells[((y + dy + height) % height) * width + ((x + dx + width) % width)]!
            }
          }
          const was = cells[y * width + x]!
          next[y * width + x] = alive === 3 || (was === 1 && alive === 2) ? 1 : 0
        }
      }
    }`,
    calls: [0, 1, 2, 5, 16].flatMap(n => [
      [bytes(n * 4).map(x => x & 1), bytes(n * 4), n, 4],
      [bytes(n).map(x => x & 1), bytes(n), 1, n],
      [bytes(n), bytes(n), 0, n],
    ]),
  },
  'a division by zero that nobody needs': {
    source: `(xs: Float64Array, by: BigInt64Array): void {
      const large = by[0]!
      for (let i = 0; i < xs.length; i++) {
        const unused = large % large > 5n ? i : 0
        xs[i] = i
      }
    }`,
    calls: lengths.flatMap(n => [0n, 3n].map(by => [doubles(n), BigInt64Array.of(by)])),
  },
  'inner loops that turns leave by ways of their own': {
    source: `(x: Float64Array, counts: Int32Array, out: Float64Array, limit: number): void {
      for (let i = 0; i < x.length; i++) {
        let v = x[i]!
        let w = i / 3
        let count = 0
        for (; count < limit; count++) {
          const square = v * v
          if (square + w > 50) break
          v = square - 1.25
          if (v === -1) { break } else { w = w + v * 0.5 }
          w = -w
        }
        counts[i] = count
        out[i] = v + w
      }
    }`,
    calls: lengths.flatMap(n => [0, 1, 7, 20].map(limit => [doubles(n), ints(n), doubles(n), limit])),
  },
  'inner loops that all turns leave together, or from inside a branch': {
    source: `(x: Float64Array, out: Float64Array, n: number): void {
      for (let i = 0; i < x.length; i++) {
        let sum = x[i]!
        for (let k = 0; k < 9; k++) {
          if (k > n) break
          sum = sum * 0.5 + k
        }
        let other = sum
        if (other > 1) {
          for (let k = 0; ; k += 2) {
            if (other < k || k > 20) break
            other = other * 0.75 - k
          }
        }
        out[i] = sum + other
      }
    }`,
    calls: lengths.flatMap(n => [-1, 3, 30].map(k => [doubles(n), doubles(n), k])),
  },
  'rows of one array': {
    source: `(a: Float64Array, n: number, k: number): void {
      for (let i = 0; i < n; i++) {
        const factor = a[i * n + k]! / 3
        for (let j = 0; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!
      }
    }`,
    calls: [1, 2, 3, 4, 5, 8, 11, 16].flatMap(n => [0, n >> 1, n - 1].map(k => [doubles(n * n), n, k])),
  },
  'elements moved by a distance nobody knows': {
    source: `(a: Float64Array, b: Uint8Array, by: number, n: number): void {
      for (let i = 20; i < n; i++) a[i] = a[i + by]! + 1
      for (let i = 20; i < n; i++) b[i + by] = b[i]! ^ i
    }`,
    calls: [-20, -16, -15, -5, -4, -3, -1, 0, 1, 2, 3, 4, 7, 8, 15, 16, 20].flatMap(by =>
      [0, 21, 40, 63].map(n => [doubles(n + 20), bytes(n + 20), by, n]),
    ),
  },
  'sums of counters as doubles': {
    source: `(x: Float64Array, out: Float64Array, n: number): void {
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < n; j++) sum += x[j]! / (((i + j) * (i + j + 1)) / 2 + i - j - 7)
        out[i] = sum + (i - 3) / 2 + (5 - i) * -0
      }
    }`,
    calls: lengths.map(n => [doubles(n), doubles(n), n]),
  },
  'bytes by way of doubles, near and on the way between two of them': {
    source: `(a: Uint8ClampedArray, b: Uint8Array, c: Uint8ClampedArray, d: Int16Array): void {
      for (let i = 0; i < a.length; i++) {
        const v = 0.299 * a[i]! + 0.587 * b[i]! + 0.114 * c[i]!
        d[i] = v * 4 - 300
        a[i] = v
        b[i] = 255 - v
        c[i] = (d[i]! + 3) / 2 - v / 3
      }
    }`,
    calls: each(pixels, bytes, pixels, shorts),
  },
  'bytes by way of doubles, of every pair': {
    source: `(a: Uint8Array, b: Uint8Array, c: Uint8ClampedArray, n: number): void {
      for (let i = 0; i < a.length; i++) {
        const x = a[i]!
        const y = b[i]!
        a[i] = n === 1 ? x * 0.7 + y * 0.3 : Math.sqrt(x * x + y * y)
        b[i] = (x * y) / 255
        c[i] = n === 1 ? x * 0.5 + y / 3 : (x + y + 1) / 9
      }
    }`,
    calls: [0, 1].flatMap(n => [17, 416].map(length => [quick(length), slow(length), pixels(length), n])),
  },
  'bytes by way of a divisor that may be zero': {
    source: `(a: Uint8ClampedArray, b: Uint8ClampedArray, c: Uint8ClampedArray): void {
      for (let i = 0; i < a.length; i++) {
        a[i] = a[i]! / (1 - b[i]! / 255)
        c[i] = (b[i]! - 128.5) / (c[i]! / 3 - 20)
      }
    }`,
    calls: [...each(pixels, pixels, pixels), [quickPixels, slowPixels, slowPixels].map(make => make(416))],
  },
  'bytes by way of doubles that choices make': {
    source: `(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
      let last = 0
      for (let i = 0; i < a.length; i++) {
        const w = b[i]!
        let v = a[i]! / 255
        v = v * v * (3 - 2 * v)
        if (v > 0.5) v = v * 0.9 + 0.1
        else if (v === 0) v = 1
        else v = Math.abs(v - w / 100)
        a[i] = v * 255
        if (v >= 0.25) b[i] = Math.floor(v * 200) + Math.min(v * 30, 7.5)
        last = v
      }
      return last
    }`,
    calls: [...each(pixels, pixels), [quickPixels, slowPixels].map(make => make(416))],
  },
  'bytes by way of doubles that the caller gives': {
    source: `(a: Uint8ClampedArray, b: Uint8Array, by: number, to: number): void {
      for (let i = 0; i < a.length; i++) a[i] = (a[i]! - 128) * by + (128 + to)
      for (let i = 0; i < b.length; i++) b[i] = Math.min(255, Math.max(0, b[i]! / by))
    }`,
    calls: [0, 1, 1.3, -2, 4, 4.5, 0.25, 1e-9, NaN, Infinity, 1e300].flatMap(by =>
      [0, 20.5, -600, 127].flatMap(to => [7, 77].map(n => [slowPixels(n), slow(n), by, to])),
    ),
  },
  'places that a number moves which every turn sets twice': {
    source: `(a: Float64Array, b: Float64Array, n: number, m: number): void {
      for (let i = 0; i < n; i++) {
        let c = m
        b[i] = a[i + c]! * 2
        c = m + 1
        a[i + c] = b[i]! + 1
      }
    }`,
    calls: [0, 1, 2, -1].flatMap(m => [0, 7, 40].map(n => [doubles(n + 4), doubles(n + 4), n, m])),
  },
  'places that a number moves which is set behind the first of them': {
    source: `(a: Float32Array, n: number, m: number): number {
      let c = 2
      for (let i = 0; i < n; i++) {
        const t = a[i + c]!
        c = m
        a[i + c] = t + 1
      }
      return c
    }`,
    calls: [0, 1, 2, 3].flatMap(m => [0, 7, 40].map(n => [floats(n + 4), n, m])),
  },
  'bytes of every turn beside one that all have': {
    source: `(a: Uint8ClampedArray, b: Uint8ClampedArray, c: Uint8Array, x: number): void {
      for (let i = 0; i < a.length; i++) {
        a[i] = a[i]! * 0.3 + 0.1
        b[i] = x * 3
        c[i] = x > 1.5 ? 7 : Math.min(255, Math.max(0, x))
      }
    }`,
    calls: [1.4999999999, 1.5000000001, 0.49999999999, 0.5, 0.99999999999, 2, 0, -1e-9, 7e9].flatMap(x =>
      [3, 77].map(n => [pixels(n), pixels(n), bytes(n), x]),
    ),
  },
  'bytes that a turn reads back': {
    source: `(a: Uint8ClampedArray, b: Uint8ClampedArray): void {
      for (let i = 0; i < a.length; i++) {
        a[i] = a[i]! * 0.3 + 0.4
        b[i] = a[i]! * 1.7 + b[i]! * 0.25
      }
    }`,
    calls: each(pixels, pixels),
  },
  'channels of a pixel, one of the other': {
    source: `(a: Uint8ClampedArray, b: Uint8ClampedArray): void {
      for (let i = 0; i < a.length; i += 4) {
        const alpha = b[i + 3]! / 255
        let y = a[i]! * alpha + b[i]! * (1 - alpha)
        a[i] = y
        y = y * 0.5
        a[i + 1] = y
        a[i + 3] = b[i + 2]! * 0.1 + y
        if (y > 20) { b[i] = y; b[i + 1] = y + a[i + 2]! }
        a[i + 2] = 255 - b[i]!
      }
    }`,
    calls: lengths.flatMap(n => [0, 1, 2, 3].map(more => [pixels(4 * n + more), pixels(4 * n + 2)])),
  },
  'channels of a pixel mixed from others': {
    source: `(a: Uint8ClampedArray, out: Uint8ClampedArray, x: number, f: number): void {
      for (let i = 0; i < out.length / 4; i++) {
        const place = Math.max(0, Math.floor(i * f - 0.5))
        for (let c = 0; c < 4; c++) {
          const near = a[place * 4 + c]!
          const far = a[place * 4 + x + c]!
          out[i * 4 + c] = near + (far - near) * f
        }
      }
    }`,
    calls: lengths.flatMap(n => [0, 4, 40].map(x => [pixels(n * 4), pixels(n * 4), x, 0.3])),
  },
  'what all turns read, there or not': {
    source: `(x: Float64Array, by: Float64Array, out: Float64Array): void {
      for (let i = 0; i < x.length; i++) {
        const v = x[i]!
        let least = Infinity
        for (let k = 0; k < by.length; k += 3) {
          const d = v * by[k]! + by[k + 1]! - by[k + 2]!
          if (d < 0) continue
          const t = Math.sqrt(d)
          if (t > 0 && t < least) least = t
        }
        out[i] = least
      }
    }`,
    calls: lengths.flatMap(n => [0, 1, 2, 3, 7].map(k => [doubles(n), doubles(k), doubles(n)])),
  },
  'a window that writes ahead of itself': {
    source: `(a: Float64Array, by: number, n: number): void {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < 12; k++) a[i + k + by] = a[i + k]! + 1
      }
    }`,
    calls: [0, 3, 4, 7, 8, 9, 11].flatMap(by => [0, 1, 9, 30].map(n => [doubles(n + 30), by, n])),
  },
}
