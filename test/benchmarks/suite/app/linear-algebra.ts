// Dense and sparse matrices, row by row in flat arrays.

/* @jit */
export function matmul(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!
      c[i * n + j] = sum
    }
  }
  return c
}

/* @jit */
export function matmulF32(a: Float32Array, b: Float32Array, c: Float32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) {
        sum += a[i * n + k]! * b[k * n + j]!
      }
      c[i * n + j] = sum
    }
  }
}

/** In place, with partial pivoting; false where the matrix is singular. */
/* @jit */
export function lu(a: Float64Array, pivots: Int32Array, n: number): boolean {
  for (let k = 0; k < n; k++) {
    let pivot = k
    let largest = Math.abs(a[k * n + k]!)
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(a[i * n + k]!)
      if (size > largest) {
        largest = size
        pivot = i
      }
    }
    pivots[k] = pivot
    if (largest === 0) return false
    if (pivot !== k) {
      for (let j = 0; j < n; j++) {
        const t = a[k * n + j]!
        a[k * n + j] = a[pivot * n + j]!
        a[pivot * n + j] = t
      }
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / a[k * n + k]!
      a[i * n + k] = factor
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!
    }
  }
  return true
}

/** The lower triangle of a positive definite matrix, in place. */
/* @jit */
export function cholesky(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!
      if (i === j) {
        if (sum <= 0) throw new Error('not positive definite')
        a[i * n + i] = Math.sqrt(sum)
      } else {
        a[i * n + j] = sum / a[j * n + j]!
      }
    }
  }
}

/** A sparse matrix (compressed rows) times a vector. */
/* @jit */
export function spmv(
  values: Float64Array,
  columns: Int32Array,
  rowStarts: Int32Array,
  x: Float64Array,
  y: Float64Array,
): void {
  for (let row = 0; row < y.length; row++) {
    let sum = 0
    for (let i = rowStarts[row]!; i < rowStarts[row + 1]!; i++) {
      sum += values[i]! * x[columns[i]!]!
    }
    y[row] = sum
  }
}

function element(i: number, j: number): number {
  return 1 / (((i + j) * (i + j + 1)) / 2 + i + 1)
}

function multiply(v: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += element(i, j) * v[j]!
    out[i] = sum
  }
}

function multiplyTransposed(v: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += element(j, i) * v[j]!
    out[i] = sum
  }
}

/* @jit */
export function spectralNorm(n: number): number {
  const u = new Float64Array(n).fill(1)
  const v = new Float64Array(n)
  const t = new Float64Array(n)
  for (let i = 0; i < 10; i++) {
    multiply(u, t, n)
    multiplyTransposed(t, v, n)
    multiply(v, t, n)
    multiplyTransposed(t, u, n)
  }
  let vBv = 0
  let vv = 0
  for (let i = 0; i < n; i++) {
    vBv += u[i]! * v[i]!
    vv += v[i]! * v[i]!
  }
  return Math.sqrt(vBv / vv)
}
