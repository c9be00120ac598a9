import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { returnsOf } from '../names/returns.js'
import { unsupported } from '../unsupported.js'
import { bindParameters } from './bind-parameters.js'
import { certainAssignments } from './construct.js'
import { holdsFrame } from './holds-frame.js'
import { finishReturns, optionalResult } from './return-value.js'
import type { Frame, FunctionValue, InlinedCall, ReturnTarget, Value } from './value.js'
import { releaseAll } from './variables.js'

// Bodies may stand inside each other this deep. One function inside itself is met with callbacks, but not often.
const deepest = 40
const deepestSame = 4

/**
 * Lowers a call by lowering the callee's body in place: its parameters and variables get places of their own, `return`
 * puts its value in a place and leaves a block. Every call made this way is one more copy of the body.
 */
export function inlineCall(fn: FunctionContext, call: InlinedCall): Value {
  const { callee, at } = call
  checkDepth(fn, callee, at)
  const { node } = callee
  if (node === fn.kernel.marked.path.node) fn.kernel.callsItself = true
  if (node.generator === true) unsupported(node, at, 'A generator function')
  if (node.async === true) unsupported(node, at, 'An async function')
  fn.kernel.countInlined(node, callee.name, at)
  const returns: ReturnTarget = { label: fn.newLabel(), place: null, givesNumber: false, wasThere: null }
  const isArrow = node.type === 'ArrowFunctionExpression'
  const frame: Frame = {
    node,
    outer: callee.frame,
    caller: fn.frame,
    places: new Map(),
    jumps: [],
    returns,
    receiver: isArrow ? (callee.frame?.receiver ?? null) : call.receiver,
    home: isArrow ? (callee.frame?.home ?? null) : (callee.home ?? null),
    certain: certainAssignments(node),
  }
  const lower = () => {
    bindParameters(fn, callee, call.args, at)
    return lowerBody(fn, node, call)
  }
  const value = fn.within(callee.module, () => fn.inFrame(frame, lower))
  // What the result still reaches keeps its variables.
  if (!holdsFrame(value, frame)) releaseAll(frame.places.values())
  return value
}

function lowerBody(fn: FunctionContext, node: t.Function, call: InlinedCall): Value {
  const { body } = node
  if (body.type !== 'BlockStatement') {
    if (call.use === 'value') return fn.value(body)
    fn.effect(body)
    return constant(0, call.at)
  }
  const returns = returnsOf(node)
  const last = body.body.at(-1)
  if (returns.length === 1 && last?.type === 'ReturnStatement' && last.argument != null) {
    for (const statement of body.body.slice(0, -1)) fn.statement(statement)
    return fn.value(last.argument)
  }
  const { returns: target } = fn.frame
  if (target !== null) target.place = optionalResult(fn, call)
  const { statements } = fn.capture(() => {
    for (const statement of body.body) fn.statement(statement)
  })
  return finishReturns(fn, statements, call)
}

function checkDepth(fn: FunctionContext, callee: FunctionValue, at: SourceRange): void {
  let depth = 0
  let same = 0
  for (let frame: Frame | null = fn.frame; frame !== null; frame = frame.caller) {
    depth++
    if (frame.node === callee.node) same++
  }
  if (same >= deepestSame || depth >= deepest) refuse(diagnose('lower/inline-recursion', at, callee.name))
}
