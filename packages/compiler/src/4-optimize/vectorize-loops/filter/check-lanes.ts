import type { Expr, LocalId } from '../../../ir/expr.js'
import { exprKey } from '../../../ir/expr-key.js'
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
  /** Whether its double is not below 0, nor is it by a half. */
  readonly isNotBelow: boolean
  /** The registers of another local beside it. */
  readonly beside: (local: LocalId) => Typed
}

/** What a check comes to, and where a byte is decided, that byte in 32 bits. No single but a ratio may be NaN. */
export interface Finding {
  readonly doubt: Doubt
  readonly byte: Typed | null
}

/**
 * A mask of the lanes whose single may decide otherwise than the double would: or for a byte, how much was left to the next
 * one, and what makes a mask of it. Of several with the same `limit`, the one that `worse` finds tells.
 */
export type Doubt = { readonly mask: Typed } | Distance

interface Distance {
  readonly distance: Typed
  readonly limit: string
  readonly worse: 'i32x4.min_s' | 'f32x4.pmax'
  readonly isDoubtful: (distance: Typed) => Typed
}

/** What there is to find out about one register. */
export function checkLanes(
  { check, single, isInByte, isNotBelow, beside }: Checked,
  writer: LaneWriter,
): Finding {
  const op = (name: string, ...args: readonly Typed[]) => writer.op(`f32x4.${name}`, args)
  const number = (value: number) => splatFloat(Math.fround(value), 4, writer)
  // V8 makes a constant for each `abs`, and this one once.
  const magnitude = (single: Typed) => writer.op('v128.and', [single, splatInt(2 ** 31 - 1, 4, writer)])
  if (check.kind === 'sign') {
    const size = isNotBelow ? single : magnitude(single)
    return { doubt: { mask: op('le', size, number(widened(check.error))) }, byte: null }
  }
  if (check.kind === 'whole') {
    const pushed = op('sub', op('add', single, number(magic)), number(magic))
    const mask = op('le', magnitude(op('sub', single, pushed)), number(widened(check.error)))
    return { doubt: { mask }, byte: null }
  }
  const above = isInByte || isNotBelow ? single : op('pmax', number(0), single)
  const value = isInByte ? single : op('pmin', number(255), above)
  if (!check.ratio) return placedByte(value, check.error, writer)
  const kept = writer.kept(value)
  const pushed = writer.kept(op('add', kept, number(magic)))
  const distance = magnitude(op('sub', kept, op('sub', pushed, number(magic))))
  const byte = writer.op('v128.and', [pushed, splatInt(255, 4, writer)])
  const most = number(0.5 - widened(check.error))
  const { error, divisor, ofDivisor } = check.ratio
  const by = beside(divisor)
  // Where nothing is left for certain, any distance is too far, and that of what is no number.
  const left = op('pmax', number(0), op('sub', magnitude(by), number(widened(ofDivisor))))
  const isDoubtful = (far: Typed) =>
    writer.op('v128.not', [op('gt', op('mul', op('sub', most, far), left), number(widened(error)))])
  const limit = `${check.error} ${error} ${ofDivisor} ${exprKey(by)}`
  return { doubt: { distance, limit, worse: 'f32x4.pmax', isDoubtful }, byte }
}

/**
 * The byte next to a single from -0.4 to 255.4: 256.5 more, so that it stands above what follows the point. That has
 * `finest` bits then, of which the first few are a doubt, where the single was moved up by as much as is doubtful below too.
 */
function placedByte(single: Typed, error: number, writer: LaneWriter): Finding {
  const unit = 2 ** -finest
  // A power of two, so that several are under one limit.
  const units = 2 ** Math.ceil(Math.log2((widened(error) + unit / 2) / unit))
  const moved = splatFloat(256.5 + units * unit, 4, writer)
  const pushed = writer.kept(writer.op('f32x4.add', [single, moved]))
  const byte = writer.op('v128.and', [
    writer.op('i32x4.shr_u', [pushed, writer.int(finest)]),
    splatInt(255, 4, writer),
  ])
  const distance = writer.op('v128.and', [pushed, splatInt(2 ** finest - 1, 4, writer)])
  const isDoubtful = (left: Typed) => writer.op('i32x4.lt_s', [left, splatInt(2 * units, 4, writer)])
  return { doubt: { distance, limit: `${units}`, worse: 'i32x4.min_s', isDoubtful }, byte }
}

/** Masks of what is doubtful, one for all distances under the same limit. */
export function masksOf(all: readonly Doubt[], writer: LaneWriter): readonly Typed[] {
  const masks = all.flatMap(doubt => ('mask' in doubt ? [doubt.mask] : []))
  const worst = new Map<string, Distance>()
  for (const doubt of all) {
    if ('mask' in doubt) continue
    const other = worst.get(doubt.limit)
    const distance = other ? writer.op(doubt.worse, [other.distance, doubt.distance]) : doubt.distance
    worst.set(doubt.limit, { ...doubt, distance })
  }
  return [...masks, ...[...worst.values()].map(({ distance, isDoubtful }) => isDoubtful(distance))]
}

/** How many bits follow the point in a single from 256 to 512. */
const finest = 15

/** 1.5 * 2^23 leaves no room for what follows the point: what it is added to is rounded to a whole number, ties to even. */
export const magic = 12582912

/** Enough more for the error to be compared in single precision, itself included. */
function widened(error: number): number {
  return error * 1.01 + 2 ** -22
}
