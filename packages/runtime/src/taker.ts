import type { AnyArray, Kernel, Left, PlainKind, Plan } from './kernel.js'
import { heap } from './memory.js'
import { take } from './take.js'

/** The compiler's `outputSlots.address`, in words of four bytes. */
const FIRST_SLOT = 4

/** Gives the arrays that a kernel left in output slots: what it left twice is one array. */
export function taker(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
): (slot: number, kind: string | PlainKind) => AnyArray {
  const left: Left = { plan: kernel.plans[i] as Plan, arrays, taken: null }
  return (slot, kind) => {
    const words = heap('Int32Array')
    const at = FIRST_SLOT + 2 * slot
    return take(left, words[at] as number, words[at + 1] as number, kind)
  }
}
