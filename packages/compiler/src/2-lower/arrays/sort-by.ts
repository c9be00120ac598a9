import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ArrayKind, TypeVar } from '../../ir/types.js'
import { elements, isArray, isNestedArray, isPlainArray, isTypedArray } from '../../ir/types.js'
import { compare, constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { beforeOutline, outline } from '../outline.js'
import { isInsideTry } from '../statements/lower-try.js'
import { unsupported } from '../unsupported.js'
import { callFunctionValue } from '../values/call-function-value.js'
import type { FunctionValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { reverse, sort } from './change-methods.js'
import { copyAs } from './copy-methods.js'
import { heldArray } from './held-array.js'
import { kindOf, takeMember } from './method-call.js'
import { wayOfSort } from './sort-by-difference.js'

/** `xs.sort(compare)`, `xs.toSorted(compare)` and `xs.toSorted()`; `null` where it is none of them. */
export function lowerSort(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  holder: Expr,
): Expr | null {
  const { property } = callee
  const name = !callee.computed && property.type === 'Identifier' ? property.name : ''
  const [given, ...more] = node.arguments
  const isCopied = name === 'toSorted'
  if ((name !== 'sort' && !isCopied) || (given === undefined && !isCopied)) return null
  const at = fn.at(node)
  const kind = holder.kind === 'local' ? kindOf(fn, holder.local) : 'dyn'
  const isSorted = isSortable(kind) && (given !== undefined || isTypedArray(kind))
  if (holder.kind !== 'local' || !isSorted || more.length > 0)
    return unsupported(node, at, `This call of \`${name}\``)
  takeMember(fn, kind, name)
  const array = heldArray(fn, callee.object, holder)
  const comparator = given === undefined ? null : comparatorOf(fn, given)
  const copy = isCopied ? copyAs(fn, kind, array, at) : fn.read(array, at)
  const target = copy.kind === 'local' ? copy.local : array
  const way = given === undefined ? 'up' : wayOfSort(given, kind)
  if (comparator === null || way !== null) {
    const sorted = sort(fn, { array: target, args: [], at })
    return way === 'down' ? reverse(fn, { array: target, args: [], at }) : sorted
  }
  sortBy(fn, target, kind, comparator, at)
  return fn.read(target, at)
}

function isSortable(kind: TypeVar): kind is ArrayKind {
  return isArray(kind) && !isNestedArray(kind) && kind !== 'string' && kind !== 'DataView'
}

function comparatorOf(fn: FunctionContext, given: t.CallExpression['arguments'][number]): FunctionValue {
  if (given.type === 'SpreadElement' || given.type === 'ArgumentPlaceholder')
    return unsupported(given, fn.at(given))
  const value = fn.value(given)
  if (value.kind === 'function') return value
  const why = value.kind === 'callback' ? 'is passed in' : 'is not a function that can be seen here'
  return refuse(diagnose('lower/comparator', fn.at(given), why))
}

/** The comparator becomes a function of its own, which gives what the order of calls depends on. */
function sortBy(
  fn: FunctionContext,
  array: LocalId,
  kind: ArrayKind,
  comparator: FunctionValue,
  at: SourceRange,
): void {
  const before = beforeOutline(fn)
  const params = [fn.temp(elements[kind].jsType, at), fn.temp(elements[kind].jsType, at)]
  const { statements, value } = fn.capture(() => {
    const args = params.map(param => fn.read(param, at))
    const order = callFunctionValue(fn, comparator, args, at)
    if (isStatic(order)) return refuse(diagnose('lower/comparator', at, 'does not always give a number'))
    // NaN counts as 0: it is neither.
    return compare(isPlainArray(kind) ? 'lt' : 'gt', order, constant(0, at), at)
  })
  if (callsCallback(fn, statements))
    refuse(diagnose('lower/comparator', at, 'calls a function that is passed in'))
  const name = hasName(comparator.node) ? comparator.name : 'compare'
  const outlined = outline(fn, { name, params, statements, result: value, at }, before)
  if (outlined === null) return refuse(diagnose('lower/comparator', at, 'changes a variable around it'))
  const { callee, captured } = outlined
  if (isInsideTry(fn)) fn.kernel.calledInTry.add(callee)
  const element: Expr = {
    kind: 'load',
    array,
    index: constant(0, at),
    bounds: 'proven',
    type: elements[kind].jsType,
    at,
  }
  const args = [element, { ...element }, ...captured.map(local => fn.read(local, at))]
  fn.emit({ kind: 'call', local: null, callee, args, sorts: array, at })
}

/** Else what it goes by is words for the user. */
function hasName(node: t.Function): boolean {
  return node.type === 'FunctionDeclaration' || (node.type === 'FunctionExpression' && node.id != null)
}

/** What it answers is told again in another order where JavaScript goes on in an engine that sorts in another way. */
function callsCallback({ kernel }: FunctionContext, statements: readonly Stmt[]): boolean {
  let found = false
  forEachStmt(statements, stmt => {
    if (stmt.kind !== 'call') return
    found ||=
      typeof stmt.callee === 'object' ||
      (typeof stmt.callee === 'number' && kernel.callsBack.has(stmt.callee))
  })
  return found
}
