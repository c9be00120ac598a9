// The kernels of `app/fractals.ts` by hand.

export function fib(n: i32): i32 {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

export function mandelbrot(pixels: usize, width: i32, height: i32, limit: i32): void {
  for (let y = 0; y < height; y++) {
    const ci = (2.4 * <f64>y) / <f64>height - 1.2
    for (let x = 0; x < width; x++) {
      const cr = (3.2 * <f64>x) / <f64>width - 2.35
      let zr: f64 = 0
      let zi: f64 = 0
      let i = 0
      while (i < limit && zr * zr + zi * zi < 4) {
        const t = zr * zr - zi * zi + cr
        zi = 2 * zr * zi + ci
        zr = t
        i++
      }
      const shade: f64 = i === limit ? 0 : <f64>(255 * i) / <f64>limit
      const byte = <i32>nearest(shade)
      store<u8>(pixels, byte)
      store<u8>(pixels, byte, 1)
      store<u8>(pixels, <i32>nearest(255 - shade), 2)
      store<u8>(pixels, 255, 3)
      pixels += 4
    }
  }
}

export function julia(width: i32, height: i32, cr: f64, ci: f64, limit: i32, counts: usize): void {
  for (let y = 0; y < height; y++) {
    const top = <f64>(2 * y) / <f64>height - 1
    for (let x = 0; x < width; x++) {
      let zr = <f64>(3 * x) / <f64>width - 1.5
      let zi = top
      let count = 0
      for (; count < limit; count++) {
        const rr = zr * zr
        const ii = zi * zi
        if (rr + ii > 4) break
        zi = 2 * zr * zi + ci
        zr = rr - ii + cr
      }
      store<u16>(counts, count)
      counts += 2
    }
  }
}

const permutation = memory.data(512)
let state: u32 = 42
for (let i = 0; i < 256; i++) store<u8>(permutation + i, i)
for (let i = 255; i > 0; i--) {
  state = state * 1664525 + 1013904223
  const j = state % <u32>(i + 1)
  const t = load<u8>(permutation + i)
  store<u8>(permutation + i, load<u8>(permutation + j))
  store<u8>(permutation + j, t)
}
memory.copy(permutation + 256, permutation, 256)

function fade(t: f64): f64 {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

function lerp(t: f64, a: f64, b: f64): f64 {
  return a + t * (b - a)
}

function gradient(hash: i32, x: f64, y: f64): f64 {
  const h = hash & 7
  const u = h < 4 ? x : y
  const v = h < 4 ? y : x
  return ((h & 1) === 0 ? u : -u) + ((h & 2) === 0 ? 2 * v : -2 * v)
}

function noise(x: f64, y: f64): f64 {
  const left = floor(x)
  const top = floor(y)
  const cx = <i32>left & 255
  const cy = <i32>top & 255
  const fx = x - left
  const fy = y - top
  const u = fade(fx)
  const v = fade(fy)
  const a = permutation + <i32>load<u8>(permutation + cx) + cy
  const b = permutation + <i32>load<u8>(permutation + cx, 1) + cy
  return lerp(
    v,
    lerp(u, gradient(load<u8>(a), fx, fy), gradient(load<u8>(b), fx - 1, fy)),
    lerp(u, gradient(load<u8>(a, 1), fx, fy - 1), gradient(load<u8>(b, 1), fx - 1, fy - 1)),
  )
}

export function perlin(heights: usize, width: i32, height: i32, octaves: i32): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum: f64 = 0
      let amplitude: f64 = 1
      let frequency: f64 = 1 / 64.0
      for (let octave = 0; octave < octaves; octave++) {
        sum += amplitude * noise(<f64>x * frequency, <f64>y * frequency)
        amplitude *= 0.5
        frequency *= 2
      }
      store<f32>(heights, <f32>sum)
      heights += 4
    }
  }
}

export function life(cells: usize, next: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const above = cells + (y === 0 ? height - 1 : y - 1) * width
    const row = cells + y * width
    const below = cells + (y === height - 1 ? 0 : y + 1) * width
    for (let x = 0; x < width; x++) {
      const left = x === 0 ? width - 1 : x - 1
      const right = x === width - 1 ? 0 : x + 1
      const alive =
        <i32>load<u8>(above + left) +
        <i32>load<u8>(above + x) +
        <i32>load<u8>(above + right) +
        <i32>load<u8>(row + left) +
        <i32>load<u8>(row + right) +
        <i32>load<u8>(below + left) +
        <i32>load<u8>(below + x) +
        <i32>load<u8>(below + right)
      const was = load<u8>(row + x)
      store<u8>(next, alive === 3 || (was === 1 && alive === 2) ? 1 : 0)
      next++
    }
  }
}
