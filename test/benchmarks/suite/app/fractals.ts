// Pictures out of nothing, and numbers too.

/* @jit */
export function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

/* @jit */
export function mandelbrot(pixels: Uint8ClampedArray, width: number, height: number, limit: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cr = (3.2 * x) / width - 2.35
      const ci = (2.4 * y) / height - 1.2
      let zr = 0
      let zi = 0
      let i = 0
      while (i < limit && zr * zr + zi * zi < 4) {
        const t = zr * zr - zi * zi + cr
        zi = 2 * zr * zi + ci
        zr = t
        i++
      }
      const at = 4 * (y * width + x)
      const shade = i === limit ? 0 : (255 * i) / limit
      pixels[at] = shade
      pixels[at + 1] = shade
      pixels[at + 2] = 255 - shade
      pixels[at + 3] = 255
    }
  }
}

/** How many turns each point takes to escape. */
/* @jit */
export function julia(width: number, height: number, cr: number, ci: number, limit: number): Uint16Array {
  const counts = new Uint16Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let zr = (3 * x) / width - 1.5
      let zi = (2 * y) / height - 1
      let count = 0
      for (; count < limit; count++) {
        const rr = zr * zr
        const ii = zi * zi
        if (rr + ii > 4) break
        zi = 2 * zr * zi + ci
        zr = rr - ii + cr
      }
      counts[y * width + x] = count
    }
  }
  return counts
}

/** A shuffled table of 256 bytes, twice, from a small generator of its own. */
const permutation = new Uint8Array(512)
let state = 42
for (let i = 0; i < 256; i++) permutation[i] = i
for (let i = 255; i > 0; i--) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  const j = state % (i + 1)
  const t = permutation[i]!
  permutation[i] = permutation[j]!
  permutation[j] = t
}
for (let i = 0; i < 256; i++) permutation[i + 256] = permutation[i]!

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

function lerp(t: number, a: number, b: number): number {
  return a + t * (b - a)
}

function gradient(hash: number, x: number, y: number): number {
  const h = hash & 7
  const u = h < 4 ? x : y
  const v = h < 4 ? y : x
  return ((h & 1) === 0 ? u : -u) + ((h & 2) === 0 ? 2 * v : -2 * v)
}

function noise(x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const cx = left & 255
  const cy = top & 255
  const fx = x - left
  const fy = y - top
  const u = fade(fx)
  const v = fade(fy)
  const a = permutation[cx]! + cy
  const b = permutation[cx + 1]! + cy
  return lerp(
    v,
    lerp(u, gradient(permutation[a]!, fx, fy), gradient(permutation[b]!, fx - 1, fy)),
    lerp(u, gradient(permutation[a + 1]!, fx, fy - 1), gradient(permutation[b + 1]!, fx - 1, fy - 1)),
  )
}

/** A height map of several octaves. */
/* @jit */
export function perlin(heights: Float32Array, width: number, height: number, octaves: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let amplitude = 1
      let frequency = 1 / 64
      for (let octave = 0; octave < octaves; octave++) {
        sum += amplitude * noise(x * frequency, y * frequency)
        amplitude *= 0.5
        frequency *= 2
      }
      heights[y * width + x] = sum
    }
  }
}

/** Conway's, on a torus. */
/* @jit */
export function life(cells: Uint8Array, next: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let alive = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (dx === 0 && dy === 0) continue
          const nx = (x + dx + width) % width
          const ny = (y + dy + height) % height
          alive += cells[ny * width + nx]!
        }
      }
      const was = cells[y * width + x]!
      next[y * width + x] = alive === 3 || (was === 1 && alive === 2) ? 1 : 0
    }
  }
}
