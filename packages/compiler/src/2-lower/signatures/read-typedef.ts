import type { Alternatives, ReadField } from './alternatives.js'
import { objectsOf } from './alternatives.js'
import type { JsDocTag } from './jsdoc-tags.js'
import { moduleTags } from './jsdoc-tags.js'
import { parseJsDocType } from './parse-jsdoc-type.js'
import type { TypeScope } from './type-scope.js'

/** Reads the type a `@typedef` of the scope's module declares: written out, or with a `@property` per field. */
export function readTypedef(scope: TypeScope, name: string): Alternatives {
  for (const tags of moduleTags(scope.module)) {
    const typedef = tags.find(({ tag, name: declared }) => tag === 'typedef' && declared === name)
    if (typedef === undefined) continue
    const properties = tags.filter(({ tag }) => tag === 'property' || tag === 'prop')
    if (properties.length > 0 && isObjectWord(typedef.type))
      return objectsOf(readProperties(scope, properties))
    return readJsDoc(scope, typedef.type)
  }
  return null
}

/** Reads the text of a JSDoc type; what is no type says nothing. */
export function readJsDoc(scope: TypeScope, text: string): Alternatives {
  const type = parseJsDocType(text)
  return type === null ? [] : scope.read(scope, type)
}

/** Fields from `@property {number} x`, or from `@param {number} p.x` with `p.` as the prefix. */
export function readProperties(
  scope: TypeScope,
  tags: readonly JsDocTag[],
  prefix = '',
): readonly ReadField[] {
  const own = tags.filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'))
  return own.map(({ name, type }) => {
    const inner = `${name}.`
    const isObject = isObjectWord(type) && tags.some(tag => tag.name.startsWith(inner))
    const types = isObject ? objectsOf(readProperties(scope, tags, inner)) : readJsDoc(scope, type)
    return { name: name.slice(prefix.length), types, isOptional: type.endsWith('=') }
  })
}

/** Whether a JSDoc type says that something is an object and leaves its fields to other tags. */
export function isObjectWord(type: string): boolean {
  return /^[?!]?(?:object|Object)=?$/.test(type) || type === ''
}
