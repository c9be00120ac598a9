const kept: Float64Array[] = []

const keep = (xs: Float64Array, i: number): void => {
  kept.push(xs)
  if (i === 1) structuredClone(xs.buffer, { transfer: [xs.buffer as ArrayBuffer] })
}

const sink = { keep }

/* @jit */
export function filled(xs: Float64Array): number {
  let sum = 0
  for (let i = 0; i < 4; i++) {
    xs[i] = i + 1
    sink.keep(xs, i)
    sum += xs[i]! | 0
  }
  return sum
}

/** Whoever is given the very array takes it away: JavaScript goes on without elements, and the compiled call throws. */
export function given(): string {
  kept.length = 0
  const xs = new Float64Array(4)
  const sum = filled(xs)
  return `${sum} ${kept.every(one => one === xs)}`
}

export const cases = { given: [[]] }
