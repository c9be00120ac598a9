import type { AnyArray, Kernel, Plan } from './kernel.js'
import { heap } from './memory.js'
import type { PlainKind } from './plain-arrays.js'
import { takeFrom } from './run.js'

/** The compiler's `outputSlots.address`, in words of four bytes. */
const FIRST_SLOT = 4

/** Gives the arrays that a kernel left in output slots: what it left twice is one array. */
export function taker(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
): (slot: number, kind: string | PlainKind) => AnyArray {
  const take = takeFrom(kernel.plans[i] as Plan, arrays)
  return (slot, kind) => {
    const words = heap('Int32Array')
    const at = FIRST_SLOT + 2 * slot
    return take(words[at] as number, words[at + 1] as number, kind)
  }
}
