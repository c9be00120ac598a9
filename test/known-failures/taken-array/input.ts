/* @jit */
export function fill(xs: Float64Array, told: (i: number) => void): number {
  let sum = 0
  for (let i = 0; i < 3; i++) {
    xs[i] = i + 1
    told(i)
    sum += xs[i]! | 0
  }
  return sum
}

/** A callback transfers the array away: JavaScript goes on without elements, and the compiled call throws a TypeError. */
export function taken(when: number): number {
  const xs = new Float64Array(4)
  return fill(xs, i => {
    if (i === when) structuredClone(xs.buffer, { transfer: [xs.buffer] })
  })
}

export const cases = { taken: [[1]] }
