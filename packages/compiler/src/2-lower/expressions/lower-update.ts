import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import { setLength } from '../arrays/length-methods.js'
import { wholeArray } from '../arrays/make-array.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { resolveTarget, targetBinding } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { readMember, writeMember } from '../values/member.js'
import { assignOptional, operand } from '../values/optional.js'
import { partHolder, partIndex, readPart, writePart } from '../values/parts.js'
import type { OptionalValue, StaticValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { loadElement, lowerHolder, reusableElementSteps, storeElement } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import type { Use } from './lower-assignment.js'
import { isLengthOf } from './lower-assignment.js'
import { binary, constant, length } from './make-expr.js'

/** `x++`, `--x` and the same on elements. */
export function lowerUpdate(fn: FunctionContext, node: t.UpdateExpression, use: Use): Expr {
  const at = fn.at(node)
  const target = unwrap(node.argument)
  if (target.type === 'Identifier') {
    const place = fn.placeOf(targetBinding(fn, target))
    if (place?.kind === 'optional') return updateOptional(fn, place, target, node, use)
    const local = resolveTarget(fn, target)
    const old = fn.read(local, fn.at(target))
    const isOldUsed = use === 'value' && !node.prefix
    const before = isOldUsed ? fn.spill(old) : old
    fn.assign(local, step(node, old, fn.likelyType(local), at), at)
    return isOldUsed ? before : fn.read(local, at)
  }
  if (target.type !== 'MemberExpression') return unsupported(target, fn.at(target))
  const holder = lowerHolder(fn, target.object)
  if (isStatic(holder)) return updateField(fn, holder, target, node, use)
  if (isLengthOf(target) && holder.kind === 'local') {
    wholeArray(fn, holder)
    const before = fn.spill(length(holder.local, at))
    const after = fn.hold(step(node, before, 'number', at))
    setLength(fn, holder.local, after, at)
    return node.prefix ? after : before
  }
  const [array, index] = inOrder(fn, reusableElementSteps(fn, holder, target))
  const old = loadElement(fn, array, index, fn.at(target))
  const type = array.kind === 'local' ? elementType(fn.likelyType(array.local)) : 'dyn'
  if (use === 'effect') {
    storeElement(fn, array, index, step(node, old, type, at), at)
    return old
  }
  const before = node.prefix ? old : fn.spill(old)
  const after = step(node, before, type, at)
  const value = node.prefix ? fn.spill(after) : before
  storeElement(fn, array, index, node.prefix ? value : after, at)
  return value
}

function updateOptional(
  fn: FunctionContext,
  place: OptionalValue,
  target: t.Identifier,
  node: t.UpdateExpression,
  use: Use,
): Expr {
  const at = fn.at(node)
  const old = operand(fn, place, target)
  const before = use === 'value' && !node.prefix ? fn.spill(old) : old
  assignOptional(
    fn,
    place,
    step(node, old.kind === 'local' ? old : before, fn.likelyType(place.local), at),
    target.name,
    at,
  )
  return node.prefix ? fn.read(place.local, at) : before
}

function updateField(
  fn: FunctionContext,
  holder: StaticValue,
  target: t.MemberExpression,
  node: t.UpdateExpression,
  use: Use,
): Expr {
  const at = fn.at(node)
  const tuple = partHolder(fn, holder, target)
  const index = tuple && partIndex(fn, tuple, target)
  const read =
    tuple && index ? readPart(fn, tuple, index, target) : readMember(fn, holder, target, fn.at(target))
  const old = operand(fn, read, target)
  const before = use === 'value' && !node.prefix ? fn.spill(old) : old
  const type = old.kind === 'local' ? fn.likelyType(old.local) : old.type
  // Of the variable itself, so that ranges see a counter.
  const after = step(node, old.kind === 'local' ? old : before, type, at)
  const value = use === 'value' && node.prefix ? fn.spill(after) : after
  if (tuple && index) writePart(fn, tuple, index, value, target)
  else writeMember(fn, holder, target, value, at)
  return node.prefix ? value : before
}

/** The value counted up or down; by `1n` where the variable holds bigints. */
function step(node: t.UpdateExpression, old: Expr, type: TypeVar, at: SourceRange): Expr {
  const one = constant(type === 'bigint' ? 1n : 1, at)
  return binary(node.operator === '++' ? 'add' : 'sub', old, one, at)
}

function elementType(array: TypeVar): TypeVar {
  return isArray(array) ? elements[array].jsType : 'dyn'
}
