import type { Expr, LocalId } from '../ir/expr.js'
import type { SourceRange } from '../ir/source-range.js'
import type { ValueType } from '../ir/types.js'
import { elements, isArray } from '../ir/types.js'
import type { FreshNames } from './fresh-names.js'

type Typed = Expr<ValueType>

/** A written array and another one, which must not share memory, or where that does no harm be exactly the same. */
export interface Apart {
  readonly written: LocalId
  readonly other: LocalId
  readonly orSame: boolean
}

/** Whether the arrays of each pair lie apart in memory; null where there is nothing to ask. */
export function writeGuard(apart: readonly Apart[], names: FreshNames, at: SourceRange): Typed | null {
  const tests = apart.map(({ written: a, other: b, orSame }) => {
    const isApart = either(endsBefore(a, b, names, at), endsBefore(b, a, names, at), at)
    return orSame ? either(isApart, startsAt(a, b, at), at) : isApart
  })
  if (tests.length === 0) return null
  return tests.reduce((left, right) => ({ kind: 'logical', op: 'and', left, right, type: 'bool', at }))
}

function either(left: Typed, right: Typed, at: SourceRange): Typed {
  return { kind: 'logical', op: 'or', left, right, type: 'bool', at }
}

function pointer(local: LocalId, at: SourceRange): Typed {
  return { kind: 'local', local, type: 'pointer', at }
}

function startsAt(a: LocalId, b: LocalId, at: SourceRange): Typed {
  return { kind: 'compare', op: 'eq', left: pointer(a, at), right: pointer(b, at), type: 'bool', at }
}

function endsBefore(a: LocalId, b: LocalId, names: FreshNames, at: SourceRange): Typed {
  const type = names.typeOf(a)
  const shift = isArray(type) ? Math.log2(elements[type].bytes) : 0
  const length: Typed = { kind: 'length', array: a, type: 'i32', at }
  const by: Typed = { kind: 'const', value: shift, type: 'i32', at }
  const bytes: Typed =
    shift === 0 ? length : { kind: 'binary', op: 'shl', left: length, right: by, type: 'i32', at }
  const size: Typed = { kind: 'convert', mode: 'wrap', type: 'pointer', operand: bytes, at }
  const end: Typed = { kind: 'binary', op: 'add', left: pointer(a, at), right: size, type: 'pointer', at }
  return { kind: 'compare', op: 'le', left: end, right: pointer(b, at), type: 'bool', at }
}
