import type * as t from '@babel/types'
import type { Alternatives, ReadField } from './alternatives.js'
import { fieldOf, keyName } from './read-fields.js'
import { typeOfValue } from './read-value-type.js'
import type { TypeScope } from './type-scope.js'

/**
 * The fields an instance of a class has of its own: declared ones, parameter properties, and what its constructor
 * assigns to `this`. Private ones cannot be reached from outside and are left out.
 */
export function readClassFields(scope: TypeScope, node: t.Class): readonly ReadField[] {
  const fields: ReadField[] = []
  const add = (field: ReadField | null) => {
    if (field !== null && !fields.some(({ name }) => name === field.name)) fields.push(field)
  }
  for (const member of node.body.body) {
    if (member.type === 'ClassProperty' && !member.static) add(declaredField(scope, member))
  }
  for (const member of node.body.body) {
    if (member.type !== 'ClassMethod' || member.kind !== 'constructor') continue
    for (const param of member.params) add(parameterProperty(scope, param))
    for (const statement of member.body.body) {
      const field = assignedField(scope, statement, member)
      add(field?.name.startsWith('#') ? null : field)
    }
  }
  return fields
}

/** The private fields that a class gives its instances, under names that begin with `#`. */
export function readPrivateFields(scope: TypeScope, node: t.Class): readonly ReadField[] {
  const { body } = node.body
  const maker = body.find(
    (member): member is t.ClassMethod => member.type === 'ClassMethod' && member.kind === 'constructor',
  )
  return body.flatMap(member => {
    if (member.type !== 'ClassPrivateProperty' || member.static) return []
    const declared = declaredField(scope, member)
    if (declared !== null || maker === undefined) return declared ?? []
    const assigned = maker.body.body.map(statement => assignedField(scope, statement, maker))
    return assigned.find(field => field?.name === memberName(member)) ?? []
  })
}

function memberName(member: t.ClassProperty | t.ClassPrivateProperty): string | null {
  if (member.type === 'ClassPrivateProperty') return `#${member.key.id.name}`
  return member.computed === true ? null : keyName(member.key)
}

function declaredField(scope: TypeScope, member: t.ClassProperty | t.ClassPrivateProperty): ReadField | null {
  const name = memberName(member)
  if (name === null) return null
  const type = annotationOf(member)
  const isOptional = 'optional' in member && member.optional === true
  if (type !== null) return fieldOf(scope, name, type, isOptional)
  // Without a type and a value, the constructor shows.
  return member.value == null ? null : { name, types: typeOfValue(scope, member.value), isOptional: false }
}

function parameterProperty(scope: TypeScope, param: t.Node): ReadField | null {
  if (param.type !== 'TSParameterProperty') return null
  const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter
  if (target.type !== 'Identifier') return null
  const value = param.parameter.type === 'AssignmentPattern' ? param.parameter.right : null
  const type = annotationOf(target)
  if (type !== null) return fieldOf(scope, target.name, type, target.optional === true)
  return { name: target.name, types: value && typeOfValue(scope, value), isOptional: false }
}

/** `this.x = value` in a constructor. */
function assignedField(scope: TypeScope, statement: t.Statement, owner: t.ClassMethod): ReadField | null {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
    return null
  const { left, right, operator } = statement.expression
  if (operator !== '=' || left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression')
    return null
  const { property } = left
  const isPrivate = property.type === 'PrivateName'
  const name = isPrivate ? `#${property.id.name}` : left.computed ? null : keyName(property)
  if (name === null) return null
  return { name, types: typeInConstructor(scope, right, owner), isOptional: false }
}

/** A value that nothing is known of is taken for a number, like any parameter. */
function typeInConstructor(scope: TypeScope, value: t.Expression, owner: t.ClassMethod): Alternatives {
  const param = value.type === 'Identifier' ? parameterNamed(owner, value.name) : null
  if (param?.type === 'AssignmentPattern')
    return annotated(scope, param.left) ?? typeOfValue(scope, param.right)
  if (param !== null) return annotated(scope, param) ?? [{ type: 'number' }]
  const types = typeOfValue(scope, value)
  return types?.length === 0 ? [{ type: 'number' }] : types
}

function parameterNamed(owner: t.ClassMethod, name: string): t.Node | null {
  const isNamed = (node: t.Node) => node.type === 'Identifier' && node.name === name
  return owner.params.find(param => isNamed(param.type === 'AssignmentPattern' ? param.left : param)) ?? null
}

function annotated(scope: TypeScope, node: t.Node): Alternatives {
  const type = annotationOf(node)
  return type && scope.read(scope, type)
}

function annotationOf(node: t.Node): t.TSType | null {
  const annotation = 'typeAnnotation' in node ? node.typeAnnotation : null
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : null
}
