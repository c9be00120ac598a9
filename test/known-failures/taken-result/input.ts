/* @jit */
export function fill(xs: Float64Array, told: (i: number) => void): Float64Array {
  for (let i = 0; i < 3; i++) {
    xs[i] = i + 1
    told(i)
  }
  return xs
}

/** JavaScript gives the very array back that was transferred away; what stands in its place would be another one. */
export function taken(when: number): boolean {
  const xs = new Float64Array(4)
  const given = fill(xs, i => {
    if (i === when) structuredClone(xs.buffer, { transfer: [xs.buffer] })
  })
  return given === xs
}

export const cases = { taken: [[1]] }
