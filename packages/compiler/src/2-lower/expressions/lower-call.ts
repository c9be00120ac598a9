import type * as t from '@babel/types'
import type { TypeVar } from '../../ir/types.js'
import { isNestedArray, isTypedArray } from '../../ir/types.js'
import { lowerArrayFrom, lowerBlankMap } from '../arrays/array-from.js'
import { lowerCallbackMethod } from '../arrays/lower-callback-method.js'
import { lowerArrayMethod } from '../arrays/lower-method.js'
import { lowerArrayOfElements, lowerFilledArray, wholeArray } from '../arrays/make-array.js'
import { lowerSort } from '../arrays/sort-by.js'
import { takeElement } from '../arrays/take-element.js'
import { callViewMethod, isView } from '../data-views/call-view-method.js'
import type { FunctionContext } from '../function-context.js'
import { callSite, siteAt } from '../hosts/call-site.js'
import { hostedCallee } from '../hosts/hosted-callee.js'
import type { LiftedCall } from '../lift-functions/lift-function.js'
import { betweenCells, liftFunction } from '../lift-functions/lift-function.js'
import type { Expr } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import { functionBehind, functionCalled } from '../names/find-function.js'
import { declarationBehind } from '../names/imports.js'
import { resultKindOf } from '../names/list-kinds.js'
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
import { characterOf } from '../strings/character-of.js'
import { isChar, isPoint } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { readMember } from '../values/member.js'
import { isUnusual, mustInline } from '../values/must-inline.js'
import { callSuper, superMethod } from '../values/super.js'
import type { CallbackValue, FunctionValue, Value } from '../values/value.js'
import { isStatic, release, retain } from '../values/value.js'
import { callCallback } from './call-callback.js'
import { discard, discardUnused } from './discard.js'
import { lowerHolder } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import type { Use } from './lower-assignment.js'
import { truthOf } from './lower-condition.js'
import { conversionCall } from './lower-conversion.js'
import { lowerExtremumOf, spreadArguments } from './lower-extremum-of.js'
import { lowerHostCall } from './lower-host-call.js'
import { mathExpression } from './lower-math.js'
import { lowerArrayOf } from './lower-new-array.js'
import { mustBeDefined } from './lower-nullish.js'
import { callTypeTest } from './lower-type-test.js'
import { constant } from './make-expr.js'

/** A call of a built-in, or of a function of the same module, which becomes part of the kernel. */
export function lowerCall(fn: FunctionContext, node: t.CallExpression, use: Use): Value {
  const site = siteAt(fn, node)
  if (site !== null) return callSite(fn, node, site, use)
  const callee = unwrap(node.callee)
  const builtin = builtinName(fn.module, callee)
  if (builtin !== null) return callBuiltin(fn, node, builtin, use)
  if (callee.type === 'Identifier') return callFunction(fn, node, findCallee(fn, callee), null, use)
  if (callee.type === 'MemberExpression') return callMethod(fn, node, callee, use)
  if (callee.type === 'Super') return superCall(fn, node)
  const target = callee.type === 'Import' ? null : fn.value(node.callee as t.Expression)
  if (target?.kind !== 'function' && target?.kind !== 'callback') return unsupported(callee, fn.at(callee))
  return callFunction(fn, node, target, target.kind === 'function' ? target.receiver : null, use)
}

/** Methods that only numbers have: whatever they are called on, they make text. */
const ofNumbers: ReadonlySet<string> = new Set(['toExponential', 'toFixed', 'toPrecision'])

/** `object.method(…)`: a function that is a field of an object lowering knows, or a method of its class. */
function callMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  use: Use,
): Value {
  const at = fn.at(callee)
  const text =
    callStringMethod(fn, node, callee) ??
    lowerBlankMap(fn, node, callee) ??
    lowerFilledArray(fn, node, callee)
  if (text !== null) return text
  const imported = functionCalled(fn.module, callee)
  if (imported !== null)
    return callFunction(fn, node, moduleFunction(imported, textOf(fn, callee)), null, use)
  const declared = declarationBehind(fn.module, callee)
  // Says more precisely why where it cannot even be read.
  if (declared !== null) declaredMeaning(fn, declared, callee, textOf(fn, callee))
  const object = unwrap(callee.object)
  const { property } = callee
  if (!callee.computed && property.type === 'Identifier' && ofNumbers.has(property.name))
    return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  if (object.type === 'Super') return callFunction(fn, node, superMethod(fn, callee), fn.frame.receiver, use)
  const isGlobal = object.type === 'Identifier' && bindingOf(fn.module, object) === undefined
  const holder = isGlobal ? null : lowerHolder(fn, callee.object)
  if (holder === null) return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  if (!isStatic(holder)) {
    wholeArray(fn, holder)
    const result =
      takeElement(fn, node, holder) ??
      callViewMethod(fn, node, callee, holder) ??
      lowerSort(fn, node, callee, holder) ??
      lowerArrayMethod(fn, node, callee, holder, use) ??
      lowerCallbackMethod(fn, node, callee, holder)
    return result ?? unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  }
  const target = readMember(fn, holder, callee, at)
  if (target.kind !== 'function') return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
  return callFunction(fn, node, target, holder, use)
}

function superCall(fn: FunctionContext, node: t.CallExpression): Expr {
  const steps = argumentsOf(fn, node).map(argument => () => fn.value(argument))
  callSuper(fn, node, inOrder(fn, steps))
  return constant(0, fn.at(node))
}

function callBuiltin(fn: FunctionContext, node: t.CallExpression, name: string, use: Use): Expr {
  const at = fn.at(node)
  const owner = name.endsWith('.of') ? name.slice(0, -'.of'.length) : ''
  if (owner === 'Array' || (name === 'Array' && node.arguments.length !== 1))
    return lowerArrayOfElements(fn, node)
  if (isTypedArray(owner)) return lowerArrayOf(fn, owner, argumentsOf(fn, node), at)
  const hosted = lowerHostCall(fn, node, name, use)
  if (hosted !== null) return hosted
  const copied = lowerArrayFrom(fn, node, name)
  if (copied !== null) return copied
  const spread = lowerExtremumOf(fn, node, name)
  if (spread !== null) return spread
  const args = name === 'Math.hypot' ? spreadArguments(fn, node, name) : lowerArguments(fn, node)
  const [first] = args
  if (name === 'Boolean' && first !== undefined && args.length === 1) return truthOf(fn, first)
  if (name === 'Math.random') return call(fn, 'random', [], node, use)
  const result = name.startsWith('Math.')
    ? mathExpression(name.slice('Math.'.length), args, at)
    : (conversionCall(name, args, at) ?? characterOf(fn, name, args, at) ?? callTypeTest(fn, name, args, at))
  if (result === null) return unsupported(node, at, `\`${textOf(fn, node)}\``)
  discardUnused(fn, args, result)
  return result
}

function callFunction(
  fn: FunctionContext,
  node: t.CallExpression,
  target: FunctionValue | CallbackValue,
  receiver: Value | null,
  use: Use,
): Value {
  if (receiver !== null) retain(receiver)
  const values = inOrder(
    fn,
    argumentsOf(fn, node).map(argument => () => fn.value(argument)),
  )
  if (receiver !== null) release(receiver)
  if (target.kind === 'callback') return callCallback(fn, node, target, values, use)
  if (target.node === fn.kernel.marked.path.node) fn.kernel.callsItself = true
  const args = values.filter(value => !isStatic(value))
  const isPlain = receiver === null && args.length === values.length
  if (isPlain && !mustInline(fn, target, values.length))
    return callKernelFunction(fn, node, target, args, use, null)
  const lifted = isPlain && !isUnusual(target, values.length) ? liftFunction(fn, target, fn.at(node)) : null
  if (lifted !== null) return callKernelFunction(fn, node, target, args, use, lifted)
  return fn.inline({ callee: target, args: values, receiver, use, at: fn.at(node) })
}

function callKernelFunction(
  fn: FunctionContext,
  node: t.CallExpression,
  { node: callee, name, module }: FunctionValue,
  given: readonly Expr[],
  use: Use,
  lifted: LiftedCall | null,
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
  const id = lifted?.callee ?? fn.kernel.functionId({ node: callee, name, module })
  // What was left out of the call is none of the function's parameters.
  if (id === 0 && fn.kernel.missing.size > 0) unsupported(node, fn.at(node))
  args.forEach((arg, i) => {
    const kind = arg.kind === 'local' ? fn.likelyType(arg.local) : arg.type
    if (isChar(fn, arg)) fn.kernel.givenTypes.set(`${id}:${i}`, 'char')
    else if (isPoint(fn, arg)) fn.kernel.givenTypes.set(`${id}:${i}`, 'point')
    else if (isView(fn, arg)) fn.kernel.givenTypes.set(`${id}:${i}`, 'DataView')
    else if (isNestedArray(kind)) fn.kernel.givenTypes.set(`${id}:${i}`, kind)
  })
  // What is missing, inference refuses.
  const kind = resultKindOf(module, callee) ?? 'dyn'
  const own = args.slice(0, callee.params.length)
  if (lifted === null) return call(fn, id, own, node, use, kind)
  // Behind parameters that are left out stands nothing.
  if (own.length < callee.params.length) unsupported(node, fn.at(node))
  return betweenCells(fn, lifted, fn.at(node), () => call(fn, id, [...own, ...lifted.args], node, use, kind))
}

function call(
  fn: FunctionContext,
  callee: number | 'random',
  args: readonly Expr[],
  node: t.CallExpression,
  use: Use,
  gives: TypeVar = 'dyn',
): Expr {
  const at = fn.at(node)
  if (callee !== 'random' && isInsideTry(fn)) fn.kernel.calledInTry.add(callee)
  const local = use === 'value' ? fn.temp(callee === 'random' ? 'number' : gives, at) : null
  fn.emit({ kind: 'call', local, callee, args, at })
  return local === null ? constant(0, at) : fn.read(local, at)
}

/** The function a plain name calls; it must mean the same function at every time. */
function findCallee(fn: FunctionContext, name: t.Identifier): FunctionValue | CallbackValue {
  const binding = declarationOf(fn, name)
  const hosted = hostedCallee(fn, binding, name)
  if (hosted !== null) return hosted
  const place = fn.placeOf(binding)
  const isKnown = (place !== undefined && isStatic(place)) || functionBehind(fn.module, binding) !== null
  // Says more precisely why where the name cannot even be read.
  if (!isKnown) refuseCallee(fn, binding, name)
  const meaning = isKnown ? resolveName(fn, name) : null
  const value = meaning?.kind === 'static' ? meaning.value : null
  const isFunction = value?.kind === 'function' || value?.kind === 'callback'
  return isFunction ? value : unsupported(name, fn.at(name), `Calling \`${name.name}\``)
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
