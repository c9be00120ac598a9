/**
 * How much of a value its uses need. `bits`: nothing; the low 32 bits (ToInt32 follows); the low 64 bits (a bigint that
 * is wrapped, or a declared i64); where it falls in an array (`index`); what rounding to single precision leaves
 * (`single`); or all of it.
 */
export interface Demand {
  readonly bits: 'none' | 'wrap32' | 'wrap64' | 'index' | 'single' | 'exact'
  /** Whether some use is an index, so that an integer register serves it better than a double. */
  readonly indexed: boolean
  /** Whether some use works in single precision, so that a register of that width serves it better than a double. */
  readonly rounded: boolean
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
  rounded: false,
  modular: false,
  zeroSign: false,
  undefIsZero: false,
  undef: false,
}
export const valueDemand: Demand = { ...noDemand, bits: 'exact' }
export const exactDemand: Demand = { ...valueDemand, zeroSign: true }
export const everythingDemand: Demand = { ...exactDemand, undef: true }
export const singleDemand: Demand = { ...noDemand, bits: 'single', rounded: true, zeroSign: true }
export const wrap32Demand: Demand = { ...noDemand, bits: 'wrap32', undefIsZero: true }
export const wrap64Demand: Demand = { ...noDemand, bits: 'wrap64' }
export const indexDemand: Demand = { ...noDemand, bits: 'index', indexed: true }

/** What two uses need together. */
export function joinDemand(a: Demand, b: Demand): Demand {
  return {
    bits: joinBits(a, b),
    indexed: a.indexed || b.indexed,
    rounded: a.rounded || b.rounded,
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
    a.rounded === b.rounded &&
    a.modular === b.modular &&
    a.undefIsZero === b.undefIsZero &&
    a.zeroSign === b.zeroSign &&
    a.undef === b.undef
  )
}
