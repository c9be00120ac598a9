import type { MarkedFunction } from '../../ir/marked-function.js'
import type { FieldType, ObjectType } from '../../ir/signature.js'
import type { ReadField } from './alternatives.js'
import { readPrivateFields } from './read-class-fields.js'
import { classFields } from './read-declaration.js'
import { moduleScope } from './read-ts-type.js'
import { literalFields } from './read-value-type.js'

/**
 * What a marked method may use of `this`: the fields of its class or object literal whose one type is known, or taken for
 * a number. Private ones are those of the class itself: only there has anybody their names.
 */
export function receiverType({ path, site, module }: MarkedFunction): ObjectType | null {
  const holder = path.parentPath?.parent
  const literal = path.parentPath?.node
  const scope = moduleScope(module)
  if (site.kind === 'object-method' && literal?.type === 'ObjectExpression')
    return { type: 'object', fields: literalFields(scope, literal).flatMap(onlyType) }
  const isClass = holder?.type === 'ClassDeclaration' || holder?.type === 'ClassExpression'
  if (site.kind !== 'class-method' || site.isStatic || !isClass) return null
  const fields = classFields(scope, holder)
  // Whether one that is missing is `undefined` or not there at all, reading it does not tell.
  const own = readPrivateFields(scope, holder).filter(({ isOptional }) => !isOptional)
  return { type: 'object', fields: [...fields, ...own].flatMap(onlyType) }
}

function onlyType({ name, types, isOptional }: ReadField): readonly FieldType[] {
  const [only, ...others] = types ?? []
  if (types === null || others.length > 0 || only?.type === 'function') return []
  return [{ name, value: only ?? { type: 'number' }, isOptional }]
}
