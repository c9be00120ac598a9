import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { FieldType, NothingType, ObjectType, ParamType } from '../../ir/signature.js'
import { absentValue, asksForAbsence, isFilled } from '../names/may-hold-nothing.js'
import { outermost } from '../node-kinds.js'
import type { Parameter } from './parameters.js'
import type { Uses } from './uses.js'

/**
 * What a parameter may be instead of a value, each a signature of its own: where its type allows it and the function asks,
 * or where nothing is said of its type and the function asks.
 */
export function missingTypes(
  module: ParsedModule,
  { whole, name, steps, defaults }: Parameter,
  binding: Binding | undefined,
): readonly NothingType[] {
  if (binding === undefined) return []
  const questions = binding.referencePaths.filter(path => asksForAbsence(module, path))
  const annotation = steps.length === 0 && 'typeAnnotation' in whole ? whole.typeAnnotation : null
  const kinds = new Set<NothingType['as']>()
  if (annotation?.type === 'TSTypeAnnotation') {
    const isAsked = questions.length > 0 || isFilled(binding) || binding.referencePaths.some(isTest)
    if (isAsked && name.optional === true) kinds.add('undefined')
    if (isAsked) for (const as of namedIn(annotation.typeAnnotation)) kinds.add(as)
  } else {
    for (const path of questions) kinds.add(askedBy(module, path))
    if (isFilled(binding)) kinds.add('undefined')
  }
  if (defaults.length > 0) kinds.delete('undefined')
  return [...kinds].map(as => ({ type: 'nothing', as }))
}

function namedIn(type: t.TSType): readonly NothingType['as'][] {
  if (type.type === 'TSUnionType') return type.types.flatMap(namedIn)
  if (type.type === 'TSUndefinedKeyword') return ['undefined']
  return type.type === 'TSNullKeyword' ? ['null'] : []
}

/** `x === null` asks for `null`, everything else mostly for an argument that was left out. */
function askedBy(module: ParsedModule, path: NodePath): NothingType['as'] {
  const { parent, key } = outermost(path)
  if (parent.type !== 'BinaryExpression') return 'undefined'
  const isNull = absentValue(module, key === 'left' ? parent.right : parent.left) === 'null'
  return isNull && parent.operator.length === 3 ? 'null' : 'undefined'
}

/** Whether a use only asks if a value is truthy. */
function isTest(path: NodePath): boolean {
  const { parent, key } = outermost(path)
  if (parent.type === 'LogicalExpression') return key === 'left'
  if (parent.type === 'UnaryExpression') return parent.operator === '!'
  return (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && key === 'test'
}

// Every one more doubles the number of kernels.
const mostCombined = 2

/**
 * An object type with the fields that may be missing and that the function uses: once for every combination of them
 * being there or not; of many, all or none.
 */
export function withMissingFields(type: ParamType, uses: Uses): readonly ParamType[] {
  if (type.type !== 'object') return [type]
  const isOpen = ({ isOptional, name }: FieldType) => isOptional && uses.fields.has(name)
  const open = type.fields.filter(isOpen)
  const count = open.length > mostCombined ? 2 : 2 ** open.length
  return Array.from({ length: count }, (_, n): ObjectType => {
    const isThere = (field: FieldType) =>
      open.length > mostCombined ? n === 0 : ((n >> open.indexOf(field)) & 1) === 0
    const fields = type.fields.map(field => (isOpen(field) ? decided(field, isThere(field)) : field))
    return { ...type, fields }
  })
}

function decided({ name, value }: FieldType, isThere: boolean): FieldType {
  return { name, value: isThere ? value : { type: 'nothing', as: 'undefined' }, isOptional: false }
}

/** Whether a signature is for calls that leave something out. */
export function leavesOut(type: ParamType): boolean {
  return (
    type.type === 'nothing' || (type.type === 'object' && type.fields.some(({ value }) => leavesOut(value)))
  )
}
