import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import { isInPlace } from '../ir/marked-function.js'
import type { NothingType, ParamType } from '../ir/signature.js'
import { isWhole } from '../ir/signature.js'
import type { SourceRange } from '../ir/source-range.js'
import type { TypeVar } from '../ir/types.js'
import { isUnused } from './drop-unused.js'
import type { FunctionContext } from './function-context.js'
import { bindGiven } from './lift-functions/bind-given.js'
import { takeFromCell, withCells } from './lift-functions/cells.js'
import type { Cell } from './lift-functions/lifted.js'
import { bindingOf } from './names/bindings.js'
import type { KnownParam } from './signatures/known-param.js'
import type { Parameter } from './signatures/parameters.js'
import { isList, isTakenApart, readParameters } from './signatures/parameters.js'
import { receiverType } from './signatures/receiver-type.js'
import { unsupported } from './unsupported.js'
import { checkGivenObjects, givenObject } from './values/given-object.js'
import { assignOptional, newOptional, nothing } from './values/optional.js'
import type { ObjectValue } from './values/value.js'

/** Lowers one function: its parameters with the types given by position, then its body. */
export function lowerFunction(fn: FunctionContext, name: string, typeOf: TypeOf): KernelFunction<TypeVar> {
  const { node } = fn
  const at = fn.at(node)
  let params: readonly LocalId[] = []
  let cells: readonly Cell[] = []
  const { statements } = fn.capture(() => {
    fn.kernel.attempt(() => checkForm(fn), undefined)
    params = fn.kernel.attempt(() => addParameters(fn, typeOf), [])
    if (fn.lifted !== null) {
      const given = bindGiven(fn, fn.lifted.given)
      params = [...params, ...given.params]
      cells = given.cells
      fn.emit(...cells.map(cell => takeFromCell(fn, cell, at)))
    }
    const receiver = fn.id === 0 ? givenReceiver(fn, at) : null
    if (fn.id === 0) fn.kernel.receiver = receiver
    fn.inFrame({ ...fn.frame, receiver }, () => lowerBody(fn, node.body))
    fn.kernel.attempt(() => checkGivenObjects(fn), undefined)
  })
  const body = [...fn.entry, ...withCells(fn, cells, statements, at)]
  return { name, params, locals: fn.locals, result: 'dyn', body, at }
}

function givenReceiver(fn: FunctionContext, at: SourceRange): ObjectValue | null {
  const type = receiverType(fn.kernel.marked)
  return type && givenObject(fn, type, { root: { kind: 'this' }, path: [] }, at)
}

/** What is known of a parameter's type. */
type TypeOf = (parameter: Parameter, index: number) => KnownParam | ParamType

/** The locals of the parameters. An object has none of its own: its fields are leaves. */
function addParameters(fn: FunctionContext, typeOf: TypeOf): readonly LocalId[] {
  const parameters = readParameters(fn.node, node => fn.at(node))
  if (parameters.some(isTakenApart)) checkSite(fn)
  // Behind an object, a function or a pattern, a parameter's place among the locals no longer tells which one it is.
  const isPlain = parameters.every(
    (parameter, i) => isWhole(typeOf(parameter, i)) && !isTakenApart(parameter),
  )
  return parameters.flatMap((parameter, index) => {
    // Whatever it holds, nobody asks for it.
    if (isTakenApart(parameter) && isUnused(fn.module, parameter.name)) return []
    return addParameter(fn, parameter, index, typeOf(parameter, index), isPlain)
  })
}

function addParameter(
  fn: FunctionContext,
  parameter: Parameter,
  index: number,
  type: KnownParam | ParamType,
  isPlain: boolean,
): readonly LocalId[] {
  const { name } = parameter
  const binding = bindingOf(fn.module, name)
  if (binding === undefined) return []
  const at = fn.at(name)
  if (fn.placeOf(binding) !== undefined)
    return unsupported(name, at, `Another parameter called \`${name.name}\``)
  const source: LeafSource = { root: { kind: 'argument', index, name: name.name }, path: [] }
  if (type.type === 'object') {
    if (!binding.constant) unsupported(name, at, 'An object parameter that is assigned', 'linked objects')
    fn.bind(binding, givenObject(fn, type, source, at))
    return []
  }
  if (type.type === 'function') {
    if (!binding.constant) unsupported(name, at, 'A function parameter that is assigned')
    const { gives } = type
    const slot = fn.kernel.callbacks.push({ kind: 'function', source, gives }) - 1
    fn.bind(binding, { kind: 'callback', name: name.name, slot, gives })
    return []
  }
  if (type.type === 'nothing') {
    fn.kernel.missing.add({ source, as: type.as })
    bindMissing(fn, binding, type.as, at)
    return []
  }
  if (type.type === 'text') {
    fn.kernel.missing.add({ source, as: { text: type.text } })
    fn.bind(binding, { kind: 'text', text: type.text })
    if (!binding.constant) unsupported(name, at, 'A parameter of one known string that is assigned')
    return []
  }
  const fresh = isList(parameter) && isSeenByBody(fn, binding) ? ({ isFresh: true } as const) : {}
  const local = fn.localOf(binding, () => ({ name: name.name, ...type, origin: 'param', ...fresh, at }))
  const known = fn.locals[local]
  if (!isPlain && known) fn.locals[local] = { ...known, source }
  return [local]
}

/** Whether only the body of the function names a parameter, and no function that is the default of another one. */
function isSeenByBody({ node }: FunctionContext, { referencePaths, constantViolations }: Binding): boolean {
  const start = node.body.start ?? 0
  return [...referencePaths, ...constantViolations].every(use => (use.node.start ?? 0) >= start)
}

/** A parameter that is left out: known to be, unless the function gives it a value. */
function bindMissing(fn: FunctionContext, binding: Binding, as: NothingType['as'], at: SourceRange): void {
  const value = nothing(as, at)
  if (binding.constant) return fn.bind(binding, value)
  const { name } = binding.identifier
  const place = newOptional(fn, name, as, at)
  fn.bind(binding, place)
  assignOptional(fn, place, value, name, at)
}

/** What `jit(fn)` wraps from outside is given arguments, not the variables that a pattern makes of them. */
function checkSite(fn: FunctionContext): void {
  const { marked } = fn.kernel
  if (marked.site.kind === 'jit-call' && !isInPlace(marked))
    unsupported(
      fn.node,
      marked.marker,
      'A function that takes its parameters apart and is passed to `jit` by name',
    )
}

function lowerBody(fn: FunctionContext, body: t.BlockStatement | t.Expression): void {
  if (body.type === 'BlockStatement') {
    for (const statement of body.body) fn.statement(statement)
    return
  }
  fn.statement({ type: 'ReturnStatement', argument: body, start: body.start ?? null, end: body.end ?? null })
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
