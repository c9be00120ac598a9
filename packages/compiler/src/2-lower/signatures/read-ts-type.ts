import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SignatureParam } from '../../ir/signature.js'
import { bindingOf } from '../names/bindings.js'
import { aliasType, distinct, plainArray, plainType } from './type-words.js'

/**
 * The types a value of a TypeScript type may have: empty where the type says nothing (`any`), `null` where something
 * else is among them. `undefined` and `null` do not count; such calls stay in JavaScript.
 */
export type Alternatives = readonly SignatureParam[] | null

interface Scope {
  readonly module: ParsedModule
  /** The function whose type parameters are in sight. */
  readonly owner: t.Function
  readonly depth: number
}

// Aliases of aliases are followed this far, which also ends a circle.
const maximumDepth = 16

/** Reads a TypeScript type annotation of a parameter. */
export function readTsType(module: ParsedModule, owner: t.Function, type: t.TSType): Alternatives {
  const alternatives = read({ module, owner, depth: 0 }, type)
  return alternatives && distinct(alternatives)
}

function read(scope: Scope, type: t.TSType): Alternatives {
  if (scope.depth > maximumDepth) return null
  const inner = (part: t.TSType) => read({ ...scope, depth: scope.depth + 1 }, part)
  switch (type.type) {
    case 'TSNumberKeyword':
      return [{ type: 'number' }]
    case 'TSBooleanKeyword':
      return [{ type: 'boolean' }]
    case 'TSBigIntKeyword':
      return [{ type: 'bigint' }]
    case 'TSStringKeyword':
      return [{ type: 'string' }]
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNullKeyword':
      return []
    case 'TSLiteralType':
      return literalType(type.literal)
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return inner(type.typeAnnotation)
    case 'TSArrayType':
      return arrayOf(inner(type.elementType))
    case 'TSUnionType':
      return all(type.types.map(inner))
    case 'TSTypeReference':
      return reference(scope, type, inner)
    default:
      return null
  }
}

function literalType(literal: t.TSLiteralType['literal']): Alternatives {
  const value = literal.type === 'UnaryExpression' ? literal.argument : literal
  if (value.type === 'NumericLiteral') return [{ type: 'number' }]
  if (value.type === 'BooleanLiteral') return [{ type: 'boolean' }]
  if (value.type === 'StringLiteral') return [{ type: 'string' }]
  return value.type === 'BigIntLiteral' ? [{ type: 'bigint' }] : null
}

/** An ordinary array, whose elements must all be of one kind. */
function arrayOf(element: Alternatives): Alternatives {
  const [only, ...others] = element ?? []
  const kind = only && others.length === 0 && only.promised === undefined ? plainArray(only.type) : null
  return kind && [{ type: kind }]
}

function all(parts: readonly Alternatives[]): Alternatives {
  const known = parts.filter(part => part !== null)
  return known.length === parts.length ? known.flat() : null
}

function reference(
  scope: Scope,
  type: t.TSTypeReference,
  inner: (part: t.TSType) => Alternatives,
): Alternatives {
  const { typeName } = type
  if (typeName.type === 'TSQualifiedName')
    return importedAlias(scope.module, typeName.left, typeName.right.name)
  const { name } = typeName
  const declared = typeParameter(scope.owner, name) ?? typeAlias(scope.module, name)
  if (declared !== null) return inner(declared)
  const binding = bindingOf(scope.module, typeName)
  if (binding !== undefined) return importedAlias(scope.module, typeName, null)
  const argument = type.typeParameters?.params[0]
  const isWrapper = name === 'Readonly' || name === 'NonNullable'
  if (isWrapper && argument !== undefined) return inner(argument)
  if (argument !== undefined && (name === 'Array' || name === 'ReadonlyArray'))
    return arrayOf(inner(argument))
  const plain = plainType(name)
  return plain && [plain]
}

/** The constraint of a type parameter: `T` of `<T extends Float32Array | Float64Array>`. */
function typeParameter(owner: t.Function, name: string): t.TSType | null {
  const { typeParameters } = owner
  if (typeParameters?.type !== 'TSTypeParameterDeclaration') return null
  return typeParameters.params.find(param => param.name === name)?.constraint ?? null
}

/** What a `type X = …` of the module, exported or not, stands for; generic ones are not read. */
function typeAlias(module: ParsedModule, name: string): t.TSType | null {
  for (const statement of module.program.node.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (node?.type === 'TSTypeAliasDeclaration' && node.id.name === name && node.typeParameters == null) {
      return node.typeAnnotation
    }
  }
  return null
}

/** `i32` or `ns.i32`, where the name leads to an import from hotpath. */
function importedAlias(module: ParsedModule, name: t.Node, member: string | null): Alternatives {
  const specifier = name.type === 'Identifier' ? bindingOf(module, name)?.path : undefined
  const source = specifier?.parent.type === 'ImportDeclaration' ? specifier.parent.source.value : null
  if (source !== 'hotpath' || specifier === undefined) return null
  const { node } = specifier
  let word = member
  if (node.type === 'ImportSpecifier' && member === null) {
    word = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value
  } else if (node.type !== 'ImportNamespaceSpecifier') return null
  const alias = word === null ? null : aliasType(word)
  return alias && [alias]
}
