import type { AnyArray, ArrayPlan, CopyOtherwise } from './kernel.js'
import { COPY_IN } from './kernel.js'
import { viewOf } from './memory.js'
import { windowOf } from './run.js'
import { bufferOf, copy, lengthOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

/** Of the array in a position: the call touches nothing below the least of `lows`, and nothing from the greatest of `highs` on. */
type SectionSpec = readonly [array: number, lows: readonly number[], highs: readonly number[]]

/** Elements from `lo` up to below `hi`. */
interface Section {
  readonly lo: number
  readonly hi: number
}

/**
 * What copies no more than the parts of a call's arrays that it touches, to where the whole arrays would be copied, and
 * back. `false` instead of a part: all of it may be touched. `bits` are as `covered` takes them. Half of an array or more is
 * not worth the views it takes.
 *
 * The parts are settled here: what is copied back has been copied in, also where an array has shrunk meanwhile.
 */
export function sections(
  arrays: readonly AnyArray[],
  specs: readonly (SectionSpec | false)[],
  bits = 0,
): CopyOtherwise {
  const found: (Section | undefined)[] = []
  for (const spec of specs) {
    if (!spec) continue
    const [j, lows, highs] = spec
    const length = lengthOf(arrays[j] as TypedArray)
    const lo = Math.max(0, Math.floor(Math.min(...lows)))
    const hi = Math.max(lo, Math.min(length, Math.ceil(Math.max(...highs))))
    if (2 * (hi - lo) < length) found[j] = { lo, hi }
  }
  return (j, plan, array, start, way) => {
    if (way === COPY_IN && (bits >> j) & 1) return true
    const section = found[j]
    if (section) copySection(section, plan, array, start, way)
    return section !== undefined
  }
}

function copySection(
  { lo, hi }: Section,
  plan: ArrayPlan,
  array: TypedArray,
  start: number,
  way: number,
): void {
  const length = Math.min(hi, lengthOf(array)) - lo
  if (length <= 0) return
  const { heap } = plan
  const { kind, size } = heap
  if (way === COPY_IN)
    // Not `subarray`, which asks the array's class for one.
    copy(viewOf(heap), new kind(bufferOf(array), offsetOf(array) + lo * size, length), start + lo)
  else copy(array, windowOf(plan, start + lo, length), lo)
}
