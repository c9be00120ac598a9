/** Arguments of one call. */
export type Args = readonly unknown[]
/** A name, a source with an exported `f`, and inputs. */
export type Program = readonly [name: string, source: string, ...inputs: readonly Args[]]

export const edges: readonly Args[] = [
  [0, 0],
  [1, 2],
  [5, -3],
  [-0, 7.5],
  [Number.NaN, 1],
  [2 ** 31, 2 ** 53],
  [-1, 33],
  [1e300, -1e-300],
  [Infinity, -Infinity],
]
export const small: readonly Args[] = [[0], [1], [2], [3], [7], [2.5], [-1], [Number.NaN]]
export const floats = () => Float64Array.of(1, 2.5, -3, 4, 0.1)

/** A function of numbers `a` and `b`. */
export function scalar(name: string, text: string): Program {
  return [name, `export function f(a: number, b: number) { ${text} }`, ...edges]
}

/** A function of a number `n`. */
export function counted(name: string, text: string): Program {
  return [name, `export function f(n: number) { ${text} }`, ...small]
}

/** A function of an array `x` and a number `i`. */
export function indexed(name: string, text: string): Program {
  const inputs = [0, 1, 4, 5, -1, 1.5, -0, Number.NaN].map(i => [floats(), i])
  return [name, `export function f(x: Float64Array, i: number) { ${text} }`, ...inputs]
}
