// Transforms and filters of sampled signals.

/** In place, for a length that is a power of two. */
/* @jit */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      const r = re[i]!
      re[i] = re[j]!
      re[j] = r
      const m = im[i]!
      im[i] = im[j]!
      im[j] = m
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    const angle = (-2 * Math.PI) / size
    const stepRe = Math.cos(angle)
    const stepIm = Math.sin(angle)
    for (let start = 0; start < n; start += size) {
      let wRe = 1
      let wIm = 0
      for (let k = start; k < start + half; k++) {
        const tRe = wRe * re[k + half]! - wIm * im[k + half]!
        const tIm = wRe * im[k + half]! + wIm * re[k + half]!
        re[k + half] = re[k]! - tRe
        im[k + half] = im[k]! - tIm
        re[k]! += tRe
        im[k]! += tIm
        const nextRe = wRe * stepRe - wIm * stepIm
        wIm = wRe * stepIm + wIm * stepRe
        wRe = nextRe
      }
    }
  }
}

export interface Biquad {
  b0: number
  b1: number
  b2: number
  a1: number
  a2: number
}

/** Filters a signal in place. */
/* @jit */
export function biquad(samples: Float32Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  let x1 = 0
  let x2 = 0
  let y1 = 0
  let y2 = 0
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    samples[i] = y
  }
}

/* @jit */
export function fir(input: Float32Array, taps: Float32Array, output: Float32Array): void {
  for (let i = 0; i < output.length; i++) {
    let sum = 0
    for (let k = 0; k < taps.length; k++) sum += input[i + k]! * taps[k]!
    output[i] = sum
  }
}
