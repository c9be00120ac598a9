/** Given to `jit()` in another module. */
export function cube(x: number): number {
  return x * x * x
}
