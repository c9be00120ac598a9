import type { TypedArray, TypedArrayKind } from '../typed-array.js'

/** Makes an array where a column's kernels find it. */
export type Make = <Array extends TypedArray>(kind: TypedArrayKind<Array>, length: number) => Array

/** What a foreign kernel is given: an array by its address, or a number of this type. */
export type Argument = TypedArray | { readonly type: 'i32' | 'f64'; readonly value: number }

/**
 * How a kernel is called in languages without arrays that know their length: results and scratch space are arrays of
 * the caller, and lengths are arguments.
 */
export interface CallShape {
  readonly args: readonly Argument[]
  readonly returns: 'void' | 'i32' | 'f64' | 'i64'
  /** What JavaScript returns, made of what the call did. */
  readonly result: (returned: unknown) => unknown
}

export type ShapeOf = (inputs: readonly unknown[], make: Make) => CallShape

const i32 = (value: number): Argument => ({ type: 'i32', value })
const f64 = (value: number): Argument => ({ type: 'f64', value })

/** The inputs are those of the case of that name, whose types are the kernel's own. */
function shape<Inputs extends readonly unknown[]>(
  build: (make: Make, ...inputs: Inputs) => CallShape,
): ShapeOf {
  return (inputs, make) => build(make, ...(inputs as unknown as Inputs))
}

function nothing(...args: readonly Argument[]): CallShape {
  return { args, returns: 'void', result: () => undefined }
}

function number(returns: 'i32' | 'f64', ...args: readonly Argument[]): CallShape {
  return { args, returns, result: returned => returned }
}

function uint32(...args: readonly Argument[]): CallShape {
  return { args, returns: 'i32', result: returned => (returned as number) >>> 0 }
}

function filled(out: TypedArray, ...args: readonly Argument[]): CallShape {
  return { args, returns: 'void', result: () => out }
}

/** A string as its UTF-16 code units. */
function codesOf(make: Make, text: string): TypedArray {
  const codes = make(Uint16Array, text.length)
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i)
  return codes
}

type F64 = Float64Array
type F32 = Float32Array
type I32 = Int32Array
type U8 = Uint8Array
type Rgba = Uint8ClampedArray

/** Every kernel of the suite: its parameters in the order that each peer's version has them. */
export const callShapes: Readonly<Record<string, ShapeOf>> = {
  fib: shape<[number]>((_, n) => number('i32', i32(n))),
  mandelbrot: shape<[Rgba, number, number, number]>((_, pixels, width, height, limit) =>
    nothing(pixels, i32(width), i32(height), i32(limit)),
  ),
  julia: shape<[number, number, number, number, number]>((make, width, height, cr, ci, limit) => {
    const counts = make(Uint16Array, width * height)
    return filled(counts, i32(width), i32(height), f64(cr), f64(ci), i32(limit), counts)
  }),
  perlin: shape<[F32, number, number, number]>((_, heights, width, height, octaves) =>
    nothing(heights, i32(width), i32(height), i32(octaves)),
  ),
  life: shape<[U8, U8, number, number]>((_, cells, next, width, height) =>
    nothing(cells, next, i32(width), i32(height)),
  ),
  greyscale: shape<[Rgba]>((_, rgba) => nothing(rgba, i32(rgba.length))),
  composite: shape<[Rgba, Rgba]>((_, target, source) => nothing(target, source, i32(target.length))),
  gaussianBlur: shape<[F32, F32, number, number, F32]>((make, input, output, width, height, weights) => {
    const rows = make(Float32Array, width * height)
    return nothing(input, output, i32(width), i32(height), weights, i32(weights.length >> 1), rows)
  }),
  sobel: shape<[U8, U8, number, number]>((_, input, output, width, height) =>
    nothing(input, output, i32(width), i32(height)),
  ),
  resize: shape<[Rgba, number, number, number, number]>(
    (make, source, width, height, newWidth, newHeight) => {
      const out = make(Uint8ClampedArray, newWidth * newHeight * 4)
      return filled(out, source, i32(width), i32(height), i32(newWidth), i32(newHeight), out)
    },
  ),
  histogram: shape<[Rgba]>((make, rgba) => {
    const counts = make(Uint32Array, 3 * 256)
    return filled(counts, rgba, i32(rgba.length), counts)
  }),
  matmul: shape<[F64, F64, number]>((make, a, b, n) => {
    const c = make(Float64Array, n * n)
    return filled(c, a, b, c, i32(n))
  }),
  matmulF32: shape<[F32, F32, F32, number]>((_, a, b, c, n) => nothing(a, b, c, i32(n))),
  lu: shape<[F64, I32, number]>((_, a, pivots, n) => ({
    args: [a, pivots, i32(n)],
    returns: 'i32',
    result: returned => returned !== 0,
  })),
  cholesky: shape<[F64, number]>((_, a, n) => ({
    args: [a, i32(n)],
    returns: 'i32',
    result: returned => {
      if (returned === 0) throw new Error('not positive definite')
    },
  })),
  spmv: shape<[F64, I32, I32, F64, F64]>((_, values, columns, rowStarts, x, y) =>
    nothing(values, columns, rowStarts, x, y, i32(y.length)),
  ),
  spectralNorm: shape<[number]>((make, n) => {
    const [u, v, t] = [make(Float64Array, n), make(Float64Array, n), make(Float64Array, n)]
    return number('f64', i32(n), u, v, t)
  }),
  jacobi: shape<[F64, F64, number, number]>((_, grid, next, n, steps) =>
    number('f64', grid, next, i32(n), i32(steps)),
  ),
  heat3d: shape<[F64, F64, number, number]>((_, a, b, n, steps) => nothing(a, b, i32(n), i32(steps))),
  nbody: shape<[F64, number, number]>((_, bodies, steps, dt) =>
    number('f64', bodies, i32(bodies.length / 7), i32(steps), f64(dt)),
  ),
  raySphere: shape<[F32, F32, F32]>((_, directions, spheres, depths) =>
    nothing(directions, spheres, i32(spheres.length / 4), depths, i32(depths.length)),
  ),
  fft: shape<[F64, F64]>((_, re, im) => nothing(re, im, i32(re.length))),
  biquad: shape<[F32, Readonly<Record<'b0' | 'b1' | 'b2' | 'a1' | 'a2', number>>]>(
    (_, samples, { b0, b1, b2, a1, a2 }) =>
      nothing(samples, i32(samples.length), f64(b0), f64(b1), f64(b2), f64(a1), f64(a2)),
  ),
  fir: shape<[F32, F32, F32]>((_, input, taps, output) =>
    nothing(input, taps, i32(taps.length), output, i32(output.length)),
  ),
  sieve: shape<[number]>((make, limit) => number('i32', i32(limit), make(Uint8Array, limit))),
  quicksort: shape<[F64]>((_, xs) => nothing(xs, i32(xs.length))),
  radixSort: shape<[Uint32Array]>((make, keys) =>
    nothing(keys, make(Uint32Array, keys.length), i32(keys.length)),
  ),
  prefixSum: shape<[I32, I32]>((_, xs, out) => nothing(xs, out, i32(xs.length))),
  pdist: shape<[F64, number, number]>((make, xs, n, p) => {
    const out = make(Float64Array, n * n)
    return filled(out, xs, i32(n), i32(p), out)
  }),
  kMeans: shape<[F64, number, F64, I32, number]>(
    (make, points, dimensions, centroids, labels, iterations) => {
      const k = centroids.length / dimensions
      const counts = make(Int32Array, k)
      const sums = make(Float64Array, centroids.length)
      const numbers = { n: i32(labels.length), d: i32(dimensions), k: i32(k), times: i32(iterations) }
      const { n, d, times } = numbers
      return nothing(points, n, d, centroids, numbers.k, labels, counts, sums, times)
    },
  ),
  blackScholes: shape<[F64, F64, F64, number, number, F64, F64]>(
    (_, spots, strikes, years, rate, volatility, calls, puts) =>
      nothing(spots, strikes, years, f64(rate), f64(volatility), calls, puts, i32(spots.length)),
  ),
  crc32: shape<[U8]>((_, bytes) => uint32(bytes, i32(bytes.length))),
  xxhash32: shape<[U8, number]>((_, bytes, seed) => uint32(bytes, i32(bytes.length), i32(seed))),
  fnv64: shape<[U8]>((_, bytes) => ({
    args: [bytes, i32(bytes.length)],
    returns: 'i64',
    // koffi gives a number where one is exact.
    result: returned => BigInt.asUintN(64, BigInt(returned as bigint | number)),
  })),
  sha256: shape<[U8]>((make, message) => {
    const padded = make(Uint8Array, ((message.length + 72) >> 6) << 6)
    const digest = make(Uint8Array, 32)
    return filled(digest, message, i32(message.length), padded, digest)
  }),
  levenshtein: shape<[string, string]>((make, a, b) => {
    const row = make(Uint16Array, b.length + 1)
    return number('i32', codesOf(make, a), i32(a.length), codesOf(make, b), i32(b.length), row)
  }),
}
