import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { isTypedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { homeOf, isUsedTooEarly } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import type { FoundFunction } from '../names/find-function.js'
import { functionBehind, functionCalled } from '../names/find-function.js'
import { declarationBehind } from '../names/imports.js'
import { declarationOf, declaredMeaning, refuseCallee } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { isInsideTry } from '../statements/lower-try.js'
import { callStringMethod } from '../strings/call-string-method.js'
import { isChar } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { discard, discardUnused } from './discard.js'
import { inOrder } from './evaluate-in-order.js'
import type { Use } from './lower-assignment.js'
import { conversionCall } from './lower-conversion.js'
import { mathExpression } from './lower-math.js'
import { lowerArrayOf } from './lower-new-array.js'
import { mustBeDefined } from './lower-nullish.js'
import { callTypeTest } from './lower-type-test.js'
import { constant } from './make-expr.js'

/** A call of a built-in, or of a function of the same module, which becomes part of the kernel. */
export function lowerCall(fn: FunctionContext, node: t.CallExpression, use: Use): Expr {
  const callee = unwrap(node.callee)
  const builtin = builtinName(fn.module, callee)
  if (builtin !== null) return callBuiltin(fn, node, builtin, use)
  if (callee.type === 'Identifier') return callFunction(fn, node, findCallee(fn, callee), callee.name, use)
  const at = fn.at(callee)
  if (callee.type !== 'MemberExpression') return unsupported(callee, at)
  const text = callStringMethod(fn, node, callee)
  if (text !== null) return text
  const imported = functionCalled(fn.module, callee)
  if (imported !== null) return callFunction(fn, node, imported, textOf(fn, callee), use)
  const declared = declarationBehind(fn.module, callee)
  // Says more precisely why where it cannot even be read.
  if (declared !== null) declaredMeaning(fn, declared, callee, textOf(fn, callee))
  const object = unwrap(callee.object)
  if (object.type === 'ThisExpression' || object.type === 'Super') return unsupported(object, fn.at(object))
  return unsupported(callee, at, `Calling \`${textOf(fn, callee)}\``)
}

function callBuiltin(fn: FunctionContext, node: t.CallExpression, name: string, use: Use): Expr {
  const at = fn.at(node)
  const owner = name.endsWith('.of') ? name.slice(0, -'.of'.length) : ''
  if (isTypedArray(owner)) return lowerArrayOf(fn, owner, argumentsOf(fn, node), at)
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
  { node: callee, module }: FoundFunction,
  name: string,
  use: Use,
): Expr {
  const args = [...lowerArguments(fn, node)]
  callee.params.forEach((param, i) => {
    if (param.type !== 'AssignmentPattern') return
    const given = args[i]
    const fallback = i === args.length ? evaluateConstant(module, param.right) : undefined
    if (given !== undefined) mustBeDefined(fn, given, given.at, 'argument')
    else if (fallback !== undefined) args.push(constant(fallback, fn.at(node)))
  })
  for (const extra of args.slice(callee.params.length)) discard(fn, extra)
  const id = fn.kernel.functionId({ node: callee, name, module })
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
function findCallee(fn: FunctionContext, name: t.Identifier): FoundFunction {
  const binding = declarationOf(fn, name)
  const callee = functionBehind(fn.module, binding)
  if (callee === null) {
    // Says more precisely why where the name cannot even be read.
    refuseCallee(fn, binding, name)
    return unsupported(name, fn.at(name), `Calling \`${name.name}\``)
  }
  if (callee.node !== fn.node) checkReach(fn, binding, callee.node, name)
  return callee
}

/** A function declaration is there from the start of its scope; a constant only once its line has run. */
function checkReach(fn: FunctionContext, binding: Binding, callee: t.Function, name: t.Identifier): void {
  const home = homeOf(binding)
  if (home === null || callee.type === 'FunctionDeclaration') return
  if (home !== fn.node) refuse(diagnose('lower/captured-variable', fn.at(name), name.name))
  if (isUsedTooEarly(binding, name)) refuse(diagnose('lower/used-before-declaration', fn.at(name), name.name))
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
