import type { FieldType, ParamType } from '../../ir/signature.js'
import type { ArrayKind } from '../../ir/types.js'
import { elements, isArray, nestedArray } from '../../ir/types.js'
import { distinct } from './alternatives.js'
import type { Step } from './parameters.js'
import { plainArray } from './type-words.js'

/** The types of a part of something that has one of these types; empty where they do not tell. */
export function followSteps(types: readonly ParamType[], steps: readonly Step[]): readonly ParamType[] {
  const found = steps.reduce<readonly ParamType[]>(
    (wholes, step) => wholes.flatMap(whole => partsOf(whole, step)),
    types,
  )
  return distinct(found)
}

function partsOf(whole: ParamType, step: Step): readonly ParamType[] {
  if (whole.type === 'object') return partOfObject(whole.fields, step)
  // A DataView has bytes, but no elements of its own.
  return isArray(whole.type) && whole.type !== 'DataView' ? partOfArray(whole.type, step) : []
}

function partOfObject(fields: readonly FieldType[], step: Step): readonly ParamType[] {
  switch (step.kind) {
    case 'field':
      return fields.filter(({ name }) => name === step.name).map(({ value }) => value)
    case 'others':
      return [{ type: 'object', fields: fields.filter(({ name }) => !step.than.includes(name)) }]
    case 'list': {
      const rest = fields.slice(step.from)
      return [{ type: 'object', fields: rest.map((field, i) => ({ ...field, name: `${i}` })) }]
    }
  }
}

function partOfArray(kind: ArrayKind, step: Step): readonly ParamType[] {
  const { jsType } = elements[kind]
  if (step.kind === 'field') {
    if (step.name === 'length') return [{ type: 'number' }]
    // A string gives its characters as strings.
    return step.name === null ? [] : [{ type: jsType === 'char' ? 'string' : jsType }]
  }
  const list = step.kind === 'list' ? (plainArray(jsType) ?? nestedArray(jsType)) : null
  return list === null ? [] : [{ type: list }]
}
