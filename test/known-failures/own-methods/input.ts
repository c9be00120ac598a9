/* @jit */
export function mapped(xs: Float64Array): number {
  return xs.map(x => x * 2)[0]! + 0
}

/* @jit */
export function summed(xs: number[]): number {
  let s = 0
  for (const x of xs) s += x
  return s
}

function* nine() {
  yield 9
}

/** Arrays with methods of their own: nothing cheap tells them from others. */
export const cases = {
  mapped: [() => [Object.assign(new Float64Array([1, 2]), { map: () => [77] })]],
  summed: [() => [Object.assign([1, 2], { [Symbol.iterator]: nine })]],
}
