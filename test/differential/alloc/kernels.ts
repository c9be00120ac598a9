// Functions over arrays whose calls differ in how they end: by a result, a new array, a throw, or by starting over.

export function scale(xs: Float64Array, k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * k + i
}

export function axpy(a: number, xs: Float64Array, ys: Float64Array): number {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    const y = a * xs[i]! + ys[i + 1]!
    ys[i] = y
    sum += y
  }
  return sum
}

export function blend(bytes: Uint8Array, words: Int32Array, k: number): void {
  for (let i = 0; i < words.length && i < bytes.length; i++) {
    bytes[i] = bytes[i]! + k
    words[i] = words[i]! + bytes[i]!
  }
}

export function limit(xs: Float64Array, most: number): number {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    xs[i] = xs[i]! + 1
    if (xs[i]! > most) throw new RangeError('too large')
    sum += xs[i]!
  }
  return sum
}

/** An integer read out of bounds shows as `undefined`: the call starts over after it has written. */
export function follow(xs: Int32Array, at: Int32Array): number {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    xs[i] = xs[i]! + 1
    sum += xs[at[i]!]!
  }
  return sum
}

export function make(n: number, x: number): Float64Array {
  const made = new Float64Array(n)
  for (let i = 0; i < n; i++) made[i] = i * x
  return made
}

export function pick(a: Float64Array, b: Float64Array, which: number): Float64Array {
  if (a.length > 0) a[0] = which
  return which > 0 ? a : b
}

export function draw(xs: Float64Array): number {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    xs[i] = Math.random()
    sum += xs[i]!
  }
  return sum
}
