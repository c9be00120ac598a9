import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import { discard } from '../expressions/discard.js'
import type { FunctionContext } from '../function-context.js'
import { returnsOf } from '../names/returns.js'
import { forEachNode } from '../names/walk-nodes.js'
import { unsupported } from '../unsupported.js'
import { missingAtFirst } from './bare-fields.js'
import { classMethod, instanceFields, memberKey } from './class-members.js'
import { newPlace, setOwnField } from './fields.js'
import { freeze } from './freeze.js'
import { lineOf, parentOf, privateNames } from './inheritance.js'
import { emptyObject } from './make-object.js'
import { assignOptional, newOptional, nothing } from './optional.js'
import type { ClassValue, Frame, FunctionValue, ObjectValue, Value } from './value.js'
import { release, retain } from './value.js'

/** `new C(…)`: the fields the class declares, in order, then the constructor's body with the new object as `this`. */
export function construct(
  fn: FunctionContext,
  cls: ClassValue,
  args: readonly Value[],
  at: SourceRange,
): ObjectValue {
  const object = emptyObject(cls, at)
  // The fields' initial values run before the constructor's parameters get the arguments.
  const held = args.map(arg => freeze(fn, arg))
  held.forEach(retain)
  retain(object)
  build(fn, cls, object, held, at)
  held.forEach(release)
  release(object)
  // What its constructor does makes it what it is; whoever was given it meanwhile has shared it.
  object.life.isWritten = false
  return object
}

/** What a class does to a new object, of itself or of a class that extends it. */
export function build(
  fn: FunctionContext,
  cls: ClassValue,
  object: ObjectValue,
  args: readonly Value[],
  at: SourceRange,
): void {
  checkClass(fn, cls, at)
  const parent = parentOf(fn, cls)
  const maker = constructorOf(cls)
  if (parent !== null && maker === undefined) {
    build(fn, parent, object, args, at)
    return initialize(fn, cls, object)
  }
  // With a class above, `super(…)` does this.
  if (parent === null) initialize(fn, cls, object)
  if (maker === undefined) for (const arg of args) discard(fn, arg)
  else {
    if (parent !== null) checkMaker(fn, maker.node, at)
    fn.inline({ callee: maker, args, receiver: object, use: 'effect', at })
  }
}

/** Of a class that extends another: parameter properties would come into being after `super(…)` only. */
function checkMaker(fn: FunctionContext, maker: t.Function, at: SourceRange): void {
  if (!callsSuper(maker)) unsupported(maker, at, 'A constructor without `super(…)`')
  const property = maker.params.find(({ type }) => type === 'TSParameterProperty')
  if (property) unsupported(property, fn.at(property), 'A parameter property of a class that extends another')
}

function callsSuper(maker: t.Function): boolean {
  let found = false
  forEachNode(maker, inner => {
    found ||= inner.type === 'CallExpression' && inner.callee.type === 'Super'
    return !found
  })
  return found
}

/** Gives a new object the fields that a class declares. */
export function initialize(fn: FunctionContext, cls: ClassValue, object: ObjectValue): void {
  fn.within(cls.module, () => fn.inFrame(fieldFrame(fn, cls, object), () => setFields(fn, cls, object)))
}

function setFields(fn: FunctionContext, cls: ClassValue, object: ObjectValue): void {
  for (const field of instanceFields(cls)) {
    const at = fn.at(field)
    const name = memberKey(fn, field)
    if (name === null) unsupported(field.key, at, 'A computed field')
    // Without a value it is `undefined`, so there is nothing to read before the first write makes the field.
    const isBare = field.value == null
    if (isBare && object.fields.has(name)) unsupported(field, at, 'A field that hides one of the same name')
    const type = isBare ? missingAtFirst(fn, cls, field) : null
    if (type !== null) setMissing(fn, object, name, type, at)
    else if (field.value == null) hideMember(fn, cls, object, name, at)
    else setOwnField(fn, object, name, fn.value(field.value), at)
  }
}

/** A field that is `undefined` until something is assigned. */
function setMissing(
  fn: FunctionContext,
  object: ObjectValue,
  name: string,
  type: TypeVar,
  at: SourceRange,
): void {
  const place = newOptional(fn, name.replace('#', ''), 'undefined', at, type)
  object.fields.set(name, place)
  assignOptional(fn, place, nothing('undefined', at), name, at)
}

/** A field hides a method or accessor of its name even while it is `undefined`. */
function hideMember(
  fn: FunctionContext,
  cls: ClassValue,
  object: ObjectValue,
  name: string,
  at: SourceRange,
): void {
  const kinds = ['method', 'get', 'set'] as const
  if (kinds.every(kind => classMethod(fn, cls, kind, name) === undefined)) return
  object.fields.set(name, newPlace(fn, name, at))
}

/** Where the initial values of fields are evaluated: around them is what is around the class, `this` is the object. */
function fieldFrame(fn: FunctionContext, cls: ClassValue, object: ObjectValue): Frame {
  const { node, frame } = cls
  const fresh = { places: new Map(), jumps: [], returns: null, receiver: object, home: cls }
  return { node, outer: frame, caller: fn.frame, certain: new Set<t.Node>(), ...fresh }
}

function constructorOf(cls: ClassValue): FunctionValue | undefined {
  const { node, module, name, frame } = cls
  const found = node.body.body.find(
    (member): member is t.ClassMethod => member.type === 'ClassMethod' && member.kind === 'constructor',
  )
  return found && { kind: 'function', node: found, module, name, frame, receiver: null, home: cls }
}

function checkClass(fn: FunctionContext, cls: ClassValue, at: SourceRange): void {
  const { node } = cls
  const [, ...above] = lineOf(fn, cls)
  const hidden = privateNames(cls).find(name => above.some(other => privateNames(other).includes(name)))
  // They are two different fields of one name.
  if (hidden !== undefined) unsupported(node, at, `A second \`#${hidden}\` in one object`)
  const decorated = node.body.body.some(
    member => 'decorators' in member && (member.decorators?.length ?? 0) > 0,
  )
  if ((node.decorators?.length ?? 0) > 0 || decorated) unsupported(node, at, 'A class with decorators')
  const unusual = node.body.body.find(
    ({ type }) => type === 'ClassAccessorProperty' || type === 'StaticBlock',
  )
  if (unusual !== undefined) unsupported(node, at, 'A class with accessor fields or static blocks')
  const maker = constructorOf(cls)
  const returns = maker ? returnsOf(maker.node) : []
  if (returns.some(({ argument }) => argument != null)) {
    unsupported(node, fn.at(node), 'A constructor that returns a value')
  }
}

/**
 * The assignments `this.x = …` of a constructor that run in every call of it: they may give the object fields that hold
 * functions and objects, which no local could tell from missing ones.
 */
export function certainAssignments(node: t.Function): ReadonlySet<t.Node> {
  const isConstructor = node.type === 'ClassMethod' && node.kind === 'constructor'
  if (!isConstructor || returnsOf(node).length > 0) return new Set()
  return new Set(
    node.body.body.flatMap(statement => {
      return statement.type === 'ExpressionStatement' ? [statement.expression] : []
    }),
  )
}
