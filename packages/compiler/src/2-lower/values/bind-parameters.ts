import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf } from '../names/bindings.js'
import { forEachNode } from '../names/walk-nodes.js'
import { unsupported } from '../unsupported.js'
import { destructure } from './destructure.js'
import { setOwnField } from './fields.js'
import { freeze } from './freeze.js'
import { emptyObject } from './make-object.js'
import { orDefault } from './or-default.js'
import type { FunctionValue, Value } from './value.js'
import { isStatic, release, retain } from './value.js'
import { declareVariable } from './variables.js'

/** Gives the parameters of an inlined function their values, from left to right, defaults where nothing is passed. */
export function bindParameters(
  fn: FunctionContext,
  callee: FunctionValue,
  args: readonly Value[],
  at: SourceRange,
): void {
  const { params } = callee.node
  const isPlain = params.every(param => param.type === 'Identifier')
  // Defaults and patterns run code, which must not change an argument that waits for its turn.
  const held = isPlain ? args : args.map(arg => freeze(fn, arg))
  held.forEach(retain)
  params
    .filter(param => !isThis(param))
    .forEach((param, i) => {
      bindParameter(fn, callee, param, held.slice(i), at)
    })
  held.forEach(release)
}

function bindParameter(
  fn: FunctionContext,
  callee: FunctionValue,
  param: t.Function['params'][number],
  args: readonly Value[],
  at: SourceRange,
): void {
  const [value] = args
  if (param.type === 'RestElement') {
    const rest = emptyObject('tuple', at)
    args.forEach((arg, i) => {
      setOwnField(fn, rest, `${i}`, arg, at)
    })
    return bindTo(fn, param.argument, rest, at)
  }
  if (param.type === 'AssignmentPattern') {
    const given = orDefault(fn, value, () => fn.value(param.right), 'argument', at)
    return bindTo(fn, param.left, given, at)
  }
  if (param.type === 'TSParameterProperty') return setParameterProperty(fn, callee, param, args, at)
  if (value !== undefined) return bindTo(fn, param, value, at)
  const name = param.type === 'Identifier' ? param.name : 'a parameter'
  refuse(diagnose('infer/missing-argument', at, callee.name, name))
}

/**
 * `constructor(readonly x: number)` gives the new object a field of the parameter's name. Scopes know no such variable,
 * so the constructor must not use it but as `this.x`.
 */
function setParameterProperty(
  fn: FunctionContext,
  callee: FunctionValue,
  param: t.TSParameterProperty,
  [value]: readonly Value[],
  at: SourceRange,
): void {
  const { parameter } = param
  const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  const otherwise = parameter.type === 'AssignmentPattern' ? parameter.right : null
  const { receiver } = fn.frame
  const isUsable = name.type === 'Identifier' && !usesName(callee.node, name)
  if (!isUsable || receiver?.kind !== 'object')
    return unsupported(param, fn.at(param), 'A parameter property')
  const given = otherwise ? orDefault(fn, value, () => fn.value(otherwise), 'argument', at) : value
  if (given === undefined) return refuse(diagnose('infer/missing-argument', at, callee.name, name.name))
  setOwnField(fn, receiver, name.name, given, fn.at(param))
}

function usesName(node: t.Function, { name }: t.Identifier): boolean {
  let count = 0
  forEachNode(node, inner => {
    if (inner.type === 'Identifier' && inner.name === name) count++
    const isField =
      inner.type === 'MemberExpression' && !inner.computed && inner.property.type === 'Identifier'
    if (isField && inner.property.type === 'Identifier' && inner.property.name === name) count--
    return true
  })
  // The declaration itself is one.
  return count > 1
}

function bindTo(fn: FunctionContext, target: t.Node, value: Value, at: SourceRange): void {
  if (target.type !== 'Identifier') return destructure(fn, target, value, 'declare')
  const binding = bindingOf(fn.module, target)
  const isConstant = binding?.constant === true
  const shared = isConstant && !isStatic(value) ? fn.shareable(value) : null
  if (shared !== null && binding !== undefined) return fn.bind(binding, { kind: 'variable', local: shared })
  declareVariable(fn, target, value, at)
}

function isThis(param: t.Node): boolean {
  return param.type === 'Identifier' && param.name === 'this'
}
