import { jit } from 'hotpath'
import { cube } from './more.js'

/* @jit */
export function fib(n: number): number {
  let a = 1
  let b = 1
  for (let i = 0; i < n; i++) [a, b] = [a + b, a]
  return a
}

/** @jit */
export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < p; k++) {
        const d = xs[i * p + k]! - xs[j * p + k]!
        sum += d * d
      }
      out[i * n + j] = Math.sqrt(sum)
    }
  }
  return out
}

/* @jit */
export const scale = (xs: Float32Array, by: number): void => {
  for (let i = 0; i < xs.length; i++) xs[i] = Math.sin(xs[i]! * by)
}

function sumOfCubes(n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += (i % 7) * (i % 7) * (i % 7)
  return sum
}
export const cubes = jit(sumOfCubes)

export const cubed = jit(cube, { strict: true })
