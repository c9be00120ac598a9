import type { ParamType, SignatureParam } from '../../ir/signature.js'
import type { RowKind } from '../../ir/types.js'
import { isArray, isNestedArray } from '../../ir/types.js'
import type { Alternatives } from './alternatives.js'
import { all, distinct, objectsOf } from './alternatives.js'
import type { Uses } from './uses.js'

/** What an unannotated parameter may be, and whether that is more than a guess. */
export interface Inferred {
  readonly types: readonly ParamType[]
  /** The kinds of an array nothing is known of: guessed together with those of other parameters. */
  readonly isGuess: boolean
}

/** Where an inferred parameter stands. */
export interface Surroundings {
  /** The types it has in the calls that can be seen. */
  readonly fromCalls: readonly ParamType[]
  /** Other calls may exist. */
  readonly isOpen: boolean
  /** Loops stand inside loops: an ordinary array is worth copying. */
  readonly isDeep: boolean
}

/** Decides what a parameter may be from its uses and from the calls of its function. */
export function inferParameter(uses: Uses, around: Surroundings): Inferred {
  const { fromCalls, isOpen } = around
  if (uses.isView) return { types: [{ type: 'DataView' }], isGuess: false }
  const fitting = fromCalls.filter(type => fits(type, uses))
  if (uses.isArray && !isText(uses)) {
    if (fitting.length > 0 && !isOpen) return { types: fitting, isGuess: false }
    const kinds = arrayKinds(uses, around)
    return { types: distinct([...fitting, ...kinds]).slice(0, Math.max(3, fitting.length)), isGuess: true }
  }
  if (fitting.length > 0 && !isOpen) return { types: fitting, isGuess: false }
  return { types: distinct([...fitting, ...scalarTypes(uses)]), isGuess: false }
}

/** The same of something that can only be an ordinary array, whatever its rows are. */
export function ordinary(inferred: Inferred): Inferred {
  const [first] = inferred.types
  if (first !== undefined && isNestedArray(first.type)) return inferred
  const isBooleans = first?.type === 'boolean[]'
  return { types: [{ type: isBooleans ? 'boolean[]' : 'number[]' }], isGuess: false }
}

function fits(type: ParamType, uses: Uses): boolean {
  if (type.type === 'object') return uses.fields.size > 0 || !saysSomething(uses)
  if (type.type === 'function') return uses.given !== null || !saysSomething(uses)
  if (type.type === 'string') return uses.isArray || !uses.isNumber
  return uses.isArray === isArray(type.type) || !saysSomething(uses)
}

function saysSomething({ isArray, isNumber, isBigint, isBoolean, isString, fields, given }: Uses): boolean {
  return given !== null || isArray || isNumber || isBigint || isBoolean || isString || fields.size > 0
}

/** Strings have elements and a length as well. */
function isText(uses: Uses): boolean {
  return uses.isString && !uses.isNumber && !uses.grows
}

function arrayKinds(uses: Uses, { isDeep }: Surroundings): readonly SignatureParam[] {
  const told = uses.kinds.size > 0 ? uses.kinds : uses.assigned
  if (told.size > 0) return [...told].map(type => ({ type }))
  if (uses.grows) return [{ type: 'number[]' }]
  const { element } = uses
  if (element.isArray) return nestedKinds(element, isDeep)
  if (element.isBigint) return [{ type: 'BigInt64Array' }, { type: 'BigUint64Array' }]
  const plain: readonly SignatureParam[] = isDeep ? [{ type: 'number[]' }] : []
  if (element.isInteger) return [{ type: 'Int32Array' }, { type: 'Uint8Array' }, { type: 'Uint32Array' }]
  if (element.isSummed) return [{ type: 'Uint8Array' }, { type: 'Int32Array' }, { type: 'Float64Array' }]
  return [{ type: 'Float64Array' }, ...plain, { type: 'Float32Array' }]
}

/** Rows that are ordinary arrays are the usual ones; copying them takes loops in loops to pay. Deeper is not compiled. */
function nestedKinds({ kinds, element }: Uses, isDeep: boolean): readonly SignatureParam[] {
  const [first, ...others]: readonly RowKind[] = element.isInteger
    ? ['Int32Array', 'Uint8Array']
    : ['Float64Array', 'Float32Array']
  const bigints: readonly RowKind[] = ['BigInt64Array', 'BigUint64Array']
  const usual: readonly RowKind[] = [
    ...(isDeep ? ['number[]' as const] : []),
    ...(first ? [first] : []),
    ...others,
  ]
  const rows = kinds.size > 0 ? [...kinds] : element.isBigint ? bigints : usual
  return rows.map(row => ({ type: `${row}[]` as const }))
}

function scalarTypes(uses: Uses): readonly ParamType[] {
  const declared = all(uses.declared)
  if (declared !== null && declared.length > 0) return distinct(declared)
  if (uses.given !== null) return [{ type: 'function', gives: givenBy(uses.given) }]
  if (isText(uses)) return [{ type: 'string' }]
  if (uses.fields.size > 0) return objectTypes(uses)
  if (uses.isNumber) return [{ type: 'number' }]
  if (uses.isBigint) return [{ type: 'bigint' }]
  if (uses.isBoolean) return [{ type: 'boolean' }]
  return uses.isTested ? [{ type: 'boolean' }, { type: 'number' }] : [{ type: 'number' }]
}

/** What a function gives whose results are used like this. */
function givenBy({ isTested, isBoolean, isNumber }: Uses): 'number' | 'boolean' {
  return (isTested || isBoolean) && !isNumber ? 'boolean' : 'number'
}

/** An object with the fields that are used, each of the first type its own uses show. */
function objectTypes(uses: Uses): readonly ParamType[] {
  const fields = [...uses.fields].map(([name, field]) => ({
    name,
    types: fieldTypes(field),
    isOptional: false,
  }))
  return objectsOf(fields)
}

function fieldTypes(uses: Uses): Alternatives {
  const { types } = inferParameter(uses, { fromCalls: [], isOpen: true, isDeep: false })
  return types.slice(0, 1)
}
