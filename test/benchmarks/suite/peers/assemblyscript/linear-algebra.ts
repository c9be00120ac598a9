// The kernels of `app/linear-algebra.ts` by hand: raw pointers that move along, scalar.

export function matmul(a: usize, b: usize, c: usize, n: i32): void {
  const row = (<usize>n) << 3
  for (let i = 0; i < n; i++, a += row) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0
      let x = a
      let y = b + ((<usize>j) << 3)
      const end = a + row
      while (x < end) {
        sum += load<f64>(x) * load<f64>(y)
        x += 8
        y += row
      }
      store<f64>(c, sum)
      c += 8
    }
  }
}

export function matmulF32(a: usize, b: usize, c: usize, n: i32): void {
  const row = (<usize>n) << 2
  for (let i = 0; i < n; i++, a += row) {
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0
      let x = a
      let y = b + ((<usize>j) << 2)
      const end = a + row
      while (x < end) {
        sum += <f64>load<f32>(x) * <f64>load<f32>(y)
        x += 4
        y += row
      }
      store<f32>(c, <f32>sum)
      c += 4
    }
  }
}

export function lu(a: usize, pivots: usize, n: i32): bool {
  const row = (<usize>n) << 3
  for (let k = 0; k < n; k++) {
    const rowK = a + <usize>k * row
    const column = (<usize>k) << 3
    let pivot = k
    let largest = abs(load<f64>(rowK + column))
    for (let i = k + 1; i < n; i++) {
      const size = abs(load<f64>(a + <usize>i * row + column))
      if (size > largest) {
        largest = size
        pivot = i
      }
    }
    store<i32>(pivots + ((<usize>k) << 2), pivot)
    if (largest === 0) return false
    if (pivot !== k) {
      let x = rowK
      let y = a + <usize>pivot * row
      const end = x + row
      while (x < end) {
        const t = load<f64>(x)
        store<f64>(x, load<f64>(y))
        store<f64>(y, t)
        x += 8
        y += 8
      }
    }
    const diagonal = load<f64>(rowK + column)
    for (let i = k + 1; i < n; i++) {
      const rowI = a + <usize>i * row
      const factor = load<f64>(rowI + column) / diagonal
      store<f64>(rowI + column, factor)
      let x = rowI + column + 8
      let y = rowK + column + 8
      const end = rowI + row
      while (x < end) {
        store<f64>(x, load<f64>(x) - factor * load<f64>(y))
        x += 8
        y += 8
      }
    }
  }
  return true
}

export function cholesky(a: usize, n: i32): bool {
  const row = (<usize>n) << 3
  for (let i = 0; i < n; i++) {
    const rowI = a + <usize>i * row
    for (let j = 0; j <= i; j++) {
      const rowJ = a + <usize>j * row
      const column = (<usize>j) << 3
      let sum = load<f64>(rowI + column)
      let x = rowI
      let y = rowJ
      const end = rowI + column
      while (x < end) {
        sum -= load<f64>(x) * load<f64>(y)
        x += 8
        y += 8
      }
      if (i === j) {
        if (sum <= 0) return false
        store<f64>(rowI + column, sqrt(sum))
      } else {
        store<f64>(rowI + column, sum / load<f64>(rowJ + column))
      }
    }
  }
  return true
}

export function spmv(values: usize, columns: usize, rowStarts: usize, x: usize, y: usize, rows: i32): void {
  let at = load<i32>(rowStarts)
  for (let row = 0; row < rows; row++) {
    rowStarts += 4
    const end = load<i32>(rowStarts)
    let sum: f64 = 0
    for (; at < end; at++) {
      const column = load<i32>(columns + ((<usize>at) << 2))
      sum += load<f64>(values + ((<usize>at) << 3)) * load<f64>(x + ((<usize>column) << 3))
    }
    store<f64>(y, sum)
    y += 8
  }
}

function element(i: i32, j: i32): f64 {
  return 1 / <f64>((((i + j) * (i + j + 1)) >> 1) + i + 1)
}

function multiply(v: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    let sum: f64 = 0
    for (let j = 0; j < n; j++) sum += element(i, j) * load<f64>(v + ((<usize>j) << 3))
    store<f64>(out + ((<usize>i) << 3), sum)
  }
}

function multiplyTransposed(v: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    let sum: f64 = 0
    for (let j = 0; j < n; j++) sum += element(j, i) * load<f64>(v + ((<usize>j) << 3))
    store<f64>(out + ((<usize>i) << 3), sum)
  }
}

export function spectralNorm(n: i32, u: usize, v: usize, t: usize): f64 {
  for (let i = 0; i < n; i++) store<f64>(u + ((<usize>i) << 3), 1)
  for (let i = 0; i < 10; i++) {
    multiply(u, t, n)
    multiplyTransposed(t, v, n)
    multiply(v, t, n)
    multiplyTransposed(t, u, n)
  }
  let vBv: f64 = 0
  let vv: f64 = 0
  for (let i = 0; i < n; i++) {
    const x = load<f64>(v + ((<usize>i) << 3))
    vBv += load<f64>(u + ((<usize>i) << 3)) * x
    vv += x * x
  }
  return sqrt(vBv / vv)
}
