import type { FieldType, ObjectType, ParamType } from '../../ir/signature.js'
import type { Alternatives } from './alternatives.js'
import { distinct } from './alternatives.js'
import type { Uses } from './uses.js'

/**
 * The objects of a union such as `{ kind: 'circle'; r: number } | { kind: 'square'; w: number }`, each with the string
 * that tells it from the others: which it is, is known in the signature of each.
 */
export function tellApart(types: Alternatives): Alternatives {
  const objects = types?.filter((type): type is ObjectType => type.type === 'object') ?? []
  const [first] = objects
  if (types === null || first === undefined || objects.length < 2) return types
  const tags = new Set(first.fields.map(({ name }) => name).filter(name => isTag(objects, name)))
  const withText = (field: FieldType): FieldType => {
    const text = tags.has(field.name) ? textOf(field) : null
    return text === null ? field : { ...field, value: { type: 'text', text } }
  }
  return types.map(type => (type.type === 'object' ? { ...type, fields: type.fields.map(withText) } : type))
}

/** The same without the strings that nobody asks for, so that objects that are alike but for them are one. */
export function joinUnasked(types: readonly ParamType[], uses: Uses): readonly ParamType[] {
  const ask = (field: FieldType): FieldType =>
    field.value.type === 'text' && !uses.fields.has(field.name)
      ? { ...field, value: { type: 'string' } }
      : field
  return distinct(
    types.map(type => (type.type === 'object' ? { ...type, fields: type.fields.map(ask) } : type)),
  )
}

/** Whether every object has one string under this name, and not all the same. */
function isTag(objects: readonly ObjectType[], name: string): boolean {
  const texts = objects.map(({ fields }) => {
    const field = fields.find(one => one.name === name)
    return field === undefined || field.isOptional ? null : textOf(field)
  })
  return !texts.includes(null) && new Set(texts).size > 1
}

/** An empty string is false where it is asked for, unlike any other. */
function textOf({ value }: FieldType): string | null {
  if (value.type === 'text') return value.text
  return value.type === 'string' && value.text ? value.text : null
}
