import { isArray } from '../../ir/types.js'
import { rangeOfType } from './atom.js'
import type { Scope } from './evaluate.js'
import { evaluate, unknownLength } from './evaluate.js'
import { choose } from './join.js'
import type { State } from './value.js'
import { withLength, withValue } from './value.js'

/** What holds where two ways from `before` come together again; a way that is null does not get there. */
export function joinStates(
  before: State,
  one: State | null,
  other: State | null,
  scope: Scope,
): State | null {
  if (!one || !other) return one ?? other
  let joined = before
  for (const local of new Set([...one.values.keys(), ...other.values.keys()])) {
    const [a, b] = [one.values.get(local), other.values.get(local)]
    if (a !== undefined && a === b) {
      joined = withValue(joined, local, a)
      continue
    }
    const type = scope.typeOf(local)
    const read = { kind: 'local', local, type, at: nowhere } as const
    const fresh = () => scope.atoms.fresh(rangeOfType(type) ?? { lo: -Infinity, hi: Infinity })
    const ways = [one, other].map(state => ({ value: evaluate(read, state, scope), facts: state.facts }))
    const [left, right] = ways
    joined = withValue(joined, local, left && right ? choose(left, right, fresh) : null)
  }
  for (const array of new Set([...one.lengths.keys(), ...other.lengths.keys()])) {
    if (!isArray(scope.typeOf(array))) continue
    const [a, b] = [one.lengths.get(array), other.lengths.get(array)]
    joined = withLength(joined, array, a !== undefined && a === b ? a : unknownLength(scope))
  }
  return joined
}

const nowhere = { file: '', start: 0, end: 0 }
