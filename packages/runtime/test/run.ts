import type { AnyArray, Entry, Kernel } from '../src/kernel.js'
import { miss } from '../src/kernel.js'
import { abandon, arrayOf, enter, exit } from '../src/run.js'

/** Calls a Wasm function with the pointers of the arrays and of free memory; converts a scalar result. */
type Call = (entry: Entry, at: readonly number[], heap: number) => unknown

/** One call of a kernel, as the glue writes it. */
export function run(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
  call: Call,
  finish?: () => void,
): unknown {
  const at = enter(kernel, i, arrays)
  if (!at) return miss
  let result: unknown
  try {
    result = call(kernel.f[i] as Entry, at, at[arrays.length] as number)
    if (kernel.plans[i]?.result) result = arrayOf(kernel, i, arrays, result)
  } catch (error) {
    return abandon(kernel, i, error, arrays, finish)
  }
  exit(kernel, i, arrays)
  finish?.()
  return result
}
