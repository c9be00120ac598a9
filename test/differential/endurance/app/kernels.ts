// Calls that differ in what crosses and in how they end: by a result, a new array, a throw, by starting over, in a callback.

export function scale(xs: Float64Array, k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * k + i * 1e-3
}

export function axpy(a: number, xs: Float64Array, ys: Float64Array): number {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    const y = a * xs[i]! + 0.5 * ys[i + 1]!
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
    sum += xs[i]! * 0 + 1
    if (sum > most) throw new RangeError('too many')
  }
  return sum
}

/** An integer read out of bounds shows as `undefined`: the call starts over after it has written. */
export function follow(words: Int32Array, step: number): number {
  let sum = 0
  for (let i = 0; i < words.length; i++) {
    words[i] = words[i]! + 1
    sum += words[i + step]!
  }
  return sum
}

export function make(n: number, x: number): Float64Array {
  const made = new Float64Array(n)
  for (let i = 0; i < n; i++) made[i] = i * x
  return made
}

export function pick(a: Float64Array, b: Float64Array, which: number): Float64Array {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! * which
  return which > 0 ? a : b
}

export function mean(values: number[]): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! / values.length
  return sum
}

export function total(rows: number[][]): number {
  let sum = 0
  for (const row of rows) for (let i = 0; i < row.length; i++) sum += row[i]! * i
  return sum
}

/** What it calls may throw, and may call other compiled functions. */
export function draw(n: number, next: (i: number) => number): Float64Array {
  const made = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += next(i)
    made[i] = sum
  }
  return made
}

/** Deep enough it runs out of stack. */
export function descend(n: number): number {
  return n > 0 ? descend(n - 1) * 0.5 + 1 : 1
}
