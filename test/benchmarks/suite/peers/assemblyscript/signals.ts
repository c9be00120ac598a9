// The kernels of `app/signals.ts` by hand. `Math.cos` and `Math.sin` are AssemblyScript's own here.

export function fft(re: usize, im: usize, n: i32): void {
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      const x = (<usize>i) << 3
      const y = (<usize>j) << 3
      const r = load<f64>(re + x)
      store<f64>(re + x, load<f64>(re + y))
      store<f64>(re + y, r)
      const m = load<f64>(im + x)
      store<f64>(im + x, load<f64>(im + y))
      store<f64>(im + y, m)
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = (<usize>size) << 2
    const angle = (-2 * Math.PI) / <f64>size
    const stepRe = Math.cos(angle)
    const stepIm = Math.sin(angle)
    for (let start = 0; start < n; start += size) {
      let wRe: f64 = 1
      let wIm: f64 = 0
      let r = re + ((<usize>start) << 3)
      let m = im + ((<usize>start) << 3)
      const end = r + half
      while (r < end) {
        const highRe = load<f64>(r + half)
        const highIm = load<f64>(m + half)
        const tRe = wRe * highRe - wIm * highIm
        const tIm = wRe * highIm + wIm * highRe
        const lowRe = load<f64>(r)
        const lowIm = load<f64>(m)
        store<f64>(r + half, lowRe - tRe)
        store<f64>(m + half, lowIm - tIm)
        store<f64>(r, lowRe + tRe)
        store<f64>(m, lowIm + tIm)
        const nextRe = wRe * stepRe - wIm * stepIm
        wIm = wRe * stepIm + wIm * stepRe
        wRe = nextRe
        r += 8
        m += 8
      }
    }
  }
}

export function biquad(samples: usize, n: i32, b0: f64, b1: f64, b2: f64, a1: f64, a2: f64): void {
  let x1: f64 = 0
  let x2: f64 = 0
  let y1: f64 = 0
  let y2: f64 = 0
  const end = samples + ((<usize>n) << 2)
  for (; samples < end; samples += 4) {
    const x = <f64>load<f32>(samples)
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    store<f32>(samples, <f32>y)
  }
}

export function fir(input: usize, taps: usize, count: i32, output: usize, n: i32): void {
  const tapsEnd = taps + ((<usize>count) << 2)
  const end = output + ((<usize>n) << 2)
  for (; output < end; output += 4, input += 4) {
    let sum: f64 = 0
    let x = input
    let tap = taps
    while (tap < tapsEnd) {
      sum += <f64>load<f32>(x) * <f64>load<f32>(tap)
      x += 4
      tap += 4
    }
    store<f32>(output, <f32>sum)
  }
}
