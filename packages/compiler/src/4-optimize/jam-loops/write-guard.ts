import type { Expr, LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { FreshNames } from '../fresh-names.js'
import type { JamPlan } from './plan-jam.js'
import type { Nest } from './read-nest.js'

type Typed = Expr<ValueType>

/** The bound of the counter where a whole group of turns is left: `bound - (factor - 1)`, which must not wrap. */
export function writeLimit({ bound }: Nest, factor: number): Typed {
  const { at } = bound
  const int = (value: number): Typed => ({ kind: 'const', value, type: 'i32', at })
  const binary = (op: 'max' | 'sub', left: Typed, right: Typed): Typed => ({
    kind: 'binary',
    op,
    left,
    right,
    type: 'i32',
    at,
  })
  const least = -(2 ** 31) + factor - 1
  const isSafe = bound.kind === 'length' || (bound.kind === 'const' && Number(bound.value) >= least)
  return binary('sub', isSafe ? bound : binary('max', bound, int(least)), int(factor - 1))
}

/** Whether the arrays of each pair lie apart in memory; null where there is nothing to ask. */
export function writeGuard(apart: JamPlan['apart'], names: FreshNames, at: SourceRange): Typed | null {
  const tests = apart.map(([a, b]) => either(endsBefore(a, b, names, at), endsBefore(b, a, names, at), at))
  if (tests.length === 0) return null
  return tests.reduce((left, right) => ({ kind: 'logical', op: 'and', left, right, type: 'bool', at }))
}

function either(left: Typed, right: Typed, at: SourceRange): Typed {
  return { kind: 'logical', op: 'or', left, right, type: 'bool', at }
}

function endsBefore(a: LocalId, b: LocalId, names: FreshNames, at: SourceRange): Typed {
  const type = names.typeOf(a)
  const shift = isArray(type) ? Math.log2(elements[type].bytes) : 0
  const pointer = (local: LocalId): Typed => ({ kind: 'local', local, type: 'pointer', at })
  const length: Typed = { kind: 'length', array: a, type: 'i32', at }
  const by: Typed = { kind: 'const', value: shift, type: 'i32', at }
  const bytes: Typed =
    shift === 0 ? length : { kind: 'binary', op: 'shl', left: length, right: by, type: 'i32', at }
  const size: Typed = { kind: 'convert', mode: 'wrap', type: 'pointer', operand: bytes, at }
  const end: Typed = { kind: 'binary', op: 'add', left: pointer(a), right: size, type: 'pointer', at }
  return { kind: 'compare', op: 'le', left: end, right: pointer(b), type: 'bool', at }
}
