import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { Exported } from '../names/exports.js'
import { findExport, findLocal } from '../names/exports.js'
import { moduleTags } from './jsdoc-tags.js'

/** What declares a type of some name. */
export type TypeDeclaration =
  | t.TSTypeAliasDeclaration
  | t.TSInterfaceDeclaration
  | t.TSEnumDeclaration
  | t.ClassDeclaration

/** Where a type name leads. */
export type NamedType =
  | {
      readonly kind: 'declared'
      readonly module: ParsedModule
      /** More than one only for an interface that is declared in parts. */
      readonly declarations: readonly TypeDeclaration[]
    }
  /** The text of a `@typedef`. */
  | { readonly kind: 'typedef'; readonly module: ParsedModule; readonly name: string }
  /** One of hotpath's own alias types, by its name there. */
  | { readonly kind: 'alias'; readonly word: string }
  /** Its module could not be read. */
  | { readonly kind: 'unread' }

/** Follows a type name of a module, through imports and re-exports, to what declares it; `null` for a global one. */
export function findType(module: ParsedModule, name: string): NamedType | null {
  return settle(findLocal(module, name))
}

/** The type a module exports under a name, or `ns.name` of a namespace import. */
export function findExportedType(module: ParsedModule, name: string): NamedType | null {
  const found = settle(findExport(module, name))
  // A `@typedef` is exported by being written.
  return found ?? (hasTypedef(module, name) ? { kind: 'typedef', module, name } : null)
}

/** The module a namespace stands for, or why there is none. */
export type Namespace = ParsedModule | 'hotpath' | 'unread' | null

/** The module a namespace import stands for. */
export function findNamespace(module: ParsedModule, name: string): Namespace {
  return asNamespace(findLocal(module, name))
}

/** The module behind `export * as name`. */
export function findExportedNamespace(module: ParsedModule, name: string): Namespace {
  return asNamespace(findExport(module, name))
}

function asNamespace(found: Exported): Namespace {
  if (found.kind === 'hotpath') return 'hotpath'
  if (found.kind === 'unread') return 'unread'
  return found.kind === 'namespace' ? found.module : null
}

function settle(found: Exported): NamedType | null {
  switch (found.kind) {
    case 'hotpath':
      return found.name === null ? null : { kind: 'alias', word: found.name }
    case 'unread':
      return { kind: 'unread' }
    case 'local':
      return declared(found.module, found.name)
    default:
      return null
  }
}

function declared(module: ParsedModule, name: string): NamedType | null {
  const declarations = module.program.node.body.flatMap(statement => {
    const isExport =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
    const node = isExport ? statement.declaration : statement
    return node && isTypeDeclaration(node) && node.id?.name === name ? [node] : []
  })
  if (declarations.length > 0) return { kind: 'declared', module, declarations }
  return hasTypedef(module, name) ? { kind: 'typedef', module, name } : null
}

function isTypeDeclaration(node: t.Node): node is TypeDeclaration {
  switch (node.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'ClassDeclaration':
      return true
    default:
      return false
  }
}

function hasTypedef(module: ParsedModule, name: string): boolean {
  if (!module.source.includes('@typedef')) return false
  return moduleTags(module).some(tags => tags.some(tag => tag.tag === 'typedef' && tag.name === name))
}
