/* @jit */
export function f(xs0: Float64Array): number {
  let v1 = 0
  for (let i2 = 0; i2 < xs0.length; i2++) {
    if (0 < v1) v1 = xs0[580623503]!
    else v1 += xs0[i2]!
  }
  return v1
}

export const cases = [[new Float64Array([-1, 2, 3])], [new Float64Array()]]
