import type { CopyOtherwise } from './kernel.js'
import { COPY_IN } from './kernel.js'

const known: Record<number, CopyOtherwise> = {}

/** For a call that writes all of some arrays before it reads any, a bit each by position: these need not be copied in. */
export function covered(bits: number): CopyOtherwise | undefined {
  if (bits === 0) return
  known[bits] ??= (j, _plan, _array, _start, way) => way === COPY_IN && ((bits >> j) & 1) === 1
  return known[bits]
}
