import type { LocalId } from '../../ir/expr.js'
import type { Atom } from './atom.js'
import type { Polynomial } from './polynomial.js'
import { atomPoly, constantPoly, greatestValue, leastValue, polyKey, sub } from './polynomial.js'

/** What must hold: a polynomial is not negative, or an entry value of a wider type is a whole number of 32 bits. */
export type Need =
  | { readonly kind: 'nonnegative'; readonly poly: Polynomial }
  | { readonly kind: 'small'; readonly atom: Atom }

/** `poly >= 0`, wherever the needs hold. It speaks of atoms, so no assignment makes it false. */
export interface Fact {
  readonly poly: Polynomial
  readonly needs: readonly Need[]
  /** No other bound of its youngest atom is nearer. */
  readonly isTight?: true
}

/** An expression's value as a polynomial, exact wherever the needs hold, and what is known of its atoms. */
export interface Value {
  readonly poly: Polynomial
  readonly needs: readonly Need[]
  readonly facts: readonly Fact[]
}

/** What is known at one point of a function. A local or length that is missing is as it was where the walk began. */
export interface State {
  /** null: nothing is known, not even that it is whole. */
  readonly values: ReadonlyMap<LocalId, Value | null>
  readonly lengths: ReadonlyMap<LocalId, Value>
  readonly facts: readonly Fact[]
}

export const emptyState: State = { values: new Map(), lengths: new Map(), facts: [] }

/** A value without conditions. */
export function plainValue(poly: Polynomial): Value {
  return { poly, needs: [], facts: [] }
}

export function constantValue(constant: number): Value {
  return plainValue(constantPoly(constant))
}

export function atomValue(atom: Atom, facts: readonly Fact[] = []): Value {
  return { poly: atomPoly(atom), needs: [], facts }
}

export function withFacts(state: State, facts: readonly Fact[]): State {
  return facts.length === 0 ? state : { ...state, facts: [...state.facts, ...facts] }
}

export function withValue(state: State, local: LocalId, value: Value | null): State {
  return { ...state, values: new Map(state.values).set(local, value) }
}

export function withLength(state: State, array: LocalId, length: Value): State {
  return { ...state, lengths: new Map(state.lengths).set(array, length) }
}

/** `left >= right`. */
export function atLeast(left: Polynomial, right: Polynomial): Need & { readonly kind: 'nonnegative' } {
  return { kind: 'nonnegative', poly: sub(left, right) }
}

/** What it takes to lie between two numbers; nothing where the atoms' types say so already. */
export function within(poly: Polynomial, lo: number, hi: number): readonly Need[] {
  const above: readonly Need[] = leastValue(poly) >= lo ? [] : [atLeast(poly, constantPoly(lo))]
  const below: readonly Need[] = greatestValue(poly) <= hi ? [] : [atLeast(constantPoly(hi), poly)]
  return [...above, ...below]
}

export function needKey(need: Need): string {
  return need.kind === 'small' ? `small ${need.atom.id}` : polyKey(need.poly)
}

/** The needs of several lists, each once. */
export function uniteNeeds(...lists: readonly (readonly Need[])[]): readonly Need[] {
  const [first = [], second = []] = lists
  if (lists.length <= 2 && (first.length === 0 || second.length === 0))
    return first.length === 0 ? second : first
  return [...new Map(lists.flat().map(need => [needKey(need), need])).values()]
}

/** Facts without repetitions of the same objects. */
export function uniteFacts(...lists: readonly (readonly Fact[])[]): readonly Fact[] {
  const [first = [], second = []] = lists
  if (lists.length <= 2 && (first.length === 0 || second.length === 0))
    return first.length === 0 ? second : first
  return [...new Set(lists.flat())]
}
