import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'

/** What a module exports under a name, re-exports followed. */
export type Exported =
  /** A name of the module's own that is no import. */
  | { readonly kind: 'local'; readonly module: ParsedModule; readonly name: string }
  /** The expression or anonymous function of an `export default`. */
  | { readonly kind: 'value'; readonly module: ParsedModule; readonly node: t.Node }
  | { readonly kind: 'namespace'; readonly module: ParsedModule }
  /** Something of hotpath's own, which is known without reading it; `null` for all of it. */
  | { readonly kind: 'hotpath'; readonly name: string | null }
  /** Some module on the way could not be read. */
  | { readonly kind: 'unread'; readonly specifier: string }
  | { readonly kind: 'missing' }

/** Looks an exported name up: the module's own exports first, then `export * from`. */
export function findExport(
  module: ParsedModule,
  name: string,
  pending: ReadonlySet<string> = new Set(),
): Exported {
  // Modules may re-export each other in circles.
  const key = `${name} ${module.file}`
  if (pending.has(key)) return missing
  const inside = new Set([...pending, key])
  const { body } = module.program.node
  for (const statement of body) {
    const found = ownExport(module, statement, name, inside)
    if (found !== null) return found
  }
  let answer: Exported = missing
  for (const statement of body) {
    if (statement.type !== 'ExportAllDeclaration' || name === 'default') continue
    const found = exportOf(module, statement.source.value, name, inside)
    if (found.kind !== 'missing' && found.kind !== 'unread' && found.kind !== 'hotpath') return found
    if (found.kind === 'unread') answer = found
  }
  return answer
}

/** A module-level name of a module: its own, or what its import leads to. */
export function findLocal(
  module: ParsedModule,
  name: string,
  pending: ReadonlySet<string> = new Set(),
): Exported {
  for (const statement of module.program.node.body) {
    if (statement.type !== 'ImportDeclaration') continue
    const specifier = statement.specifiers.find(({ local }) => local.name === name)
    if (specifier === undefined) continue
    const { value } = statement.source
    if (specifier.type === 'ImportNamespaceSpecifier') return namespaceOf(module, value)
    const imported = specifier.type === 'ImportSpecifier' ? moduleName(specifier.imported) : 'default'
    return exportOf(module, value, imported, pending)
  }
  return { kind: 'local', module, name }
}

/** The text of a name in an import or export list, which may be a string. */
export function moduleName(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value
}

const missing: Exported = { kind: 'missing' }

function exportOf(
  module: ParsedModule,
  specifier: string,
  name: string,
  pending: ReadonlySet<string>,
): Exported {
  if (specifier === 'hotpath') return { kind: 'hotpath', name }
  const source = module.importing(specifier)
  return source === null ? { kind: 'unread', specifier } : findExport(source, name, pending)
}

function namespaceOf(module: ParsedModule, specifier: string): Exported {
  if (specifier === 'hotpath') return { kind: 'hotpath', name: null }
  const source = module.importing(specifier)
  return source === null ? { kind: 'unread', specifier } : { kind: 'namespace', module: source }
}

function ownExport(
  module: ParsedModule,
  statement: t.Statement,
  name: string,
  pending: ReadonlySet<string>,
): Exported | null {
  if (statement.type === 'ExportDefaultDeclaration') {
    return name === 'default' ? defaultExport(module, statement.declaration, pending) : null
  }
  if (statement.type !== 'ExportNamedDeclaration') return null
  if (statement.declaration && declares(statement.declaration, name)) return { kind: 'local', module, name }
  const specifier = statement.specifiers.find(({ exported }) => moduleName(exported) === name)
  if (specifier === undefined) return null
  const source = statement.source?.value
  if (specifier.type === 'ExportNamespaceSpecifier') return namespaceOf(module, source ?? '')
  const local = specifier.type === 'ExportSpecifier' ? specifier.local.name : 'default'
  return source === undefined ? findLocal(module, local, pending) : exportOf(module, source, local, pending)
}

function defaultExport(
  module: ParsedModule,
  declaration: t.ExportDefaultDeclaration['declaration'],
  pending: ReadonlySet<string>,
): Exported | null {
  if (declaration.type === 'TSDeclareFunction') return null
  if (declaration.type === 'Identifier') return findLocal(module, declaration.name, pending)
  const isNamed = /^(?:Function|Class|TSInterface)Declaration$/.test(declaration.type) && 'id' in declaration
  const name = isNamed && declaration.id?.type === 'Identifier' ? declaration.id.name : undefined
  return name === undefined ? { kind: 'value', module, node: declaration } : { kind: 'local', module, name }
}

/** Whether an exported declaration declares this name. */
function declares(declaration: t.Declaration, name: string): boolean {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.some(({ id }) => mentions(id, name))
  }
  return 'id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name
}

/** Whether a pattern binds a name. */
function mentions(pattern: t.Node | null, name: string): boolean {
  switch (pattern?.type) {
    case 'Identifier':
      return pattern.name === name
    case 'ObjectPattern':
      return pattern.properties.some(property =>
        mentions(property.type === 'RestElement' ? property.argument : property.value, name),
      )
    case 'ArrayPattern':
      return pattern.elements.some(element => mentions(element, name))
    case 'AssignmentPattern':
      return mentions(pattern.left, name)
    case 'RestElement':
      return mentions(pattern.argument, name)
    default:
      return false
  }
}
