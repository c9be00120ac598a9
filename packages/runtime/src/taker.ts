import type { AnyArray, Kernel, Plan } from './kernel.js'
import { heap } from './memory.js'
import { kindOf } from './parse-spec.js'
import type { PlainKind } from './plain-arrays.js'
import { arrayAt } from './run.js'

/** The compiler's `outputSlots.address`, in words of four bytes. */
const FIRST_SLOT = 4

/** Gives the arrays that a kernel left in output slots: what it left twice is one array. */
export function taker(
  kernel: Kernel,
  i: number,
  arrays: readonly AnyArray[],
): (slot: number, kind: string | PlainKind) => AnyArray {
  const taken = new Map<number, AnyArray>()
  return (slot, kind) => {
    const words = heap('Int32Array')
    const at = FIRST_SLOT + 2 * slot
    const pointer = words[at] as number
    const array =
      taken.get(pointer) ??
      arrayAt(pointer, words[at + 1] as number, kindOf(kind), kernel.plans[i] as Plan, arrays)
    taken.set(pointer, array)
    return array
  }
}
