// The measured functions as a developer would write them. Nothing marks them here, so these are truly plain.

export function fib(n: number): number {
  let a = 1
  let b = 1
  for (let i = 0; i < n; i++) {
    ;[a, b] = [a + b, a]
  }
  return a
}

export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < p; k++) {
        const d = xs[i * p + k]! - xs[j * p + k]!
        s += d * d
      }
      out[i * n + j] = Math.sqrt(s)
    }
  }
  return out
}

export function saxpy(a: number, xs: Float32Array, ys: Float32Array): void {
  for (let i = 0; i < xs.length; i++) ys[i] = a * xs[i]! + ys[i]!
}

export function twoNumbers(a: number, b: number): number {
  return a * 0.5 + b
}

export function sum(xs: Int32Array | Float32Array | Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]!
  return s
}

export function mandelbrot(pixels: Uint8ClampedArray, width: number, height: number, limit: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cr = (3.2 * x) / width - 2.35
      const ci = (2.4 * y) / height - 1.2
      let zr = 0
      let zi = 0
      let i = 0
      while (i < limit && zr * zr + zi * zi < 16) {
        const t = zr * zr - zi * zi + cr
        zi = 2 * zr * zi + ci
        zr = t
        i++
      }
      const at = 4 * (y * width + x)
      pixels[at] = i === limit ? 0 : 255 * Math.sqrt(i / limit)
      pixels[at + 3] = 255
    }
  }
}

export function matmul(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < n; k++) s += a[i * n + k]! * b[k * n + j]!
      c[i * n + j] = s
    }
  }
  return c
}

export function fnv1a(bytes: Uint8Array): number {
  let h = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  return h >>> 0
}

export function greyscale(rgba: Uint8ClampedArray): void {
  for (let i = 0; i < rgba.length; i += 4) {
    const y = 0.2126 * rgba[i]! + 0.7152 * rgba[i + 1]! + 0.0722 * rgba[i + 2]!
    rgba[i] = y
    rgba[i + 1] = y
    rgba[i + 2] = y
  }
}
