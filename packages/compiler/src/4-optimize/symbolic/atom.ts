import type { Expr, LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'

/**
 * A whole number that stays what it is while one turn of the code around it runs: what a local holds where the walk
 * begins, a counter in one turn of its loop, a value that was read from memory.
 */
export interface Atom {
  readonly id: number
  /** How to find it where the walk begins; null: it only exists further in. */
  readonly entry: Expr<ValueType> | null
  /** Every value it can have, by its type alone. */
  readonly lo: number
  readonly hi: number
}

export interface StaticRange {
  readonly lo: number
  readonly hi: number
}

/** No array is longer: memory ends at 1 GiB. */
export const maxLength = 2 ** 30

export const int32Range: StaticRange = { lo: -(2 ** 31), hi: 2 ** 31 - 1 }
export const anyRange: StaticRange = { lo: -Infinity, hi: Infinity }

/** The whole numbers a representation holds; null where it may hold others. */
export function rangeOfType(type: ValueType): StaticRange | null {
  switch (type) {
    case 'i32':
      return int32Range
    case 'u32':
      return { lo: 0, hi: 2 ** 32 - 1 }
    case 'i64':
    case 'u64':
      return anyRange
    case 'bool':
      return { lo: 0, hi: 1 }
    default:
      return null
  }
}

/** What an element of an integer array can be; out of bounds counts as 0. */
export function rangeOfElement(type: ValueType): StaticRange | null {
  if (!isArray(type)) return null
  const { bytes, loads } = elements[type]
  if (bytes > 2) return rangeOfType(loads)
  const half = 2 ** (8 * bytes - 1)
  return type.startsWith('Int') ? { lo: -half, hi: half - 1 } : { lo: 0, hi: 2 * half - 1 }
}

/** Hands out the atoms of one walk. */
export class AtomSource {
  #count = 0
  readonly #locals = new Map<LocalId, Atom>()
  readonly #lengths = new Map<LocalId, Atom>()

  /** A value that only exists further in. */
  fresh({ lo, hi }: StaticRange): Atom {
    return { id: this.#count++, entry: null, lo, hi }
  }

  /** What a local holds where the walk begins. Of a wider type than 32 bits, it must be checked to be that small. */
  ofLocal(read: Expr<ValueType> & { readonly kind: 'local' }): Atom {
    const range = rangeOfType(read.type)
    const isSmall = range !== null && range.hi - range.lo < 2 ** 32
    return this.#once(this.#locals, read.local, read, isSmall ? range : int32Range)
  }

  /** How long an array is where the walk begins. */
  ofLength(array: LocalId, at: Expr<ValueType>['at']): Atom {
    const entry: Expr<ValueType> = { kind: 'length', array, type: 'i32', at }
    return this.#once(this.#lengths, array, entry, { lo: 0, hi: maxLength })
  }

  /** What an expression over such values comes to where the walk begins. */
  computed(entry: Expr<ValueType>, { lo, hi }: StaticRange): Atom {
    return { id: this.#count++, entry, lo, hi }
  }

  #once(known: Map<LocalId, Atom>, key: LocalId, entry: Expr<ValueType>, range: StaticRange): Atom {
    const atom = known.get(key) ?? { id: this.#count++, entry, ...range }
    known.set(key, atom)
    return atom
  }
}
