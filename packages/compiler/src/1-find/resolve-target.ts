import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../ir/marked-function.js'
import type { ModuleResolver } from '../ir/module-resolver.js'
import { exportName, importedName, isJit, propertyName } from './jit-binding.js'
import { pathWithoutTypes } from './without-types.js'

/** What an expression stands for, as far as the source tells. */
export type Target =
  | { readonly kind: 'function'; readonly path: NodePath<t.Function>; readonly module: ParsedModule }
  | { readonly kind: 'jit-call'; readonly path: NodePath<t.CallExpression>; readonly module: ParsedModule }
  | { readonly kind: 'namespace'; readonly module: ParsedModule }
  /** Why there is no function to see, as the second half of a sentence. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The module it comes from could not be read. */
  | { readonly kind: 'unread'; readonly name: string; readonly specifier: string }

/** Where names are looked up. */
interface Place {
  readonly module: ParsedModule
  readonly resolve: ModuleResolver
  /** Bindings and exports being looked up: modules may re-export each other in circles. */
  readonly pending: ReadonlySet<object | string>
}

/** Follows an expression through bindings, imports and re-exports to the function it stands for. */
export function resolveTarget(expression: NodePath, module: ParsedModule, resolve: ModuleResolver): Target {
  return resolveExpression(expression, { module, resolve, pending: new Set() })
}

function resolveExpression(expression: NodePath, place: Place): Target {
  const { module } = place
  const path = pathWithoutTypes(expression)
  if (path.isFunctionExpression() || path.isArrowFunctionExpression())
    return { kind: 'function', path, module }
  if (path.isIdentifier()) return resolveName(path.node.name, path, place)
  if (path.isCallExpression() && isJit(path.get('callee'))) return { kind: 'jit-call', path, module }
  const member = path.isMemberExpression() ? resolveMember(path, place) : null
  return member ?? unknown(`\`${textOf(path.node, module)}\` is only known when it runs`)
}

/** `ns.f` of a namespace import; `null` for a property of anything else. */
function resolveMember(path: NodePath<t.MemberExpression>, place: Place): Target | null {
  const property = propertyName(path.node)
  const object = pathWithoutTypes(path.get('object'))
  if (property === null || !(object.isIdentifier() || object.isMemberExpression())) return null
  const holder = object.isIdentifier()
    ? resolveName(object.node.name, object, place)
    : resolveMember(object, place)
  if (holder?.kind === 'unread') return holder
  return holder?.kind === 'namespace' ? resolveExport(property, { ...place, module: holder.module }) : null
}

function resolveName(name: string, from: NodePath, place: Place): Target {
  const binding = from.scope.getBinding(name)
  if (binding === undefined) return unknown(`\`${name}\` is not declared in this file`)
  if (place.pending.has(binding)) return unknown(`\`${name}\` is defined by itself`)
  const { path } = binding
  if (binding.kind === 'module') return resolveImport(name, path, place)
  if (binding.kind === 'param') return unknown(`\`${name}\` is a parameter`)
  if (!binding.constant) return unknown(`\`${name}\` is assigned more than once`)
  if (path.isFunctionDeclaration() || path.isFunctionExpression()) {
    return { kind: 'function', path, module: place.module }
  }
  const init = path.isVariableDeclarator() && path.node.id.type === 'Identifier' ? path.get('init') : null
  if (init?.hasNode()) return resolveExpression(init, lookingUp(binding, place))
  return unknown(path.isClass() ? `\`${name}\` is a class` : `\`${name}\` is only known when it runs`)
}

function resolveImport(name: string, specifier: NodePath, place: Place): Target {
  const { parent } = specifier
  if (parent.type !== 'ImportDeclaration') return unknown(`\`${name}\` is only known when it runs`)
  if (specifier.isImportNamespaceSpecifier()) return readNamespace(name, parent.source.value, place)
  const exported = specifier.isImportSpecifier() ? importedName(specifier.node) : 'default'
  return resolveExportOf(parent.source.value, exported, name, place)
}

function readNamespace(name: string, specifier: string, place: Place): Target {
  const module = place.resolve(specifier, place.module.file)
  return module === null ? { kind: 'unread', name, specifier } : { kind: 'namespace', module }
}

function resolveExportOf(specifier: string, exported: string, name: string, place: Place): Target {
  const module = place.resolve(specifier, place.module.file)
  return module === null ? { kind: 'unread', name, specifier } : resolveExport(exported, { ...place, module })
}

/** Looks an exported name up in a module: its own exports first, then `export * from`. */
function resolveExport(name: string, place: Place): Target {
  const key = `${name} of ${place.module.file}`
  const missing = unknown(`\`${name}\` is not exported by ${place.module.file}`)
  if (place.pending.has(key)) return missing
  const inside = lookingUp(key, place)
  let answer: Target = missing
  const stars: string[] = []
  for (const statement of place.module.program.get('body')) {
    const target = resolveOwnExport(name, statement, inside)
    if (target !== null) return target
    if (statement.isExportAllDeclaration()) stars.push(statement.node.source.value)
  }
  for (const star of name === 'default' ? [] : stars) {
    const target = resolveExportOf(star, name, name, inside)
    if (target.kind !== 'unknown' && target.kind !== 'unread') return target
    if (target.kind === 'unread') answer = target
  }
  return answer
}

function resolveOwnExport(name: string, statement: NodePath<t.Statement>, place: Place): Target | null {
  if (statement.isExportDefaultDeclaration())
    return name === 'default' ? resolveDefault(statement, place) : null
  if (!statement.isExportNamedDeclaration()) return null
  const { source, specifiers } = statement.node
  const declaration = statement.get('declaration')
  if (declaration.hasNode() && name in declaration.getOuterBindingIdentifiers()) {
    return resolveName(name, statement, place)
  }
  const specifier = specifiers.find(({ exported }) => exportName(exported) === name)
  if (specifier === undefined) return null
  if (specifier.type === 'ExportNamespaceSpecifier') return readNamespace(name, source?.value ?? '', place)
  const local = specifier.type === 'ExportSpecifier' ? specifier.local.name : 'default'
  return source ? resolveExportOf(source.value, local, name, place) : resolveName(local, statement, place)
}

function resolveDefault(statement: NodePath<t.ExportDefaultDeclaration>, place: Place): Target | null {
  const declaration = statement.get('declaration')
  if (declaration.isTSDeclareFunction()) return null
  if (!declaration.isFunctionDeclaration()) return resolveExpression(declaration, place)
  const name = declaration.node.id?.name
  if (name !== undefined) return resolveName(name, statement, place)
  return { kind: 'function', path: declaration, module: place.module }
}

function lookingUp(what: object | string, place: Place): Place {
  return { ...place, pending: new Set([...place.pending, what]) }
}

function unknown(why: string): Target {
  return { kind: 'unknown', why }
}

/** A short piece of the user's source, on one line. */
function textOf(node: t.Node, module: ParsedModule): string {
  const text = module.source.slice(node.start ?? 0, node.end ?? 0).replace(/\s+/g, ' ')
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
