import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { assignObject, sameShape } from '../values/assign-object.js'
import { assignOptional, isNothing, newOptional } from '../values/optional.js'
import { assignOptionalObject, blanks, newOptionalObject } from '../values/optional-object.js'
import type { ObjectValue, OptionalObject, OptionalValue, Value } from '../values/value.js'
import { isSameValue, isStatic } from '../values/value.js'
import { conditional, not, truthy } from './make-expr.js'

/** A value, and the statements that must run before it. */
export interface Lowered {
  readonly statements: readonly Stmt[]
  readonly value: Expr
}

/** One of two values by a boolean; an `if` with a temp where getting one of them takes statements. */
export function choose<V extends Value>(
  fn: FunctionContext,
  test: Expr,
  then: () => V,
  otherwise: () => V,
  at: SourceRange,
): V | Expr {
  if (test.kind === 'const') return test.value ? then() : otherwise()
  const branchOf = (step: () => V, isTrue: boolean) =>
    fn.capture(() => {
      fn.proven.assume(test, isTrue)
      return step()
    })
  const yes = branchOf(then, true)
  const no = branchOf(otherwise, false)
  if (isStatic(yes.value) || isStatic(no.value)) return chooseStatic(fn, test, yes, no, at)
  if (yes.statements.length === 0 && no.statements.length === 0) {
    return conditional(test, yes.value, no.value, at)
  }
  const temp = fn.temp(commonType(yes.value, no.value), at)
  const branch = (statements: readonly Stmt[], value: Expr) =>
    fn.capture(() => {
      fn.emit(...statements)
      fn.assign(temp, value, at)
    }).statements
  emitIf(fn, test, branch(yes.statements, yes.value), branch(no.statements, no.value), at)
  return fn.read(temp, at)
}

/** One of two objects: the same one, or two that nobody else holds, which become one. */
function chooseStatic<V extends Value>(
  fn: FunctionContext,
  test: Expr,
  yes: Branch<V>,
  no: Branch<V>,
  at: SourceRange,
): V {
  if (isSameValue(yes.value, no.value)) {
    emitIf(fn, test, yes.statements, no.statements, at)
    return yes.value
  }
  const absent = absenceOfObject(yes.value, no.value)
  if (absent !== null) return chooseOptionalObject(fn, test, yes, no, absent, at) as V & OptionalObject
  const missing = isNothing(yes.value) ? yes.value : isNothing(no.value) ? no.value : null
  if (missing !== null) return chooseOptional(fn, test, yes, no, missing.as, at) as V & OptionalValue
  const { value } = yes
  if (value.kind !== 'object') return refuse(diagnose('lower/object-shape', at, 'The result'))
  const object = sameShape(fn, value)
  const branch = (part: Branch<V>) =>
    fn.capture(() => {
      fn.emit(...part.statements)
      assignObject(fn, object, part.value, 'The result', at)
    }).statements
  emitIf(fn, test, branch(yes), branch(no), at)
  // An object for an object: the kind of value the branches give.
  return object as V & ObjectValue
}

/** What is missing where one of two values is, or may be, and at least one is an object; `null` for any other two. */
function absenceOfObject(yes: Value, no: Value): OptionalObject['as'] | null {
  const isObject = (value: Value) => value.kind === 'object' || value.kind === 'optional-object'
  if (!isObject(yes) && !isObject(no)) return null
  const missing = [yes, no].find(value => value.kind === 'nothing' || value.kind === 'optional-object')
  return missing?.kind === 'nothing' || missing?.kind === 'optional-object' ? missing.as : null
}

/** One of two objects of which one may be missing. */
function chooseOptionalObject(
  fn: FunctionContext,
  test: Expr,
  yes: Branch<Value>,
  no: Branch<Value>,
  as: OptionalObject['as'],
  at: SourceRange,
): OptionalObject {
  const target = newOptionalObject(fn, `t${fn.locals.length}`, as, at)
  const branch = (part: Branch<Value>) =>
    fn.capture(() => {
      fn.emit(...part.statements)
      assignOptionalObject(fn, target, part.value, 'The result', at)
    }).statements
  const [then, rest] = [branch(yes), branch(no)]
  fn.emit(...blanks(fn, target.object, at))
  emitIf(fn, test, then, rest, at)
  return target
}

/** One of two numbers of which one may be missing. */
function chooseOptional(
  fn: FunctionContext,
  test: Expr,
  yes: Branch<Value>,
  no: Branch<Value>,
  as: OptionalValue['as'],
  at: SourceRange,
): OptionalValue {
  const target = newOptional(fn, `t${fn.locals.length}`, as, at)
  const branch = (part: Branch<Value>) =>
    fn.capture(() => {
      fn.emit(...part.statements)
      assignOptional(fn, target, part.value, 'The result', at)
    }).statements
  // The one that is a number first: its type decides what stands in for a missing one.
  const otherwise = isNothing(yes.value) ? branch(no) : null
  const then = branch(yes)
  emitIf(fn, test, then, otherwise ?? branch(no), at)
  return target
}

interface Branch<V> {
  readonly statements: readonly Stmt[]
  readonly value: V
}

/** `left && right` (`||`) where the right side takes statements: `t = left; if (t) { …; t = right }`. */
export function decideLater(
  fn: FunctionContext,
  op: 'and' | 'or',
  left: Expr,
  right: Lowered,
  at: SourceRange,
): Expr {
  const temp = fn.temp(commonType(left, right.value), at)
  fn.assign(temp, left, at)
  const { statements } = fn.capture(() => {
    fn.emit(...right.statements)
    fn.assign(temp, right.value, at)
  })
  fn.proven.decide(temp, op, left, right.value, right.statements)
  const holds = truthy(fn.read(temp, at))
  emitIf(fn, op === 'and' ? holds : not(holds, at), statements, [], at)
  return fn.read(temp, at)
}

/** Emits an `if`, unless neither branch does anything. */
export function emitIf(
  fn: FunctionContext,
  test: Expr,
  then: readonly Stmt[],
  otherwise: readonly Stmt[],
  at: SourceRange,
): void {
  if (then.length > 0 || otherwise.length > 0) fn.emit({ kind: 'if', test, then, else: otherwise, at })
}

function commonType(left: Expr, right: Expr): Expr['type'] {
  return left.type === right.type ? left.type : 'dyn'
}
