import type * as t from '@babel/types'
import type { HostFunction } from '../../ir/host-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { isInsideTry } from '../statements/lower-try.js'
import { textOf, textTable } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { inOrder } from './evaluate-in-order.js'
import { likelyType } from './likely-type.js'
import type { Use } from './lower-assignment.js'
import { constant } from './make-expr.js'

const clocks: Readonly<Record<string, HostFunction>> = {
  'Date.now': 'date-now',
  'performance.now': 'performance-now',
}

const consoles: Readonly<Record<string, HostFunction>> = {
  'console.log': 'console-log',
  'console.info': 'console-info',
  'console.debug': 'console-debug',
  'console.warn': 'console-warn',
  'console.error': 'console-error',
}

/** A call of a clock or of the console; `null` for any other built-in. */
export function lowerHostCall(
  fn: FunctionContext,
  node: t.CallExpression,
  name: string,
  use: Use,
): Expr | null {
  const at = fn.at(node)
  const clock = Object.hasOwn(clocks, name) ? clocks[name] : undefined
  if (clock !== undefined && node.arguments.length === 0) {
    const local = fn.temp('number', at)
    fn.emit({ kind: 'call', local, callee: clock, args: [], at })
    return fn.read(local, at)
  }
  const say = Object.hasOwn(consoles, name) ? consoles[name] : undefined
  if (say === undefined) return null
  if (use === 'value') return unsupported(node, at, `The value of \`${name}\``)
  // What it throws would have to be caught here.
  if (isInsideTry(fn)) return unsupported(node, at, `\`${name}\` inside \`try\``)
  const parts = node.arguments.map(argument => partsOf(fn, argument))
  const values = [
    ...inOrder(
      fn,
      parts.flatMap(({ steps }) => steps),
    ),
  ]
  for (const { steps, isJoined } of parts) {
    for (const value of values.splice(0, steps.length)) handOver(fn, value, at)
    if (isJoined) {
      fn.emit({ kind: 'call', local: null, callee: 'console-join', args: [constant(steps.length, at)], at })
    }
  }
  fn.emit({ kind: 'call', local: null, callee: say, args: [], at })
  return constant(0, at)
}

/** What one argument is made of: itself, or the pieces of a template that become one string. */
interface Parts {
  readonly steps: readonly (() => Expr)[]
  readonly isJoined: boolean
}

function partsOf(fn: FunctionContext, argument: t.CallExpression['arguments'][number]): Parts {
  const at = fn.at(argument)
  if (argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder') {
    return unsupported(argument, at)
  }
  const text = textOf(fn.module, argument)
  if (text !== undefined) return { steps: [() => textTable(fn, text, at)], isJoined: false }
  const node = unwrap(argument)
  if (node.type !== 'TemplateLiteral') return { steps: [() => fn.expression(argument)], isJoined: false }
  const steps = node.quasis.flatMap((quasi, i) => {
    const { cooked } = quasi.value
    const inner = node.expressions[i]
    // The node stands where an expression does.
    const value = inner ? [() => fn.expression(inner as t.Expression)] : []
    return cooked ? [() => textTable(fn, cooked, fn.at(quasi)), ...value] : value
  })
  return { steps, isJoined: true }
}

function handOver(fn: FunctionContext, value: Expr, at: SourceRange): void {
  const callee = handlers[likelyType(fn, value)]
  if (callee === undefined) unsupported(fn.node, value.at, 'Handing this value to the console')
  else fn.emit({ kind: 'call', local: null, callee, args: [value], at })
}

const handlers: Readonly<Record<string, HostFunction | undefined>> = {
  number: 'console-number',
  boolean: 'console-boolean',
  char: 'console-char',
  string: 'console-string',
}
