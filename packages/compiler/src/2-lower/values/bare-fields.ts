import type * as t from '@babel/types'
import type { TypeVar } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, unwrap } from '../node-kinds.js'
import { readTsType } from '../signatures/read-ts-type.js'
import { memberKey } from './class-members.js'
import type { ClassValue } from './value.js'

/**
 * The type of a field without a value whose number is `undefined` until something is assigned: by its annotation it can
 * be nothing else, and the constructor does not set it in every construction. `null` for any other field, which comes
 * into being with its first value.
 */
export function missingAtFirst(
  fn: FunctionContext,
  cls: ClassValue,
  field: t.ClassProperty | t.ClassPrivateProperty,
): TypeVar | null {
  const annotation = field.typeAnnotation
  const type = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : null
  const name = memberKey(fn, field)
  if (type === null || name === null || alwaysAssigned(fn, cls).has(name)) return null
  const [only, ...others] = readTsType(cls.module, null, type) ?? []
  if (only === undefined || others.length > 0) return null
  return only.type === 'number' || only.type === 'boolean' || only.type === 'bigint' ? only.type : null
}

/** The fields that every construction sets, in the constructor itself or in a method that it calls. */
function alwaysAssigned(fn: FunctionContext, cls: ClassValue): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<t.Node>()
  const look = (name: string): void => {
    const member = cls.node.body.body.find(
      (own): own is t.ClassMethod | t.ClassPrivateMethod =>
        (own.type === 'ClassMethod' || own.type === 'ClassPrivateMethod') && memberKey(fn, own) === name,
    )
    if (member === undefined || seen.has(member) || returnsEarly(member)) return
    seen.add(member)
    for (const statement of member.body.body) {
      if (statement.type !== 'ExpressionStatement') continue
      const expression = unwrap(statement.expression)
      if (expression.type === 'CallExpression') {
        const called = ownName(expression.callee)
        if (called !== null) look(called)
      }
      for (const target of targetsOf(expression)) names.add(target)
    }
  }
  look('constructor')
  return names
}

/** The fields of `this` that `this.x = this.y = value` sets. */
function targetsOf(expression: t.Node): readonly string[] {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return []
  const name = ownName(expression.left)
  return [...(name === null ? [] : [name]), ...targetsOf(unwrap(expression.right))]
}

/** `this.x` and `this.#x` */
function ownName(expression: t.Node): string | null {
  const node = unwrap(expression)
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression' || node.computed) return null
  if (node.property.type === 'PrivateName') return `#${node.property.id.name}`
  return node.property.type === 'Identifier' ? node.property.name : null
}

function returnsEarly({ body }: t.ClassMethod | t.ClassPrivateMethod): boolean {
  let found = false
  forEachNode(body, inner => {
    found ||= inner.type === 'ReturnStatement' && inner !== body.body.at(-1)
    return !found && !isFunction(inner)
  })
  return found
}
