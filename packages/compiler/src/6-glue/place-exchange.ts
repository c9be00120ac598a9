import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { reloadEvent } from '../abi/reload-event.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { EditList } from './edit-list.js'
import type { GlueNames } from './glue-names.js'
import { endOf, placeAtStart, startOf } from './place-prologue.js'

/** An exported function that a newer copy of its module may replace. */
interface Exchanged {
  readonly exported: string
  readonly node: NamedFunction
}

type NamedFunction = t.FunctionDeclaration & { readonly id: t.Identifier }

/**
 * Lets a development server replace a running module: whoever holds one of its functions calls the newer one from then on.
 * Gives the statements for the end of the module; none where it does or holds more than functions, for then a newer copy
 * would not be all there is to it. A copy that is another kind of module asks for the page to be loaded again: Vite ignores
 * `invalidate` of what takes no updates any more. Before the prologues: what is called may not run at all.
 */
export function placeExchange(module: ParsedModule, edits: EditList, names: GlueNames): readonly string[] {
  const found = exchangedIn(module)
  if (found === null) return []
  const exchanges = found.map(({ exported, node }) => {
    const newer = names.claim(`newer_${node.id.name}`)
    placeAtStart(edits, node.body, `if (${newer}) return ${newer}.apply(this, arguments);`)
    return { newer, local: node.id.name, key: JSON.stringify(exported) }
  })
  const keys = exchanges.map(({ key }) => key).sort()
  return [
    `var ${exchanges.map(({ newer }) => newer).join(', ')}`,
    'if (import.meta.hot) import.meta.hot.accept(next => {',
    `  if (!next || JSON.stringify(Object.keys(next).sort()) !== ${JSON.stringify(`[${keys.join()}]`)} || Object.values(next).some(fn => typeof fn !== "function")) return import.meta.hot.send(${JSON.stringify(reloadEvent)})`,
    ...exchanges.map(({ newer, local, key }) => `  ${newer} = ${local} = next[${key}]`),
    '})',
  ]
}

/** The functions a module exports, `null` where it is or does anything that a newer copy could not take over. */
function exchangedIn(module: ParsedModule): readonly Exchanged[] | null {
  if (/\bimport\.meta\.hot\b/.test(module.source)) return null
  const { body } = module.program.node
  if (!body.every(isInert)) return null
  const found = body.flatMap(statement => exportsOf(statement, body))
  const isSafe = ({ node }: Exchanged) => isReplaceable(node, module)
  // One function under two names would be taken over twice.
  const nodes = new Set(found.map(({ node }) => node))
  return found.length > 0 && nodes.size === found.length && found.every(isSafe) ? found : null
}

/** Whether a statement may run once more in a newer copy of its module, and exports functions only. */
function isInert(statement: t.Statement, _: number, body: readonly t.Statement[]): boolean {
  switch (statement.type) {
    case 'ExportNamedDeclaration': {
      if (statement.exportKind === 'type') return true
      if (statement.source) return false
      const { declaration } = statement
      if (declaration) return isType(declaration) || isNamed(declaration)
      return exportsOf(statement, body).length === statement.specifiers.length
    }
    case 'ExportDefaultDeclaration':
      return isNamed(statement.declaration)
    case 'VariableDeclaration':
      return statement.declarations.every(({ init }) => !init || isPlain(init))
    case 'ImportDeclaration':
    case 'FunctionDeclaration':
    // Tables are filled so.
    case 'ForStatement':
      return true
    default:
      return isType(statement)
  }
}

function exportsOf(statement: t.Statement, body: readonly t.Statement[]): readonly Exchanged[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration: node } = statement
    return isNamed(node) ? [{ exported: 'default', node }] : []
  }
  if (statement.type !== 'ExportNamedDeclaration') return []
  const { declaration, specifiers } = statement
  if (declaration) return isNamed(declaration) ? [{ exported: declaration.id.name, node: declaration }] : []
  return specifiers.flatMap(specifier => {
    if (specifier.type !== 'ExportSpecifier') return []
    const { exported, local } = specifier
    const node = body.find(other => isNamed(other) && other.id.name === local.name)
    const name = exported.type === 'Identifier' ? exported.name : exported.value
    return node && isNamed(node) ? [{ exported: name, node }] : []
  })
}

function isNamed(node: t.Node): node is NamedFunction {
  return node.type === 'FunctionDeclaration' && Boolean(node.id)
}

function isType(node: t.Node): boolean {
  return /^(?:TS(?:Interface|TypeAlias)Declaration|TSDeclareFunction)$/.test(node.type)
}

/** Whether nobody sees that an expression is evaluated once more. */
function isPlain(node: t.Expression): boolean {
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'BigIntLiteral':
    case 'NullLiteral':
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true
    case 'UnaryExpression':
      return isPlain(node.argument)
    case 'BinaryExpression':
      return node.left.type !== 'PrivateName' && isPlain(node.left) && isPlain(node.right)
    case 'ArrayExpression':
      return node.elements.every(
        element => element !== null && element.type !== 'SpreadElement' && isPlain(element),
      )
    case 'MemberExpression':
      return isBuiltIn(node.object)
    case 'NewExpression':
      return isBuiltIn(node.callee)
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && isBuiltIn(node.callee.object)
    default:
      return false
  }
}

/** `Math`, `Float64Array` and the like. */
function isBuiltIn(node: t.Node): boolean {
  return node.type === 'Identifier' && /^(?:Math|Array|Number|\w+Array|DataView|ArrayBuffer)$/.test(node.name)
}

/** Whether calling another function in its place is all the same: not for generators, constructors and what is assigned. */
function isReplaceable(node: NamedFunction, { source, program }: ParsedModule): boolean {
  const isConstant = (program as NodePath).scope.getOwnBinding(node.id.name)?.constant ?? false
  const text = source.slice(startOf(node), endOf(node))
  return isConstant && !node.generator && !/\b(?:this|new\.target)\b/.test(text)
}
