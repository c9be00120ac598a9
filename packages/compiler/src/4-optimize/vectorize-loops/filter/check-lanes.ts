import type { Expr, LocalId } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import { splatFloat, splatInt } from '../lanes/convert-lanes.js'
import type { LaneWriter } from '../lanes/lane-writer.js'
import type { Check } from './filter.js'

type Typed = Expr<ValueType>

/** What a check has to find out about one register. */
export interface Checked {
  readonly check: Check
  readonly single: Typed
  /** Whether it lies among the bytes in any case. */
  readonly isInByte: boolean
  /** The registers of another local beside it. */
  readonly beside: (local: LocalId) => Typed
}

/**
 * A mask of the lanes whose single decides as the double would, which what is no number never does; and where a byte is
 * decided, that byte in 32 bits.
 */
export function checkLanes(
  { check, single, isInByte, beside }: Checked,
  writer: LaneWriter,
): { readonly certain: Typed; readonly byte: Typed | null } {
  const op = (name: string, ...args: readonly Typed[]) => writer.op(`f32x4.${name}`, args)
  const number = (value: number) => splatFloat(Math.fround(value), 4, writer)
  if (check.kind === 'sign') {
    return { certain: op('gt', op('abs', single), number(widened(check.error))), byte: null }
  }
  const isFree = check.kind === 'whole' || isInByte
  const value = isFree ? single : writer.kept(op('pmin', number(255), op('pmax', number(0), single)))
  const pushed = writer.kept(op('add', value, number(magic)))
  const distance = op('abs', op('sub', value, op('sub', pushed, number(magic))))
  if (check.kind === 'whole') return { certain: op('gt', distance, number(widened(check.error))), byte: null }
  const byte = writer.op('v128.and', [pushed, splatInt(255, 4, writer)])
  const most = number(0.5 - widened(check.error))
  if (!check.ratio) return { certain: op('lt', distance, most), byte }
  const { error, divisor, ofDivisor } = check.ratio
  const left = op('sub', op('abs', beside(divisor)), number(widened(ofDivisor)))
  return { certain: op('gt', op('mul', op('sub', most, distance), left), number(widened(error))), byte }
}

/** 1.5 * 2^23 leaves no room for what follows the point: what it is added to is rounded to a whole number, ties to even. */
export const magic = 12582912

/** Enough more for the error to be compared in single precision, itself included. */
function widened(error: number): number {
  return error * 1.01 + 2 ** -22
}
