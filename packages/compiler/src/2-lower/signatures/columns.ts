import type * as t from '@babel/types'
import type { MarkedFunction } from '../../ir/marked-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import type { Parameter } from './parameters.js'
import { keyName } from './read-fields.js'
import { readTsType } from './read-ts-type.js'

/** What to take instead of an array of objects: an array per field that is read, and what makes them. */
export interface Columns {
  /** `xs: Float64Array, ys: Float64Array` */
  readonly parameters: string
  /** `Float64Array.from(points, p => p.x), …` */
  readonly values: string
}

/** The columns of a parameter that is declared as an array of objects; `null` for others, and where no number is read. */
export function columnsOf({ module, path }: MarkedFunction, { name, whole }: Parameter): Columns | null {
  const annotation = 'typeAnnotation' in whole ? whole.typeAnnotation : null
  const element = annotation?.type === 'TSTypeAnnotation' ? elementOf(annotation.typeAnnotation) : null
  const types = element && readTsType(module, path.node, element)
  const numbers = (types ?? []).flatMap(type =>
    type.type === 'object' ? type.fields.filter(({ value }) => value.type === 'number') : [],
  )
  const read = namesRead(path.node)
  const fields = [...new Set(numbers.map(field => field.name))].filter(field => read.has(field))
  if (fields.length === 0) return null
  return {
    parameters: fields.map(field => `${plural(field)}: Float64Array`).join(', '),
    values: fields.map(field => `Float64Array.from(${name.name}, one => one.${field})`).join(', '),
  }
}

/** The type of the elements of `T[]`, `readonly T[]`, `Array<T>` and `ReadonlyArray<T>`. */
function elementOf(type: t.TSType): t.TSType | null {
  if (type.type === 'TSArrayType') return type.elementType
  if (type.type === 'TSTypeOperator' || type.type === 'TSParenthesizedType')
    return elementOf(type.typeAnnotation)
  const isArray =
    type.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    /^(Readonly)?Array$/.test(type.typeName.name)
  return (isArray && type.typeParameters?.params[0]) || null
}

/** The names of all fields that a function reads, of whatever object. */
function namesRead({ body }: t.Function): ReadonlySet<string> {
  const names = new Set<string>()
  forEachNode(body, node => {
    const key = node.type === 'MemberExpression' && !node.computed ? node.property : null
    if (key?.type === 'Identifier') names.add(key.name)
    if (node.type !== 'ObjectPattern') return true
    for (const property of node.properties) {
      const taken = property.type === 'ObjectProperty' ? keyName(property.key) : null
      if (taken !== null) names.add(taken)
    }
    return true
  })
  return names
}

function plural(field: string): string {
  if (field.endsWith('s')) return field
  return /[^aeiou]y$/.test(field) ? `${field.slice(0, -1)}ies` : `${field}s`
}
