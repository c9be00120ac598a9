import type { LocalId } from '../../ir/expr.js'
import type { FunctionContext } from '../function-context.js'
import type { LoweredLocal } from '../lowered.js'
import { newLife } from '../values/life.js'
import type { ObjectValue } from '../values/value.js'
import { cellLocal, noteCell } from './cells.js'
import type { Cell, Given, Source } from './lifted.js'
import { sourceName } from './lifted.js'

/** What a lifted function is given behind its own parameters, and which of it travels in arrays. */
export interface BoundGiven {
  readonly params: readonly LocalId[]
  readonly cells: readonly Cell[]
}

/** Gives a lifted function the variables of those around it, as parameters behind its own. */
export function bindGiven(fn: FunctionContext, given: readonly Given[]): BoundGiven {
  const params: LocalId[] = []
  const cells: Cell[] = []
  for (const one of given) {
    if (one.kind === 'known') {
      fn.bind(one.binding, one.value)
      continue
    }
    const name = sourceName(one)
    const at = fn.at(one.binding.identifier)
    if (one.kind === 'value') {
      params.push(bindLocal(fn, one, { name, type: one.type, origin: 'param', at }))
      continue
    }
    const type = one.kind === 'list' ? one.type : one.holds
    const local = bindLocal(fn, one, { name, type, origin: 'variable', at })
    const array = fn.addLocal({ ...cellLocal(one, at), origin: 'param' })
    noteCell(fn, one, array)
    cells.push({ local, array, holds: one.kind === 'list' ? one.kind : one.holds })
    params.push(array)
  }
  return { params, cells }
}

function bindLocal(fn: FunctionContext, { binding, field }: Source, made: LoweredLocal): LocalId {
  if (field === null) return fn.localOf(binding, () => made)
  const local = fn.addLocal(made)
  objectOf(fn, binding, made.at).fields.set(field, { kind: 'variable', local })
  return local
}

/** The object a variable holds here: it has the fields that are used, and is held by others too. */
function objectOf(fn: FunctionContext, binding: Source['binding'], at: ObjectValue['at']): ObjectValue {
  const known = fn.placeOf(binding)
  if (known?.kind === 'object') return known
  const life = { ...newLife(), holders: 2, isWritten: true }
  const object: ObjectValue = { kind: 'object', shape: 'plain', fields: new Map(), accessors: [], at, life }
  fn.bind(binding, object)
  return object
}
