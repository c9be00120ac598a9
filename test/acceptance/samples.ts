/** The tutorial's programs as a user would write them, marked by nothing. */
export const fibSource = `function fib(n: number): number {
  let a = 1, b = 1
  for (let i = 0; i < n; i++) { [a, b] = [a + b, a] }
  return a
}
`

export const sumSource = `function sum(xs: Int32Array | Float32Array | Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}
`

export const pdistSource = `function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < p; k++) {
        const tmp = xs[i * p + k] - xs[j * p + k]
        s += tmp * tmp
      }
      out[i * n + j] = Math.sqrt(s)
    }
  }
  return out
}
`

export const myIntSource = `class MyInt {
  int: number
  constructor(int: number) { this.int = int }
}

function fib_obj(n: MyInt): number {
  const a = new MyInt(1), b = new MyInt(1)
  for (let i = 0; i < n.int; i++) { [a.int, b.int] = [a.int + b.int, a.int] }
  return a.int
}
`

/** The plain fib the results are compared with. */
export function fib(n: number): number {
  let a = 1
  let b = 1
  for (let i = 0; i < n; i++) {
    ;[a, b] = [a + b, a]
  }
  return a
}
