/** Kernels that differ enough not to share a cache entry. */
export function kernelFile(file: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const id = file * count + i
    return `/* @jit */
export function k${id}(xs: Float64Array, n: number): number {
  let s = ${id}.5
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < ${id + 2}; j++) s += xs[i * ${id + 2} + j] * (j - ${id})
  }
  return s
}
`
  }).join('\n')
}
