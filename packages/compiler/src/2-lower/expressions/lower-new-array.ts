import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypedArrayName } from '../../ir/types.js'
import { isArray, isTypedArray } from '../../ir/types.js'
import { copyAs } from '../arrays/copy-methods.js'
import { lowerArrayOfElements } from '../arrays/make-array.js'
import { takeMember } from '../arrays/method-call.js'
import { makeView } from '../data-views/make-view.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { resolveName } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { construct } from '../values/construct.js'
import type { ClassValue, Value } from '../values/value.js'
import { storeElement } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import { constant } from './make-expr.js'

/** `new Float64Array(n)` and `new Float64Array([a, b])`; objects of other kinds are not compiled. */
export function lowerNew(fn: FunctionContext, node: t.NewExpression): Value {
  const at = fn.at(node)
  const kind = builtinName(fn.module, node.callee)
  const { source } = fn.module
  const callee = source.slice(node.callee.start ?? 0, node.callee.end ?? 0)
  if (kind === null) {
    const cls = classOf(fn, node.callee)
    if (cls !== null) return construct(fn, cls, argumentValues(fn, node), at)
  }
  if (kind === 'Array' && node.arguments.length !== 1) return lowerArrayOfElements(fn, node)
  if (kind === 'Array')
    return unsupported(node, at, 'An array of missing elements (`new Array(n)` without `.fill(0)`)')
  if (kind === 'DataView') return makeView(fn, node)
  if (kind === null || !isTypedArray(kind)) return unsupported(node, at, `\`new ${callee}(…)\``)
  const [argument, ...more] = node.arguments
  if (argument === undefined) return emptyArray(fn, kind, constant(0, at), at)
  if (more.length > 0) return unsupported(node, at, `\`new ${callee}(…)\` with several arguments`)
  const list = unwrap(argument)
  if (list.type === 'ArrayExpression') return lowerArrayOf(fn, kind, elementsOf(fn, list), at)
  if (argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder') {
    return unsupported(argument, fn.at(argument))
  }
  const given = fn.expression(argument)
  const copied = given.kind === 'local' && isArray(fn.likelyType(given.local)) ? given.local : null
  if (copied === null) return emptyArray(fn, kind, given, at)
  const from = fn.likelyType(copied)
  // Typed arrays are copied as they are.
  if (isTypedArray(from)) fn.kernel.usesMethods = true
  else takeMember(fn, from, iterator)
  return copyAs(fn, kind, copied, at)
}

/** The class that is instantiated, or `null` where lowering knows none. */
function classOf(fn: FunctionContext, callee: t.Node): ClassValue | null {
  const node = unwrap(callee)
  const binding = node.type === 'Identifier' ? bindingOf(fn.module, node) : undefined
  if (node.type !== 'Identifier' || binding === undefined) return null
  const meaning = resolveName(fn, node)
  return meaning.kind === 'static' && meaning.value.kind === 'class' ? meaning.value : null
}

function argumentValues(fn: FunctionContext, node: t.NewExpression): readonly Value[] {
  const steps = node.arguments.map(argument => () => {
    const isPlain = argument.type !== 'SpreadElement' && argument.type !== 'ArgumentPlaceholder'
    return isPlain ? fn.value(argument) : unsupported(argument, fn.at(argument))
  })
  return inOrder(fn, steps)
}

/** An array of given elements: all of them are evaluated before it is made. */
export function lowerArrayOf(
  fn: FunctionContext,
  kind: TypedArrayName,
  elements: readonly t.Expression[],
  at: SourceRange,
): Expr {
  const values = inOrder(
    fn,
    elements.map(element => () => fn.expression(element)),
  )
  const array = emptyArray(fn, kind, constant(values.length, at), at)
  for (const [i, value] of values.entries()) storeElement(fn, array, constant(i, value.at), value, value.at)
  return array
}

function emptyArray(fn: FunctionContext, kind: TypedArrayName, length: Expr, at: SourceRange): Expr {
  const local = fn.temp(kind, at)
  fn.emit({ kind: 'new-array', local, length, at })
  return fn.read(local, at)
}

function elementsOf(fn: FunctionContext, list: t.ArrayExpression): readonly t.Expression[] {
  return list.elements.map(element => {
    if (element === null) return unsupported(list, fn.at(list), 'A hole in an array literal')
    return element.type === 'SpreadElement' ? unsupported(element, fn.at(element)) : element
  })
}
