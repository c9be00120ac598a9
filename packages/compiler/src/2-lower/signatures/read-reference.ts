import type * as t from '@babel/types'
import { hostClasses } from '../../abi/host-classes.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { ObjectType } from '../../ir/signature.js'
import type { Alternatives } from './alternatives.js'
import type { NamedType, Namespace } from './named-types.js'
import { findExportedNamespace, findExportedType, findNamespace, findType } from './named-types.js'
import { readDeclaration } from './read-declaration.js'
import { arrayOf, literalNames } from './read-fields.js'
import type { TypeScope } from './type-scope.js'
import { aliasType, anyArray, plainType } from './type-words.js'

/** Reads a type by name: a type parameter, one of some module, one of hotpath's, or one of JavaScript's own. */
export function readReference(scope: TypeScope, type: t.TSTypeReference | t.TSImportType): Alternatives {
  const args = type.typeParameters?.params ?? []
  if (type.type === 'TSImportType') return readImport(scope, type, args)
  const { typeName } = type
  if (typeName.type === 'TSQualifiedName') return readQualified(scope, typeName, args)
  const { name } = typeName
  const bound = scope.parameters.get(name)
  if (bound !== undefined) return bound()
  const found = findType(scope.module, name)
  if (found !== null) return readNamed(scope, found, args)
  return readGlobal(scope, name, args)
}

/** What a type's name leads to, read with these type arguments. */
function readNamed(scope: TypeScope, found: NamedType | null, args: readonly t.TSType[]): Alternatives {
  switch (found?.kind) {
    case 'unread':
      return []
    case 'alias': {
      const alias = aliasType(found.word)
      return alias && [alias]
    }
    case 'declared':
    case 'typedef':
      return readDeclaration(scope, found, args)
    default:
      return null
  }
}

/** `import('./module').Name` */
function readImport(scope: TypeScope, type: t.TSImportType, args: readonly t.TSType[]): Alternatives {
  const { qualifier } = type
  if (qualifier?.type !== 'Identifier') return null
  const argument: t.Node = type.argument
  const text = argument.type === 'StringLiteral' ? argument : null
  const specifier = text?.value ?? ''
  if (specifier === 'hotpath') return readNamed(scope, { kind: 'alias', word: qualifier.name }, args)
  const module = scope.module.importing(specifier)
  return module === null ? [] : readNamed(scope, findExportedType(module, qualifier.name), args)
}

/** `ns.Name` of a namespace import. */
function readQualified(scope: TypeScope, name: t.TSQualifiedName, args: readonly t.TSType[]): Alternatives {
  const module = namespaceOf(scope.module, name.left)
  if (module === 'unread') return []
  if (module === 'hotpath') return readNamed(scope, { kind: 'alias', word: name.right.name }, args)
  return module && readNamed(scope, findExportedType(module, name.right.name), args)
}

function namespaceOf(module: ParsedModule, name: t.TSEntityName): Namespace {
  if (name.type === 'Identifier') return findNamespace(module, name.name)
  const outer = namespaceOf(module, name.left)
  return outer === null || typeof outer === 'string' ? outer : findExportedNamespace(outer, name.right.name)
}

function readGlobal(scope: TypeScope, name: string, args: readonly t.TSType[]): Alternatives {
  const [first, second] = args
  const inner = (): Alternatives => (first ? scope.read(scope, first) : null)
  switch (name) {
    case 'Readonly':
    case 'NonNullable':
    case 'Exclude':
    case 'NoInfer':
      return inner()
    case 'Required':
    case 'Partial':
      return eachObject(inner(), object => ({
        ...object,
        fields: object.fields.map(field => ({ ...field, isOptional: name === 'Partial' })),
      }))
    case 'Pick':
    case 'Omit': {
      const names = second === undefined ? null : literalNames(second)
      if (names === null) return null
      return eachObject(inner(), object => ({
        ...object,
        fields: object.fields.filter(field => names.includes(field.name) === (name === 'Pick')),
      }))
    }
    case 'Array':
    case 'ReadonlyArray':
      return first === undefined ? null : arrayOf(inner())
    case 'ArrayLike':
    case 'Iterable':
      return isNumbers(inner()) ? anyArray : null
    default: {
      const hosted = hostType(name)
      if (hosted !== null) return [hosted]
      const plain = scope.isJsDoc
        ? (plainType(primitives.get(name) ?? name) ?? aliasType(name))
        : plainType(name)
      if (plain !== null) return [plain]
      // JSDoc may name what only a declaration file knows; the uses say more.
      return scope.isJsDoc && !Object.hasOwn(globalThis, name) ? [] : null
    }
  }
}

/** An object of one of the browser's own classes. */
function hostType(name: string): ObjectType | null {
  const known = Object.hasOwn(hostClasses, name) ? hostClasses[name] : undefined
  if (known === undefined) return null
  const fields = Object.entries(known.fields).map(([field, type]) => ({
    name: field,
    value: { type },
    isOptional: false,
  }))
  return { type: 'object', fields, host: name }
}

/** What people write in JSDoc for the primitive types. */
const primitives: ReadonlyMap<string, string> = new Map([
  ['Number', 'number'],
  ['Boolean', 'boolean'],
  ['BigInt', 'bigint'],
  ['String', 'string'],
])

function isNumbers(types: Alternatives): boolean {
  return types?.length === 1 && types[0]?.type === 'number'
}

function eachObject(types: Alternatives, change: (object: ObjectType) => ObjectType): Alternatives {
  if (types === null) return null
  return types.map(type => (type.type === 'object' ? change(type) : type))
}
