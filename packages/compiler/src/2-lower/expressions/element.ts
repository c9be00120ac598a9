import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isList, isNestedArray, rowKind } from '../../ir/types.js'
import { append } from '../arrays/append.js'
import { storeAt } from '../arrays/rows.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { builtinName } from '../names/builtins.js'
import { outerLeaf } from '../names/outer-leaf.js'
import { resolveName } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { textTable } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import type { Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { emitIf } from './choose.js'
import type { Step } from './evaluate-in-order.js'
import { binary, compare, constant, length, load } from './make-expr.js'

/** The two steps that evaluate `array[index]` before it is read or written, the array being known already. */
export function elementSteps(
  fn: FunctionContext,
  array: Expr,
  node: t.MemberExpression,
): readonly [Step, Step] {
  return [() => array, () => lowerIndex(fn, node)]
}

/** The same where the element is both read and written, so that the index costs nothing to evaluate twice. */
export function reusableElementSteps(
  fn: FunctionContext,
  array: Expr,
  node: t.MemberExpression,
): readonly [Step, Step] {
  return [() => array, () => fn.hold(lowerIndex(fn, node))]
}

/** `array[index]`, the array being a local that `lowerHolder` gave. A row of an array of arrays is taken at once. */
export function loadElement(fn: FunctionContext, array: Expr, index: Expr, at: SourceRange): Expr {
  const local = arrayLocal(array)
  const kind = fn.likelyType(local)
  if (isNestedArray(kind)) {
    const row = fn.temp(rowKind(kind), at)
    fn.emit({ kind: 'row', local: row, array: local, index, bounds: 'restart', at })
    fn.noteRow(row, { array: local, index })
    return fn.read(row, at)
  }
  const element = load(local, index, at)
  return array.type === 'string' ? { ...element, type: 'char' } : element
}

/** Emits `array[index] = value`. Just behind the end of an array that may grow, that makes it longer. */
export function storeElement(
  fn: FunctionContext,
  array: Expr,
  index: Expr,
  value: Expr,
  at: SourceRange,
): void {
  const local = arrayLocal(array)
  if (index.kind === 'length' && index.array === local && isList(fn.likelyType(local))) {
    append(fn, local, [value], at)
    return
  }
  if (!fn.growing.has(local)) {
    fn.emit(storeAt(fn, local, index, value, at))
    return
  }
  const [place, stored] = [fn.hold(index), fn.hold(value)]
  const isEnd = compare('eq', place, length(local, at), at)
  const longer = binary('add', length(local, at), constant(1, at), at)
  emitIf(fn, isEnd, [{ kind: 'resize', array: local, length: longer, at }], [], at)
  fn.emit(storeAt(fn, local, place, stored, at))
}

/** What something is read from: an array, always a local, so that loads and stores can name it, or a static value. */
export function lowerHolder(fn: FunctionContext, object: t.Node): Value {
  const holder = anyHolder(fn, object)
  return holder.kind === 'text' ? textTable(fn, holder.text, fn.at(object)) : holder
}

function anyHolder(fn: FunctionContext, object: t.Node): Value {
  const node = unwrap(object)
  const at = fn.at(node)
  if (node.type === 'Super') return unsupported(node, at)
  if (node.type === 'Identifier' && builtinName(fn.module, node) === null) {
    const meaning = resolveName(fn, node)
    if (meaning.kind === 'static') return meaning.value
    if (meaning.kind === 'table' || meaning.kind === 'variable') return fn.read(meaning.local, at)
    if (meaning.kind === 'constant') {
      return refuse(diagnose('lower/not-constant', at, node.name, 'is not a constant array'))
    }
    const otherwise = notAnArray(meaning.binding, node, at)
    return fn.read(outerLeaf(fn, meaning.binding, node, otherwise), at)
  }
  // The node stands where an expression does; only `super` could stand there too.
  const array = fn.value(node as t.Expression)
  if (isStatic(array) || array.kind === 'local') return array
  if (array.kind === 'load') return unsupported(node, at, 'An array of arrays')
  if (array.kind === 'conditional') return fn.spill(array)
  return unsupported(node, at, 'Reading a property of this value')
}

function notAnArray({ identifier }: Binding, { name }: t.Identifier, at: SourceRange): Diagnostic {
  const type = writtenType(identifier)
  if (type === null) return diagnose('lower/not-constant', at, name, 'is not a constant array')
  return diagnose('lower/not-constant', at, name, `has the type \`${type}\`, which is no array`, 'keyed')
}

const keyed = /^(?:Readonly)?(?:Map|Set|WeakMap|WeakSet|Record)$/

/** The annotation of a variable that holds values by keys. */
function writtenType({ typeAnnotation }: t.Identifier): string | null {
  if (typeAnnotation?.type !== 'TSTypeAnnotation') return null
  const { typeAnnotation: type } = typeAnnotation
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null
  return keyed.test(type.typeName.name) ? type.typeName.name : null
}

/** The index of `array[index]`. */
export function lowerIndex(fn: FunctionContext, node: t.MemberExpression): Expr {
  const { property } = node
  if (!node.computed || property.type === 'PrivateName') return unknownProperty(fn, node)
  if (property.type === 'SequenceExpression' && property.extra?.parenthesized !== true) {
    return commaIndex(fn, node, property)
  }
  return fn.expression(property)
}

/** Refuses a property that no array of numbers has in compiled code. */
export function unknownProperty(fn: FunctionContext, node: t.MemberExpression): never {
  const name = fn.module.source.slice(node.property.start ?? 0, node.property.end ?? 0)
  return unsupported(node, fn.at(node), `The property \`${name}\``)
}

/** `xs[i, k]` is the comma operator: JavaScript reads `xs[k]`, which nobody means. */
function commaIndex(fn: FunctionContext, node: t.MemberExpression, index: t.SequenceExpression): never {
  const text = (part: t.Node) => fn.module.source.slice(part.start ?? 0, part.end ?? 0)
  const [row, ...rest] = index.expressions.map(text)
  const flat = rest.reduce(
    (offset, part, i) => `${i > 0 ? `(${offset})` : offset} * width + ${part}`,
    row ?? '',
  )
  return refuse(
    diagnose('lower/comma-index', fn.at(node), text(node), text(node.object), flat, rest.at(-1) ?? ''),
  )
}

function arrayLocal(array: Expr): LocalId {
  if (array.kind === 'local') return array.local
  throw new Error('hotpath: an array is not a local')
}
