type Typed = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array | Uint8ClampedArray

/** Fills a typed array with numbers from `low` up to below `high`, the same ones in every run. */
export function random<Array extends Typed>(array: Array, low: number, high: number): Array {
  let state = array.length
  for (let i = 0; i < array.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    array[i] = low + (state / 2 ** 32) * (high - low)
  }
  return array
}

export function floats(length: number, low = -1, high = 1): Float64Array {
  return random(new Float64Array(length), low, high)
}

export function singles(length: number, low = -1, high = 1): Float32Array {
  return random(new Float32Array(length), low, high)
}

export function bytes(length: number): Uint8Array {
  return random(new Uint8Array(length), 0, 256)
}

/** A picture of noise as a canvas holds it. */
export function rgba(width: number, height: number): Uint8ClampedArray {
  return random(new Uint8ClampedArray(4 * width * height), 0, 256)
}

/** A symmetric matrix whose diagonal outweighs its rows, and which is positive definite for that. */
export function definite(n: number): Float64Array {
  const a = floats(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[i * n + j] = a[j * n + i] ?? 0
    a[i * n + i] = n
  }
  return a
}

/** A sparse matrix of compressed rows with a vector to multiply and one for the result. */
export function sparse(rows: number, perRow: number): readonly unknown[] {
  const columns = random(new Int32Array(rows * perRow), 0, rows)
  const rowStarts = Int32Array.from({ length: rows + 1 }, (_, row) => row * perRow)
  return [floats(rows * perRow), columns, rowStarts, floats(rows), new Float64Array(rows)]
}

/** The sun and the four large planets: place, velocity and mass of each. */
export function planets(): Float64Array {
  const year = 365.24
  const sun = 4 * Math.PI ** 2
  const bodies = [
    [0, 0, 0, 0, 0, 0, 1],
    [4.84, -1.16, -0.104, 0.00166, 0.0077, -0.000069, 0.000954],
    [8.34, 4.12, -0.403, -0.00277, 0.00499, 0.000023, 0.000286],
    [12.89, -15.11, -0.223, 0.00296, 0.00238, -0.0000297, 0.0000437],
    [15.38, -25.92, 0.179, 0.00268, 0.00163, -0.0000952, 0.0000515],
  ]
  return Float64Array.from(
    bodies.flatMap(body => body.map((value, i) => (i < 3 ? value : value * (i < 6 ? year : sun)))),
  )
}

/** Directions of rays through a picture's pixels, each of length 1. */
export function rays(width: number, height: number): Float32Array {
  const directions = new Float32Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const direction = [(i % width) / width - 0.5, Math.floor(i / width) / height - 0.5, 1]
    const length = Math.hypot(...direction)
    directions.set(
      direction.map(part => part / length),
      3 * i,
    )
  }
  return directions
}

/** Spheres in front of those rays. */
export function spheres(count: number): Float32Array {
  const values = singles(4 * count)
  return values.map((value, i) => [3 * value, 3 * value, 8 + 3 * value, 0.6 + 0.4 * value][i % 4] ?? 0)
}

/** The weights of a Gaussian bell, which sum up to 1. */
export function bell(radius: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp((-2 * (i - radius) ** 2) / radius ** 2),
  )
  const sum = weights.reduce((a, b) => a + b)
  return weights.map(weight => weight / sum)
}

/** Letters of an alphabet of four. */
export function text(length: number): string {
  return Array.from(bytes(length), byte => 'acgt'[byte >> 6]).join('')
}

/** Spots, strikes and times of options, and where their prices go. */
export function options(count: number): readonly unknown[] {
  const between = (low: number, high: number): Float64Array => floats(count, low, high)
  const [calls, puts] = [new Float64Array(count), new Float64Array(count)]
  return [between(10, 100), between(20, 90).reverse(), between(0.2, 3), 0.02, 0.3, calls, puts]
}
