import type { LoopProgram } from './loop-inputs.js'
import { bytes, doubles, floats, ints } from './loop-inputs.js'

const places = [0, 1, 4, 5, -1]

/** Three arrays in one buffer: the first one's start moves across the second. */
const shared = (length: number): readonly (readonly Float64Array[])[] =>
  [0, 1, length - 1, length, 2 * length].map(from => {
    const all = doubles(4 * length)
    return [from, length, 3 * length].map(start => all.subarray(start, start + length))
  })

/** Loops that add to elements that stay where they are, there or not, alone or in somebody else's memory. */
export const keptPrograms: Readonly<Record<string, LoopProgram>> = {
  'rows summed up in place': {
    source: `(sums: Float64Array, a: Float64Array, b: Float64Array, n: number): void {
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sums[i]! += a[j]! * b[i]!
    }`,
    calls: [0, 1, 2, 5, 9, 17].flatMap(n => [
      [doubles(n), doubles(n), doubles(n), n],
      [doubles(n), doubles(n + 2), doubles(3), n],
      ...shared(n).map(([sums, a, b]) => [sums, a, b, n]),
    ]),
  },
  'two sums side by side, and one from the other': {
    source: `(sums: Float32Array, xs: Float32Array, at: number): number {
      for (let i = 0; i < xs.length; i++) {
        sums[2 * at]! += xs[i]!
        if (xs[i]! > 1) sums[2 * at + 1]! -= sums[2 * at]!
      }
      return sums[0]!
    }`,
    calls: places.flatMap(at => [0, 1, 9].map(n => [floats(9), floats(n), at])),
  },
  'bytes that run over, and what they are on the way': {
    source: `(sums: Int8Array, xs: Int32Array, at: number): number {
      let most = 0
      for (let i = 0; i < xs.length; i++) { sums[at]! += xs[i]!; most = Math.max(most, sums[at]!) }
      return most
    }`,
    calls: places.flatMap(at => [
      [Int8Array.from(bytes(5)), ints(0), at],
      [Int8Array.from(bytes(5)), ints(40), at],
    ]),
  },
  'bits of an element that may not be there': {
    source: `(sums: Uint32Array, xs: Int32Array, at: number): void {
      for (let i = 0; i < xs.length; i++) { if (xs[i]! < 0) continue; if (xs[i]! === 7) break; sums[at] = (sums[at]! ^ xs[i]!) >>> 0 }
    }`,
    calls: places.flatMap(at => [0, 3, 40].map(n => [Uint32Array.from(bytes(5)), ints(n), at])),
  },
  'a sum that shows where it is not': {
    source: `(sums: Float64Array, xs: Float64Array, at: number): number {
      let turns = 0
      for (let i = 0; i < xs.length; i++) {
        sums[at] = sums[at]! * 0.5 - xs[i]!
        if (sums[at]! < 3) turns++
      }
      return turns
    }`,
    calls: places.flatMap(at => [0, 3, 20].map(n => [doubles(5), doubles(n), at])),
  },
  'a largest element that may not be there': {
    source: `(most: Float64Array, xs: Float64Array, at: number): number {
      let turns = 0
      for (let i = 0; i < xs.length; i++) if (!(xs[i]! <= most[at]!)) { most[at] = xs[i]!; turns++ }
      return turns
    }`,
    calls: places.flatMap(at => [0, 3, 20].map(n => [doubles(5), doubles(n), at])),
  },
  'the loop around, and a bound that grows with it': {
    source: `(out: Float64Array, xs: Float64Array, w: number): void {
      for (let i = 0; i < out.length; i++)
        for (let y = 0; y < 3; y++)
          for (let x = 0; x < i - 2; x++) out[i]! += xs[y * w + x]! * (x + 1)
    }`,
    calls: [0, 1, 3, 8].flatMap(n => [0, 2, 4].map(w => [doubles(n), doubles(12), w])),
  },
}
