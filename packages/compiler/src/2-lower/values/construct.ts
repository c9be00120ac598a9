import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import { discard } from '../expressions/discard.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { classMethod, instanceFields, memberKey } from './class-members.js'
import { newPlace, setOwnField } from './fields.js'
import { freeze } from './freeze.js'
import { emptyObject } from './make-object.js'
import { returnsOf } from './return-value.js'
import type { ClassValue, Frame, FunctionValue, ObjectValue, Value } from './value.js'
import { release, retain } from './value.js'

/** `new C(…)`: the fields the class declares, in order, then the constructor's body with the new object as `this`. */
export function construct(
  fn: FunctionContext,
  cls: ClassValue,
  args: readonly Value[],
  at: SourceRange,
): ObjectValue {
  checkClass(fn, cls, at)
  const object = emptyObject(cls, at)
  // The fields' initial values run before the constructor's parameters get the arguments.
  const held = args.map(arg => freeze(fn, arg))
  held.forEach(retain)
  retain(object)
  fn.within(cls.module, () => fn.inFrame(fieldFrame(fn, cls, object), () => initialize(fn, cls, object)))
  const maker = constructorOf(cls)
  if (maker === undefined) for (const arg of held) discard(fn, arg)
  else fn.inline({ callee: maker, args: held, receiver: object, use: 'effect', at })
  held.forEach(release)
  release(object)
  return object
}

function initialize(fn: FunctionContext, cls: ClassValue, object: ObjectValue): void {
  for (const field of instanceFields(cls)) {
    const at = fn.at(field)
    const name = memberKey(fn, field)
    if (name === null) unsupported(field.key, at, 'A computed field')
    // Without a value it is `undefined`, so there is nothing to read before the first write makes the field.
    if (field.value == null) hideMember(fn, cls, object, name, at)
    else setOwnField(fn, object, name, fn.value(field.value), at)
  }
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
  const fresh = { places: new Map(), jumps: [], returns: null, receiver: object, certain: new Set<t.Node>() }
  return { node, outer: frame, caller: fn.frame, ...fresh }
}

function constructorOf({ node, module, name, frame }: ClassValue): FunctionValue | undefined {
  const found = node.body.body.find(
    (member): member is t.ClassMethod => member.type === 'ClassMethod' && member.kind === 'constructor',
  )
  return found && { kind: 'function', node: found, module, name, frame, receiver: null }
}

function checkClass(fn: FunctionContext, cls: ClassValue, at: SourceRange): void {
  const { node } = cls
  if (node.superClass != null) unsupported(node, at, 'A class that extends another')
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
