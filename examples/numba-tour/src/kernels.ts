// The functions of the Numba tutorial as a developer would write them. The markers are all that hotpath needs.

/* @jit */
export function fib(n: number): number {
  let a = 1
  let b = 1
  for (let i = 0; i < n; i++) {
    ;[a, b] = [a + b, a]
  }
  return a
}

/** Distances between `n` points of `p` coordinates each, as an n × n matrix. */
/* @jit */
export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < p; k++) {
        const d = xs[i * p + k] - xs[j * p + k]
        s += d * d
      }
      out[i * n + j] = Math.sqrt(s)
    }
  }
  return out
}

/** Each array type gets a specialisation of its own. */
/* @jit */
export function sum(xs: Int32Array | Float32Array | Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}

export class MyInt {
  int: number
  constructor(int: number) {
    this.int = int
  }
}

/** Works on objects: those made here become plain numbers, the one given is read field by field. */
/* @jit */
export function fib_obj(n: MyInt): number {
  const a = new MyInt(1)
  const b = new MyInt(1)
  for (let i = 0; i < n.int; i++) {
    ;[a.int, b.int] = [a.int + b.int, a.int]
  }
  return a.int
}

/** Paints the Mandelbrot set into RGBA pixels. */
/* @jit */
export function mandelbrot(pixels: Uint8ClampedArray, width: number, height: number, limit: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cr = (3.2 * x) / width - 2.35
      const ci = ((2.4 * y) / height - 1.2) * ((4 * height) / (3 * width))
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
      const t = i === limit ? 0 : Math.sqrt(i / limit)
      pixels[at] = 255 * Math.min(1, 1.6 * t)
      pixels[at + 1] = 255 * t * t
      pixels[at + 2] = 60 * (1 - t) + 195 * t * (1 - t)
      pixels[at + 3] = 255
    }
  }
}
