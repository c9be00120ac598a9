import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { layout } from '../../ir/array-members.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { elements, isTypedArray } from '../../ir/types.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { binary, compare, constant, length, logical, not } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { resolveName } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'

/** An array whose bytes a view is made of, and how many there are. */
interface Bytes {
  readonly array: LocalId
  readonly name: t.Identifier
  readonly count: Expr
  /** Made here, so that its buffer holds nothing else. */
  readonly isOwn: boolean
}

/**
 * `new DataView(xs.buffer, xs.byteOffset, xs.byteLength)`, and parts of that stretch. Of an array that was passed in,
 * the kernel has no more of the buffer; where a view asks for more, or for what is no stretch, the call starts over.
 */
export function makeView(fn: FunctionContext, node: t.NewExpression): Expr {
  const at = fn.at(node)
  const [buffer, offset, size, ...more] = node.arguments
  const bytes = buffer && bytesOf(fn, buffer)
  if (!bytes || more.length > 0) return unsupported(node, at, 'A DataView of this buffer')
  const from = offset === undefined ? null : startOf(fn, bytes, offset)
  const isWhole = bytes.isOwn || (offset !== undefined && from !== 'absolute' && size !== undefined)
  if (!isWhole || from === 'absolute') {
    const { name } = bytes.name
    const whole = `new DataView(${name}.buffer, ${name}.byteOffset, ${name}.byteLength)`
    return unsupported(node, at, `A DataView of the whole buffer (not \`${whole}\`)`)
  }
  const [start, asked] = inOrder(fn, [
    () => fn.hold(from === null ? constant(0, at) : fn.expression(from)),
    () => (size === undefined ? constant(0, at) : fn.hold(fn.expression(argumentOf(fn, size)))),
  ])
  const count = size === undefined ? fn.hold(binary('sub', bytes.count, start, at)) : asked
  const test = isStretch(start, count, bytes.count, at)
  fn.emit({ kind: 'if', test: not(test, at), then: [{ kind: 'throw', site: 'restart', at }], else: [], at })
  const local = fn.temp('DataView', at)
  fn.emit({ kind: 'view', local, array: bytes.array, start, length: count, as: 'DataView', at })
  return fn.read(local, at)
}

/** `xs.buffer` */
function bytesOf(fn: FunctionContext, buffer: t.Node): Bytes | null {
  const name = memberOf(buffer, 'buffer')
  const binding = name ? bindingOf(fn.module, name) : undefined
  if (name === null || binding === undefined || !binding.constant) return null
  const meaning = resolveName(fn, name)
  if (meaning.kind !== 'variable') return null
  const kind = fn.likelyType(meaning.local)
  if (!isTypedArray(kind)) return null
  const at = fn.at(buffer)
  fn.kernel.noteMember(kind, layout)
  const size = constant(elements[kind].bytes, at)
  const count = binary('mul', length(meaning.local, at), size, at)
  return { array: meaning.local, name, count, isOwn: isMadeHere(fn, binding) }
}

function isMadeHere(fn: FunctionContext, { path }: Binding): boolean {
  const init = path.node.type === 'VariableDeclarator' && path.node.init ? unwrap(path.node.init) : null
  return init?.type === 'NewExpression' && isTypedArray(builtinName(fn.module, init.callee) ?? '')
}

/** What `xs.byteOffset + n` adds to the beginning of the array; `null`: nothing. */
function startOf(
  fn: FunctionContext,
  bytes: Bytes,
  offset: t.NewExpression['arguments'][number],
): t.Expression | null | 'absolute' {
  const node = unwrap(argumentOf(fn, offset))
  const isStart = (side: t.Node) => memberOf(side, 'byteOffset')?.name === bytes.name.name
  if (isStart(node)) return null
  if (node.type === 'BinaryExpression' && node.operator === '+' && node.left.type !== 'PrivateName') {
    if (isStart(node.left)) return node.right
    if (isStart(node.right)) return node.left
  }
  // Of an array that was made here, both are the same.
  return bytes.isOwn ? argumentOf(fn, offset) : 'absolute'
}

function memberOf(expression: t.Node, property: string): t.Identifier | null {
  const node = unwrap(expression)
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null
  const object = unwrap(node.object)
  return node.property.name === property && object.type === 'Identifier' ? object : null
}

function argumentOf(fn: FunctionContext, node: t.NewExpression['arguments'][number]): t.Expression {
  if (node.type === 'SpreadElement' || node.type === 'ArgumentPlaceholder') {
    return unsupported(node, fn.at(node))
  }
  return node
}

/** Whether both are whole numbers of bytes and the stretch lies within the array. */
function isStretch(start: Expr, count: Expr, all: Expr, at: SourceRange): Expr {
  const zero = constant(0, at)
  const isWhole = (value: Expr) => compare('eq', binary('bitor', value, zero, at), value, at)
  const isCount = (value: Expr) => logical('and', isWhole(value), compare('ge', value, zero, at), at)
  const fits = compare('le', binary('add', start, count, at), all, at)
  return logical('and', logical('and', isCount(start), isCount(count), at), fits, at)
}
