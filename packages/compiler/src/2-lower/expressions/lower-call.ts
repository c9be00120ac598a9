import type * as t from '@babel/types'
import { isTypedArray } from '../../ir/types.js'
import { lowerCallbackMethod } from '../arrays/lower-callback-method.js'
import { lowerArrayMethod } from '../arrays/lower-method.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import { functionBehind, functionCalled } from '../names/find-function.js'
import { declarationBehind } from '../names/imports.js'
import {
  declarationOf,
  declaredMeaning,
  moduleFunction,
  refuseCallee,
  resolveName,
} from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { isInsideTry } from '../statements/lower-try.js'
import { callStringMethod } from '../strings/call-string-method.js'
import { isChar } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { readMember } from '../values/member.js'
import { mustInline } from '../values/must-inline.js'
import type { FunctionValue, Value } from '../values/value.js'
import { isStatic, release, retain } from '../values/value.js'
import { discard, discardUnused } from './discard.js'
import { lowerHolder } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import type { Use } from './lower-assignment.js'
import { conversionCall } from './lower-conversion.js'
import { lowerHostCall } from './lower-host-call.js'
import { mathExpression } from './lower-math.js'
import { lowerArrayFrom, lowerArrayOf } from './lower-new-array.js'
import { mustBeDefined } from './lower-nullish.js'
import { callTypeTest } from './lower-type-test.js'
import { constant } from './make-expr.js'

/** A call of a built-in, or of a function of the same module, which becomes part of the kernel. */
export function lowerCall(fn: FunctionContext, node: t.CallExpression, use: Use): Value {
  const callee = unwrap(node.callee)
  const builtin = builtinName(fn.module, callee)
  if (builtin !== null) return callBuiltin(fn, node, builtin, use)
  if (callee.type === 'Identifier') return callFunction(fn, node, findCallee(fn, callee), null, use)
  if (callee.type === 'MemberExpression') return callMethod(fn, node, callee, use)
  const target =
    callee.type === 'Super' || callee.type === 'Import' ? null : fn.value(node.callee as t.Expression)
  if (target?.kind !== 'function') return unsupported(callee, fn.at(callee))
  return callFunction(fn, node, target, target.receiver, use)
}

/** `object.method(…)`: a function that is a field of an object lowering knows, or a method of its class. */
function callMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  use: Use,
): Value {
  const at = fn.at(callee)
  const text = callStringMethod(fn, node, callee)
  if (text !== null) return text
  const imported = functionCalled(fn.module, callee)
  if (imported !== null)
    return callFunction(fn, node, moduleFunction(imported, textOf(fn, callee)), null, use)
  const declared = declarationBehind(fn.module, callee)
  // Says more precisely why where it cannot even be read.
  if (declared !== null) declaredMeaning(fn, declared, callee, textOf(fn, callee))
  const object = unwrap(callee.object)
  if (object.type === 'Super') return unsupported(object, fn.at(object))
  const isGlobal = object.type === 'Identifier' && bindingOf(fn.module, object) === undefined
  const holder = isGlobal ? null : lowerHolder(fn, callee.object)
  if (holder === null) return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  if (!isStatic(holder)) {
    const result = lowerArrayMethod(fn, node, callee, holder) ?? lowerCallbackMethod(fn, node, callee, holder)
    return result ?? unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  }
  const target = readMember(fn, holder, callee, at)
  if (target.kind !== 'function') return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  return callFunction(fn, node, target, holder, use)
}

function callBuiltin(fn: FunctionContext, node: t.CallExpression, name: string, use: Use): Expr {
  const at = fn.at(node)
  const owner = name.endsWith('.of') ? name.slice(0, -'.of'.length) : ''
  if (isTypedArray(owner)) return lowerArrayOf(fn, owner, argumentsOf(fn, node), at)
  const hosted = lowerHostCall(fn, node, name, use)
  if (hosted !== null) return hosted
  const copied = lowerArrayFrom(fn, node, name)
  if (copied !== null) return copied
  const args = lowerArguments(fn, node)
  if (name === 'Math.random') return call(fn, 'random', [], node, use)
  const result = name.startsWith('Math.')
    ? mathExpression(name.slice('Math.'.length), args, at)
    : (conversionCall(name, args, at) ?? callTypeTest(fn, name, args, at))
  if (result === null) return unsupported(node, at, `\`${textOf(fn, node)}\``)
  discardUnused(fn, args, result)
  return result
}

function callFunction(
  fn: FunctionContext,
  node: t.CallExpression,
  target: FunctionValue,
  receiver: Value | null,
  use: Use,
): Value {
  if (receiver !== null) retain(receiver)
  const values = inOrder(
    fn,
    argumentsOf(fn, node).map(argument => () => fn.value(argument)),
  )
  if (receiver !== null) release(receiver)
  const args = values.filter(value => !isStatic(value))
  if (receiver !== null || args.length < values.length || mustInline(fn, target, values.length)) {
    return fn.inline({ callee: target, args: values, receiver, use, at: fn.at(node) })
  }
  return callKernelFunction(fn, node, target, args, use)
}

function callKernelFunction(
  fn: FunctionContext,
  node: t.CallExpression,
  { node: callee, name, module }: FunctionValue,
  given: readonly Expr[],
  use: Use,
): Expr {
  const args = [...given]
  callee.params.forEach((param, i) => {
    if (param.type !== 'AssignmentPattern') return
    const value = args[i]
    const fallback = i === args.length ? evaluateConstant(module, param.right) : undefined
    if (value !== undefined) mustBeDefined(fn, value, value.at, 'argument')
    else if (fallback !== undefined) args.push(constant(fallback, fn.at(node)))
  })
  for (const extra of args.slice(callee.params.length)) discard(fn, extra)
  const id = fn.kernel.functionId({ node: callee, name, module })
  // What was left out of the call is none of the function's parameters.
  if (id === 0 && fn.kernel.missing.size > 0) unsupported(node, fn.at(node))
  args.forEach((arg, i) => {
    if (isChar(fn, arg)) fn.kernel.charParams.add(`${id}:${i}`)
  })
  // What is missing, inference refuses.
  return call(fn, id, args.slice(0, callee.params.length), node, use)
}

function call(
  fn: FunctionContext,
  callee: number | 'random',
  args: readonly Expr[],
  node: t.CallExpression,
  use: Use,
): Expr {
  const at = fn.at(node)
  if (callee !== 'random' && isInsideTry(fn)) fn.kernel.calledInTry.add(callee)
  const local = use === 'value' ? fn.temp(callee === 'random' ? 'number' : 'dyn', at) : null
  fn.emit({ kind: 'call', local, callee, args, at })
  return local === null ? constant(0, at) : fn.read(local, at)
}

/** The function a plain name calls; it must mean the same function at every time. */
function findCallee(fn: FunctionContext, name: t.Identifier): FunctionValue {
  const binding = declarationOf(fn, name)
  const place = fn.placeOf(binding)
  const isKnown = (place !== undefined && isStatic(place)) || functionBehind(fn.module, binding) !== null
  // Says more precisely why where the name cannot even be read.
  if (!isKnown) refuseCallee(fn, binding, name)
  const meaning = isKnown ? resolveName(fn, name) : null
  const isFunction = meaning?.kind === 'static' && meaning.value.kind === 'function'
  return isFunction ? meaning.value : unsupported(name, fn.at(name), `Calling \`${name.name}\``)
}

function lowerArguments(fn: FunctionContext, node: t.CallExpression): readonly Expr[] {
  const steps = argumentsOf(fn, node).map(argument => () => fn.expression(argument))
  return inOrder(fn, steps)
}

function argumentsOf(fn: FunctionContext, node: t.CallExpression): readonly t.Expression[] {
  return node.arguments.map(argument => {
    const isPlain = argument.type !== 'SpreadElement' && argument.type !== 'ArgumentPlaceholder'
    return isPlain ? argument : unsupported(argument, fn.at(argument))
  })
}

function textOf(fn: FunctionContext, node: t.Node): string {
  const text = fn.module.source.slice(node.start ?? 0, node.end ?? 0)
  return text.length > 40 || text.includes('\n') ? `${text.slice(0, 40).split('\n', 1)[0]}…` : text
}
