import type * as t from '@babel/types'
import type { KernelFunction } from '../ir/kernel.js'
import type { TypeVar } from '../ir/types.js'
import type { FunctionContext } from './function-context.js'
import { bindingOf } from './names/bindings.js'
import type { KnownParam } from './signatures/known-param.js'
import type { Parameter } from './signatures/parameters.js'
import { readParameters } from './signatures/parameters.js'
import { unsupported } from './unsupported.js'

/** Lowers one function: its parameters with the types given by position, then its body. */
export function lowerFunction(
  fn: FunctionContext,
  name: string,
  typeOf: (parameter: Parameter, position: number) => KnownParam,
): KernelFunction<TypeVar> {
  const { node } = fn
  const at = fn.at(node)
  const { statements } = fn.capture(() => {
    fn.kernel.attempt(() => checkForm(fn), undefined)
    fn.kernel.attempt(() => addParameters(fn, typeOf), undefined)
    lowerBody(fn, node.body)
  })
  return {
    name,
    params: node.params.map((_, i) => i),
    locals: fn.locals,
    result: 'dyn',
    body: [...fn.entry, ...statements],
    at,
  }
}

function addParameters(
  fn: FunctionContext,
  typeOf: (parameter: Parameter, position: number) => KnownParam,
): void {
  readParameters(fn.node, node => fn.at(node)).forEach((parameter, i) => {
    const { name } = parameter
    const binding = bindingOf(fn.module, name)
    if (binding === undefined) return
    const at = fn.at(name)
    const local = fn.localOf(binding, () => ({
      name: name.name,
      ...typeOf(parameter, i),
      origin: 'param',
      at,
    }))
    if (local !== i) unsupported(name, at, `Another parameter called \`${name.name}\``)
  })
}

function lowerBody(fn: FunctionContext, body: t.BlockStatement | t.Expression): void {
  if (body.type === 'BlockStatement') {
    for (const statement of body.body) fn.statement(statement)
    return
  }
  const value = fn.kernel.attempt(() => fn.expression(body), null)
  fn.emit({ kind: 'return', value, at: fn.at(body) })
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
