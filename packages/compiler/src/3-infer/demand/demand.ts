/**
 * How much of a value its uses need. `bits`: nothing; the low 32 bits (ToInt32 follows); the low 64 bits (a bigint that
 * is wrapped, or a declared i64); where it falls in an array (`index`); or all of it.
 */
export interface Demand {
  readonly bits: 'none' | 'wrap32' | 'wrap64' | 'index' | 'exact'
  /** Whether some use is an index, so that an integer register serves it better than a double. */
  readonly indexed: boolean
  /** The user declared the width, so wrapping is wanted even where a double would have rounded. */
  readonly modular: boolean
  /** Whether -0 must stay apart from 0. */
  readonly zeroSign: boolean
  /** Whether `undefined` counts as 0 here: ToInt32 meets it directly, no arithmetic makes it NaN first. */
  readonly undefIsZero: boolean
  /** Whether an `undefined` read out of bounds must stay apart from NaN. */
  readonly undef: boolean
}

export const noDemand: Demand = {
  bits: 'none',
  indexed: false,
  modular: false,
  zeroSign: false,
  undefIsZero: false,
  undef: false,
}
export const exactDemand: Demand = {
  bits: 'exact',
  indexed: false,
  modular: false,
  zeroSign: true,
  undefIsZero: false,
  undef: false,
}
export const valueDemand: Demand = {
  bits: 'exact',
  indexed: false,
  modular: false,
  zeroSign: false,
  undefIsZero: false,
  undef: false,
}
export const everythingDemand: Demand = {
  bits: 'exact',
  indexed: false,
  modular: false,
  zeroSign: true,
  undefIsZero: false,
  undef: true,
}
export const wrap32Demand: Demand = {
  bits: 'wrap32',
  indexed: false,
  modular: false,
  zeroSign: false,
  undefIsZero: true,
  undef: false,
}
export const wrap64Demand: Demand = {
  bits: 'wrap64',
  indexed: false,
  modular: false,
  zeroSign: false,
  undefIsZero: false,
  undef: false,
}
export const indexDemand: Demand = {
  bits: 'index',
  indexed: true,
  modular: false,
  zeroSign: false,
  undefIsZero: false,
  undef: false,
}

/** What two uses need together. */
export function joinDemand(a: Demand, b: Demand): Demand {
  return {
    bits: joinBits(a, b),
    indexed: a.indexed || b.indexed,
    modular: (a.modular || a.bits === 'none') && (b.modular || b.bits === 'none'),
    undefIsZero: (a.undefIsZero || a.bits === 'none') && (b.undefIsZero || b.bits === 'none'),
    zeroSign: a.zeroSign || b.zeroSign,
    undef: a.undef || b.undef,
  }
}

function joinBits(a: Demand, b: Demand): Demand['bits'] {
  if (a.bits === b.bits || b.bits === 'none') return a.bits
  return a.bits === 'none' ? b.bits : 'exact'
}

export function sameDemand(a: Demand, b: Demand): boolean {
  return (
    a.bits === b.bits &&
    a.indexed === b.indexed &&
    a.modular === b.modular &&
    a.undefIsZero === b.undefIsZero &&
    a.zeroSign === b.zeroSign &&
    a.undef === b.undef
  )
}
