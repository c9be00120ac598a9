import type * as t from '@babel/types'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import type { FunctionType, ObjectType } from '../ir/signature.js'
import type { SourceRange } from '../ir/source-range.js'
import type { TypeVar } from '../ir/types.js'
import type { FunctionContext } from './function-context.js'
import { bindingOf } from './names/bindings.js'
import type { KnownParam } from './signatures/known-param.js'
import type { Parameter } from './signatures/parameters.js'
import { readParameters } from './signatures/parameters.js'
import { receiverType } from './signatures/receiver-type.js'
import { unsupported } from './unsupported.js'
import { scalar } from './values/as-value.js'
import { checkGivenObjects, givenObject } from './values/given-object.js'
import { returnObject } from './values/return-object.js'
import type { ObjectValue } from './values/value.js'

/** Lowers one function: its parameters with the types given by position, then its body. */
export function lowerFunction(
  fn: FunctionContext,
  name: string,
  typeOf: (parameter: Parameter, position: number) => KnownParam | ObjectType | FunctionType,
): KernelFunction<TypeVar> {
  const { node } = fn
  const at = fn.at(node)
  let params: readonly LocalId[] = []
  const { statements } = fn.capture(() => {
    fn.kernel.attempt(() => checkForm(fn), undefined)
    params = fn.kernel.attempt(() => addParameters(fn, typeOf), [])
    const receiver = fn.id === 0 ? givenReceiver(fn, at) : null
    fn.inFrame({ ...fn.frame, receiver }, () => lowerBody(fn, node.body))
    fn.kernel.attempt(() => checkGivenObjects(fn), undefined)
  })
  return { name, params, locals: fn.locals, result: 'dyn', body: [...fn.entry, ...statements], at }
}

function givenReceiver(fn: FunctionContext, at: SourceRange): ObjectValue | null {
  const type = receiverType(fn.kernel.marked)
  return type && givenObject(fn, type, { root: { kind: 'this' }, path: [] }, at)
}

/** The locals of the parameters. An object has none of its own: its fields are leaves. */
function addParameters(
  fn: FunctionContext,
  typeOf: (parameter: Parameter, position: number) => KnownParam | ObjectType | FunctionType,
): readonly LocalId[] {
  const parameters = readParameters(fn.node, node => fn.at(node))
  const isStatic = ({ type }: { readonly type: string }) => type === 'object' || type === 'function'
  const hasStatics = parameters.some((parameter, i) => isStatic(typeOf(parameter, i)))
  return parameters.flatMap((parameter, index) => {
    const { name } = parameter
    const binding = bindingOf(fn.module, name)
    if (binding === undefined) return []
    const at = fn.at(name)
    if (fn.placeOf(binding) !== undefined)
      return unsupported(name, at, `Another parameter called \`${name.name}\``)
    const type = typeOf(parameter, index)
    const source: LeafSource = { root: { kind: 'argument', index, name: name.name }, path: [] }
    if (type.type === 'object') {
      if (!binding.constant || parameter.default)
        unsupported(name, at, 'An object parameter that is assigned')
      fn.bind(binding, givenObject(fn, type, source, at))
      return []
    }
    if (type.type === 'function') {
      if (!binding.constant) unsupported(name, at, 'A function parameter that is assigned')
      const { gives } = type
      const slot = fn.kernel.callbacks.push({ source, gives }) - 1
      fn.bind(binding, { kind: 'callback', name: name.name, slot, gives })
      return []
    }
    const local = fn.localOf(binding, () => ({ name: name.name, ...type, origin: 'param', at }))
    // Behind an object or a function, a parameter's place among the locals no longer tells which argument it is.
    const known = fn.locals[local]
    if (hasStatics && known) fn.locals[local] = { ...known, source }
    return [local]
  })
}

function lowerBody(fn: FunctionContext, body: t.BlockStatement | t.Expression): void {
  if (body.type === 'BlockStatement') {
    for (const statement of body.body) fn.statement(statement)
    return
  }
  const at = fn.at(body)
  fn.kernel.attempt(() => {
    const value = fn.value(body)
    if (value.kind === 'object' && fn.id === 0) return returnObject(fn, value, at)
    fn.emit({ kind: 'return', value: scalar(fn, value, body), at })
  }, undefined)
}

function checkForm(fn: FunctionContext): void {
  const { node } = fn
  const at = fn.at(node)
  if (node.generator === true) unsupported(node, at, 'A generator function')
  if (node.async === true) unsupported(node, at, 'An async function')
  const isMember = node.type === 'ObjectMethod' || node.type === 'ClassMethod'
  if (isMember && node.kind !== 'method') unsupported(node, at, `A ${nameOfKind[node.kind]}`)
}

const nameOfKind = { get: 'getter', set: 'setter', constructor: 'constructor' } as const
