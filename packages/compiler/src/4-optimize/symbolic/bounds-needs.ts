import type { LocalId } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { tableLength } from '../../ir/kernel.js'
import type { ValueType } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import { AtomSource } from './atom.js'
import type { Scope } from './evaluate.js'
import { evaluate, lengthOf } from './evaluate.js'
import { addConstant } from './polynomial.js'
import { prove } from './prove.js'
import type { Need, State } from './value.js'
import { atLeast, uniteFacts, within } from './value.js'
import type { Access } from './walk.js'

/** The scope of a new walk over one function. */
export function functionScope(fn: KernelFunction<ValueType>, kernel: Kernel<ValueType>): Scope {
  const tableOf = (local: LocalId) => kernel.tables[fn.locals[local]?.table ?? -1]
  return {
    atoms: new AtomSource(),
    typeOf: local => fn.locals[local]?.type ?? 'void',
    tableLength: local => {
      const table = tableOf(local)
      return table ? tableLength(table) : null
    },
    rowLength: local => tableOf(local)?.rowLength ?? null,
  }
}

/** What must hold where the walk began so that this access is in bounds; null where no such condition is known. */
export function boundsNeeds(
  access: Access,
  state: State,
  scope: Scope,
  mode: 'static' | 'run-time',
): readonly Need[] | null {
  const index = evaluate(access.index, state, scope)
  if (!index) return null
  // Everywhere else an element is what the length counts.
  const raw = access.kind === 'row' ? undefined : access.raw
  const bytes = raw ? elements[raw.element].bytes : 1
  const length = lengthOf(access.array, access.at, state, scope)
  const needs: readonly Need[] = [
    ...within(index.poly, 0, Infinity),
    atLeast(addConstant(length.poly, -bytes), index.poly),
    ...index.needs,
    ...length.needs,
  ]
  return prove(needs, { facts: uniteFacts(state.facts, index.facts, length.facts), mode })
}
