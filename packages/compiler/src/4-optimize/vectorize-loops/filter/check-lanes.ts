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

/** What a check comes to, and where a byte is decided, that byte in 32 bits. */
export interface Finding {
  readonly certain: Certain
  readonly byte: Typed | null
}

/**
 * A mask of the lanes whose single decides as the double would, which what is no number never does: or for a byte, how far
 * it was rounded, and what makes a mask of it. Of several with the same `limit`, the greatest tells.
 */
export type Certain = { readonly mask: Typed } | Distance

interface Distance {
  readonly distance: Typed
  readonly limit: string
  readonly isBelow: (distance: Typed) => Typed
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
    return { certain: { mask: op('gt', magnitude(single), number(widened(check.error))) }, byte: null }
  }
  const isFree = check.kind === 'whole' || isInByte
  const above = isFree || isNotBelow ? single : op('pmax', number(0), single)
  const value = isFree ? single : writer.kept(op('pmin', number(255), above))
  const pushed = writer.kept(op('add', value, number(magic)))
  const distance = magnitude(op('sub', value, op('sub', pushed, number(magic))))
  if (check.kind === 'whole') {
    return { certain: { mask: op('gt', distance, number(widened(check.error))) }, byte: null }
  }
  const byte = writer.op('v128.and', [pushed, splatInt(255, 4, writer)])
  const most = number(0.5 - widened(check.error))
  const limit = `${check.error}`
  if (!check.ratio) {
    return { certain: { distance, limit, isBelow: far => op('lt', far, most) }, byte }
  }
  const { error, divisor, ofDivisor } = check.ratio
  const by = beside(divisor)
  // Where nothing is left for certain, any distance is too far.
  const left = op('pmax', number(0), op('sub', magnitude(by), number(widened(ofDivisor))))
  const isBelow = (far: Typed) => op('gt', op('mul', op('sub', most, far), left), number(widened(error)))
  return { certain: { distance, limit: `${limit} ${error} ${ofDivisor} ${exprKey(by)}`, isBelow }, byte }
}

/** Masks of what is certain, one for all distances under the same limit: none of them is NaN, for all lie among the bytes. */
export function masksOf(all: readonly Certain[], writer: LaneWriter): readonly Typed[] {
  const masks = all.flatMap(certain => ('mask' in certain ? [certain.mask] : []))
  const greatest = new Map<string, Distance>()
  for (const certain of all) {
    if ('mask' in certain) continue
    const other = greatest.get(certain.limit)
    const distance = other ? writer.op('f32x4.pmax', [other.distance, certain.distance]) : certain.distance
    greatest.set(certain.limit, { ...certain, distance })
  }
  return [...masks, ...[...greatest.values()].map(({ distance, isBelow }) => isBelow(distance))]
}

/** 1.5 * 2^23 leaves no room for what follows the point: what it is added to is rounded to a whole number, ties to even. */
export const magic = 12582912

/** Enough more for the error to be compared in single precision, itself included. */
function widened(error: number): number {
  return error * 1.01 + 2 ** -22
}
