import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { MarkSite, ParsedModule } from '../ir/marked-function.js'
import { carriersOf } from './carriers.js'
import { rangeOf } from './node-range.js'

/** Where a marked function stands, or in words why no glue fits there. */
export type SiteOrReason = MarkSite | { readonly kind: 'unsupported'; readonly what: string }

/** Tells where a function marked by a comment, directive or decorator stands. */
export function siteOf(path: NodePath<t.Function>, module: ParsedModule): SiteOrReason {
  const { node } = path
  switch (node.type) {
    case 'FunctionDeclaration':
      return node.id ? { kind: 'declaration', name: node.id.name } : { kind: 'default-export' }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { kind: 'expression' }
    case 'ObjectMethod':
      return methodSite(node, key => ({ kind: 'object-method', key }))
    case 'ClassMethod':
      return methodSite(node, key => ({
        kind: 'class-method',
        key,
        isStatic: node.static === true,
        classBody: rangeOf(path.parent, module),
      }))
    case 'ClassPrivateMethod':
      return unsupported(`The private method \`#${node.key.id.name}\``)
  }
}

/** The user's name for a function or call: its own, or that of what holds it; `default` or `anonymous` where it has none. */
export function nameOf(path: NodePath): string {
  for (const { node } of carriersOf(path)) {
    const name = nameGivenBy(node)
    if (name !== null) return name
  }
  return 'anonymous'
}

function nameGivenBy(node: t.Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return node.id?.name ?? null
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : null
    case 'AssignmentExpression':
      return assignedName(node.left)
    case 'ExportDefaultDeclaration':
      return 'default'
    case 'ObjectMethod':
    case 'ObjectProperty':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return keyOf(node)
    case 'ClassPrivateMethod':
    case 'ClassPrivateProperty':
      return `#${node.key.id.name}`
    default:
      return null
  }
}

function assignedName(left: t.Node): string | null {
  if (left.type === 'Identifier') return left.name
  return left.type === 'MemberExpression' && !left.computed && left.property.type === 'Identifier'
    ? left.property.name
    : null
}

function methodSite(method: t.ObjectMethod | t.ClassMethod, site: (key: string) => MarkSite): SiteOrReason {
  const key = keyOf(method)
  if (key === null) return unsupported('A method with a computed name')
  switch (method.kind) {
    case 'get':
      return unsupported(`The getter \`${key}\``)
    case 'set':
      return unsupported(`The setter \`${key}\``)
    case 'constructor':
      return unsupported('A constructor')
    case 'method':
      return site(key)
  }
}

/** The property name behind a key, or `null` where only running the program would tell. */
function keyOf(member: { readonly key: t.Node; readonly computed?: boolean | null }): string | null {
  const { key, computed } = member
  if (key.type === 'StringLiteral') return key.value
  if (key.type === 'NumericLiteral') return String(key.value)
  return key.type === 'Identifier' && !computed ? key.name : null
}

function unsupported(what: string): SiteOrReason {
  return { kind: 'unsupported', what }
}
