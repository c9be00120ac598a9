import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypedArrayName } from '../../ir/types.js'
import { elements, isArray, isTypedArray } from '../../ir/types.js'
import { lowerHolder } from '../expressions/element.js'
import { binary, constant, length, load, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { callFunctionValue } from '../values/call-function-value.js'
import type { FunctionValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { blankSizeOf, checkedSize, lowerKeys, sizeOf } from './blank-arrays.js'
import { copyAs } from './copy-methods.js'
import { countUp } from './count.js'
import { resizes } from './lower-callback-method.js'
import { wholeArray } from './make-array.js'
import { kindOf, takeMember } from './method-call.js'
import { elementValue, listKindFor, storeAt } from './rows.js'

type Owner = TypedArrayName | 'Array'

/** `Float64Array.from(xs)`, `Array.from({ length: n }, (_, i) => …)`; `null` for everything else. */
export function lowerArrayFrom(fn: FunctionContext, node: t.CallExpression, name: string): Expr | null {
  const owner = name.endsWith('.from') ? name.slice(0, -'.from'.length) : ''
  const [given, second, ...more] = node.arguments
  if ((owner !== 'Array' && !isTypedArray(owner)) || given === undefined || more.length > 0) return null
  const size = lengthOf(unwrap(given))
  if (size !== null) return fromLength(fn, owner, fn.expression(size), callbackOf(fn, second), node)
  const blank = sizeOf(fn.module, given) ?? blankSizeOf(fn.module, given)
  if (blank !== null && second !== undefined)
    return fromLength(
      fn,
      owner,
      checkedSize(fn, fn.expression(blank), fn.at(given)),
      callbackOf(fn, second),
      node,
    )
  const keys = second === undefined && owner === 'Array' ? lowerKeys(fn, given) : null
  if (keys !== null) return fn.read(keys, fn.at(node))
  const source = wholeArray(fn, arrayIn(fn, given))
  const kind = source.kind === 'local' ? kindOf(fn, source.local) : 'dyn'
  // A string gives code points.
  if (source.kind !== 'local' || !isArray(kind) || kind === 'string') return null
  takeMember(fn, kind, iterator)
  const at = fn.at(node)
  const plain = kind === 'boolean[]' ? 'boolean[]' : 'number[]'
  const callback = callbackOf(fn, second)
  if (callback === null) return copyAs(fn, owner === 'Array' ? plain : owner, source.local, at)
  // Typed arrays take all elements before the first is mapped.
  const read = owner === 'Array' ? source : copyAs(fn, kind, source.local, at)
  const array = read.kind === 'local' ? read.local : source.local
  const element = (index: Expr) => fn.spill(load(array, index, at))
  const { statements, value } = fn.capture(() =>
    mapped(fn, owner, { size: length(array, at), element, callback, at }, node),
  )
  if (resizes(statements, array)) return unsupported(node, at, `This call of \`${name}\``)
  fn.emit(...statements)
  return value
}

/** `[...Array(n)].map((_, i) => …)` and its like; `null` for everything else. */
export function lowerBlankMap(
  fn: FunctionContext,
  node: t.CallExpression,
  { object, property, computed }: t.MemberExpression,
): Expr | null {
  const isMap = !computed && property.type === 'Identifier' && property.name === 'map'
  const [given, ...more] = node.arguments
  const size = isMap && more.length === 0 ? blankSizeOf(fn.module, object) : null
  if (size === null) return null
  const asked = checkedSize(fn, fn.expression(size), fn.at(object))
  fn.kernel.noteMember('number[]', 'map')
  const callback = callbackOf(fn, given)
  // The array itself comes third.
  const seesArray = callback === null || callback.node.params.length > 2
  return seesArray
    ? unsupported(node, fn.at(node), 'This call of `map`')
    : fromLength(fn, 'Array', asked, callback, node)
}

function arrayIn(fn: FunctionContext, given: t.Node): Expr {
  const holder = lowerHolder(fn, given)
  return isStatic(holder) ? unsupported(given, fn.at(given)) : holder
}

/** `n` of `{ length: n }`. */
function lengthOf(node: t.Node): t.Expression | null {
  const [property, ...more] = node.type === 'ObjectExpression' ? node.properties : []
  if (property?.type !== 'ObjectProperty' || property.computed || more.length > 0) return null
  const isLength = property.key.type === 'Identifier' && property.key.name === 'length'
  // An object literal that is no pattern holds expressions only.
  return isLength ? (property.value as t.Expression) : null
}

function callbackOf(fn: FunctionContext, given: t.CallExpression['arguments'][number] | undefined) {
  if (given === undefined) return null
  if (given.type === 'SpreadElement' || given.type === 'ArgumentPlaceholder')
    return unsupported(given, fn.at(given))
  const callback = fn.value(given)
  return callback.kind === 'function' ? callback : unsupported(given, fn.at(given), 'This callback')
}

function fromLength(
  fn: FunctionContext,
  owner: Owner,
  asked: Expr,
  callback: FunctionValue | null,
  node: t.CallExpression,
): Expr {
  const at = fn.at(node)
  const size = binary('max', unary('trunc', asked, at), constant(0, at), at)
  if (callback !== null) {
    const [param] = callback.node.params
    const name = param?.type === 'Identifier' ? param.name : 'the element'
    // It is `undefined`: a local without a value, which inference refuses where it is used.
    const nothing = fn.read(fn.addLocal({ name, type: 'dyn', origin: 'temp', at }), at)
    return mapped(fn, owner, { size, element: () => nothing, callback, at }, node)
  }
  if (owner === 'Array' || elements[owner].jsType === 'bigint') {
    return unsupported(node, at, `\`${owner}.from\` of nothing but a length`)
  }
  const made = fn.temp(owner, at)
  fn.emit({ kind: 'new-array', local: made, length: size, at })
  const store = (index: Expr) =>
    fn.emit({ kind: 'store', array: made, index, value: constant(Number.NaN, at), bounds: 'js', at })
  if (elements[owner].loads.startsWith('f')) {
    countUp(fn, constant(0, at), length(made, at), ({ index }) => store(index), at)
  }
  return fn.read(made, at)
}

interface Mapping {
  readonly size: Expr
  readonly element: (index: Expr) => Expr
  readonly callback: FunctionValue
  readonly at: SourceRange
}

/** A new array of what the callback gives for each element and its position. */
function mapped(
  fn: FunctionContext,
  owner: Owner,
  { size, element, callback, at }: Mapping,
  node: t.CallExpression,
): Expr {
  const made = fn.temp(owner === 'Array' ? 'number[]' : owner, at)
  fn.emit({ kind: 'new-array', local: made, length: size, at })
  countUp(
    fn,
    constant(0, at),
    length(made, at),
    ({ index }) => {
      const given = callFunctionValue(fn, callback, [element(index), fn.spill(index)], at)
      if (isStatic(given) && given.kind !== 'object') return unsupported(node, at, 'An array of objects')
      const value = elementValue(fn, given, node)
      const local = fn.locals[made]
      if (owner === 'Array' && local !== undefined)
        fn.locals[made] = { ...local, type: listKindFor(fn, value) }
      fn.emit(storeAt(fn, made, index, value, at))
    },
    at,
  )
  return fn.read(made, at)
}
