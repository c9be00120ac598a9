import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { isPlainArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import { functionBehind } from '../names/find-function.js'
import { isResizedIn } from '../names/list-uses.js'
import type { Frame, ObjectValue, StaticValue } from '../values/value.js'
import { capturedFields, cellType } from './captured-fields.js'
import type { Captured } from './captured-variables.js'
import { isAssignedIn } from './captured-variables.js'
import type { Given } from './lifted.js'

/** The frames around a function, each with the one that stands for it while the function is lowered. */
export type FrameCopies = ReadonlyMap<Frame, Frame>

/** How each variable is given to the function that captures it; `null` where one cannot be. */
export function chooseGiven(
  fn: FunctionContext,
  { variables, bodies }: Captured,
  copies: FrameCopies,
): readonly Given[] | null {
  const given: Given[] = []
  const objects = new Set<ObjectValue>()
  for (const binding of variables) {
    const place = fn.placeOf(binding)
    // Two names of one object would be two objects.
    if (place?.kind === 'object' && objects.has(place)) return null
    if (place?.kind === 'object') objects.add(place)
    const found = givenFor(fn, binding, bodies, copies)
    if (found === null) return null
    given.push(...found)
  }
  return given
}

/** Nothing where a variable need not be given, as what it means can be seen from inside. */
function givenFor(
  fn: FunctionContext,
  binding: Binding,
  bodies: readonly t.Function[],
  copies: FrameCopies,
): readonly Given[] | null {
  const place = fn.placeOf(binding)
  // Declared further down, or a name of a function: the function finds out itself where it uses it.
  if (place === undefined) return []
  if (place.kind === 'object') return capturedFields(fn, binding, place, bodies)
  const isAssigned = isAssignedIn(binding, bodies)
  if (place.kind !== 'variable') return isAssigned ? null : knownValue(fn, binding, place, copies)
  const source = { binding, field: null }
  const type = fn.likelyType(place.local)
  if (isPlainArray(type) && isResizedIn(fn.module, binding, bodies))
    return binding.constant ? [{ kind: 'list', ...source, type }] : null
  if (!isAssigned) return [{ kind: 'value', ...source, type }]
  const holds = cellType(type)
  return holds && [{ kind: 'cell', ...source, holds }]
}

/** A function, class or missing value that lowering knows, as it is seen from inside. */
function knownValue(
  fn: FunctionContext,
  binding: Binding,
  value: StaticValue,
  copies: FrameCopies,
): readonly Given[] | null {
  const isElsewhere = value.kind !== 'function' && value.kind !== 'class'
  if (value.kind === 'optional' || value.kind === 'optional-object') return null
  if (isElsewhere || value.frame === null) return [{ kind: 'known', binding, value }]
  // A class, or a function that came in as a value, may do anything with the variables around it.
  if (value.kind === 'class' || functionBehind(fn.module, binding) === null || value.receiver !== null)
    return null
  const frame = copies.get(value.frame)
  return frame ? [{ kind: 'known', binding, value: { ...value, frame } }] : null
}
