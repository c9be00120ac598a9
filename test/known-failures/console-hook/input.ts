let count = 0

/* @jit */
export function printing(xs: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    xs[i & 1] = i
    console.log(i)
    count += i
  }
  return count
}

/** A console of the user's sees the array and the variable as they were before the call, and loses what it writes. */
export function watched(n: number, written: number): string {
  const { log } = console
  const xs = new Float64Array([7, 8])
  const seen: unknown[] = []
  count = 0
  console.log = (i: number) => {
    seen.push(i, count, xs.join())
    if (i === 1) count = xs[0] = written
  }
  try {
    seen.push(printing(xs, n))
  } finally {
    console.log = log
  }
  return [...seen, count, xs.join()].map(String).join('; ')
}

export const cases = {
  watched: [
    [3, 100],
    [2, -0],
  ],
}
