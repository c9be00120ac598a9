import type * as t from '@babel/types'
import type { Alternatives, ReadField } from './alternatives.js'
import { objectsOf } from './alternatives.js'
import type { NamedType } from './named-types.js'
import { findType } from './named-types.js'
import { readClassFields } from './read-class-fields.js'
import { mergeObjects, readFields } from './read-fields.js'
import { readTypedef } from './read-typedef.js'
import type { TypeScope } from './type-scope.js'
import { enterDeclaration } from './type-scope.js'

type Declared = NamedType & { readonly kind: 'declared' | 'typedef' }

/** Reads what declares a type: an alias, an interface, a class, an enum or a `@typedef`. */
export function readDeclaration(scope: TypeScope, found: Declared, args: readonly t.TSType[]): Alternatives {
  if (found.kind === 'typedef') {
    const key = `typedef ${found.name} ${found.module.file}`
    if (scope.pending.has(key)) return null
    const pending = new Set([...scope.pending, key])
    return readTypedef(
      { ...scope, module: found.module, parameters: new Map(), isJsDoc: true, pending },
      found.name,
    )
  }
  const { module, declarations } = found
  const [first] = declarations
  if (first === undefined || scope.pending.has(first)) return null
  const parameters = 'typeParameters' in first ? first.typeParameters : null
  const inner = enterDeclaration(scope, module, first, parameters, args)
  switch (first.type) {
    case 'TSTypeAliasDeclaration':
      return inner.read(inner, first.typeAnnotation)
    case 'TSEnumDeclaration':
      return enumType(first)
    case 'ClassDeclaration':
      return objectsOf(classFields(inner, first))
    case 'TSInterfaceDeclaration': {
      const parts = declarations.filter(node => node.type === 'TSInterfaceDeclaration')
      const own = parts.flatMap(part => readFields(inner, part.body.body))
      const inherited = parts
        .flatMap(part => part.extends ?? [])
        .map(heritage => readHeritage(inner, heritage))
      return mergeObjects([...inherited, objectsOf(own)])
    }
  }
}

/** `interface A extends B<number>` */
function readHeritage(scope: TypeScope, heritage: t.TSExpressionWithTypeArguments): Alternatives {
  if (heritage.expression.type !== 'Identifier') return []
  const reference: t.TSTypeReference = {
    ...heritage,
    type: 'TSTypeReference',
    typeName: heritage.expression,
  }
  return scope.read(scope, reference)
}

/** A class's own fields after those of the classes it extends. */
export function classFields(scope: TypeScope, node: t.Class): readonly ReadField[] {
  const own = readClassFields(scope, node)
  const { superClass } = node
  const found = superClass?.type === 'Identifier' ? findType(scope.module, superClass.name) : null
  if (found?.kind !== 'declared') return own
  const [base] = found.declarations
  if (base?.type !== 'ClassDeclaration' || scope.pending.has(base)) return own
  const inherited = classFields(enterDeclaration(scope, found.module, base, base.typeParameters, []), base)
  return [...inherited.filter(field => !own.some(({ name }) => name === field.name)), ...own]
}

/** Numbers or strings; members without a value count up. */
function enumType(node: t.TSEnumDeclaration): Alternatives {
  const members = node.body?.members ?? node.members
  const texts = members.filter(({ initializer }) => {
    const type = initializer?.type
    return type === 'StringLiteral' || type === 'TemplateLiteral'
  })
  if (texts.length === 0) return [{ type: 'number' }]
  return texts.length === members.length ? [{ type: 'string' }] : [{ type: 'number' }, { type: 'string' }]
}
