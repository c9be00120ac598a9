import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { textTable } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import type { FunctionValue, OptionalValue, StaticValue, Value } from './value.js'
import { isStatic } from './value.js'

/** The value of a function expression, arrow or method that is met where it stands. */
export function functionValue(
  fn: FunctionContext,
  node: t.Function,
  name = 'the inner function',
  module = fn.module,
): FunctionValue {
  const own = 'id' in node && node.id != null ? node.id.name : name
  return { kind: 'function', node, module, name: own, frame: fn.frame, receiver: null }
}

/**
 * A value that must be a number, boolean, bigint or array; refuses one that lowering knows by its parts. Where a number
 * turns out to be missing, only JavaScript goes on.
 */
export function scalar(fn: FunctionContext, value: Value, node: t.Node): Expr {
  if (value.kind === 'optional') return certain(fn, value, fn.at(node))
  if (value.kind === 'text') return textTable(fn, value.text, fn.at(node))
  return isStatic(value) ? unsupported(node, fn.at(node), describe(value, node)) : value
}

/** The number that must be there now: where it is missing, only JavaScript goes on. */
export function certain(fn: FunctionContext, { local, present }: OptionalValue, at: SourceRange): Expr {
  const restart = { kind: 'throw', site: 'restart', at } as const
  fn.emit({ kind: 'if', test: fn.read(present, at), then: [], else: [restart], at })
  return fn.read(local, at)
}

/** What users call a value that has no place in Wasm. */
function describe(value: StaticValue, node: t.Node): string | undefined {
  if (value.kind === 'function' || value.kind === 'callback') return 'A function used as a value'
  if (value.kind === 'class') return 'A class used as a value'
  if (value.kind === 'nothing') return `\`${value.as}\``
  const isLiteral = node.type === 'ObjectExpression' || node.type === 'ArrayExpression'
  return isLiteral ? undefined : 'An object used as a whole'
}
