import { allocFrom, inspect, jit } from 'hotpath'
import * as kernels from './kernels.js'

export const inspectKernel = inspect

/** An array in WebAssembly memory with the same elements; anything else as it is. */
export const copyInPlace = (value: unknown): unknown =>
  ArrayBuffer.isView(value) ? allocFrom(value as Float32Array) : value

export const plain = kernels

export const jitted = {
  fib: jit(kernels.fib),
  pdist: jit(kernels.pdist),
  saxpy: jit(kernels.saxpy),
  // Too small to gain from Wasm, and here to measure just that: `strict` compiles it all the same.
  twoNumbers: jit(kernels.twoNumbers, { strict: true }),
  sum: jit(kernels.sum),
  mandelbrot: jit(kernels.mandelbrot),
  matmul: jit(kernels.matmul),
  fnv1a: jit(kernels.fnv1a),
  greyscale: jit(kernels.greyscale),
}
