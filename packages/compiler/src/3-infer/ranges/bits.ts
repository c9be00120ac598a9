import type { NumberRange } from './range.js'
import { anyInt32, anyUint32, fitsInt32, fitsUint32, integers } from './range.js'

/** Ranges of the 32-bit operators. Operands outside int32 wrap, so nothing but their width is known then. */

function toInt32(a: NumberRange): NumberRange {
  return fitsInt32(a) ? a : anyInt32
}

/** All ones up to the highest bit of x. */
function mask(x: number): number {
  return x === 0 ? 0 : 2 ** (32 - Math.clz32(x)) - 1
}

export function bitandRange(a: NumberRange, b: NumberRange): NumberRange {
  const x = toInt32(a)
  const y = toInt32(b)
  if (x.lo >= 0 && y.lo >= 0) return integers(0, Math.min(x.hi, y.hi))
  if (x.lo >= 0) return integers(0, x.hi)
  if (y.lo >= 0) return integers(0, y.hi)
  return anyInt32
}

export function bitorRange(a: NumberRange, b: NumberRange): NumberRange {
  const x = toInt32(a)
  const y = toInt32(b)
  if (y.lo === 0 && y.hi === 0) return x
  if (x.lo === 0 && x.hi === 0) return y
  if (x.lo >= 0 && y.lo >= 0) return integers(Math.max(x.lo, y.lo), mask(Math.max(x.hi, y.hi)))
  return anyInt32
}

export function bitxorRange(a: NumberRange, b: NumberRange): NumberRange {
  const x = toInt32(a)
  const y = toInt32(b)
  return x.lo >= 0 && y.lo >= 0 ? integers(0, mask(Math.max(x.hi, y.hi))) : anyInt32
}

export function bitnotRange(a: NumberRange): NumberRange {
  const x = toInt32(a)
  return integers(~x.hi, ~x.lo)
}

/** The shift count where it is one known number, else null. */
function count(b: NumberRange): number | null {
  return fitsInt32(b) && b.lo === b.hi ? b.lo & 31 : null
}

export function shlRange(a: NumberRange, b: NumberRange): NumberRange {
  const k = count(b)
  const x = toInt32(a)
  if (k === null) return anyInt32
  const shifted = integers(x.lo * 2 ** k, x.hi * 2 ** k)
  return fitsInt32(shifted) ? shifted : anyInt32
}

export function shrRange(a: NumberRange, b: NumberRange): NumberRange {
  const k = count(b)
  const x = toInt32(a)
  if (k !== null) return integers(x.lo >> k, x.hi >> k)
  return integers(Math.min(x.lo, 0, x.lo >> 31), Math.max(x.hi, 0))
}

export function ushrRange(a: NumberRange, b: NumberRange): NumberRange {
  const k = count(b)
  const x = fitsUint32(a) ? a : anyUint32
  if (k !== null) return integers(x.lo >>> k, x.hi >>> k)
  return integers(0, x.hi)
}
