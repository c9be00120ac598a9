import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf, declaratorOf, homeOf, isInitialized, isUsedTooEarly } from '../names/bindings.js'
import { constantMember } from '../names/constant-members.js'
import { evaluateConstant } from '../names/constants.js'
import { unwrap } from '../node-kinds.js'

// Constants of constants are followed this far, which also ends a circle.
const maximumDepth = 16

/** The string an expression always is: a literal, several joined by `+`, or a constant that holds one; else `undefined`. */
export function textOf(module: ParsedModule, expression: t.Node, depth = 0): string | undefined {
  if (depth > maximumDepth) return undefined
  const node = unwrap(expression)
  switch (node.type) {
    case 'StringLiteral':
      return node.value
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined
    case 'BinaryExpression': {
      if (node.operator !== '+') return undefined
      const left = textOf(module, node.left, depth + 1)
      const right = left === undefined ? undefined : textOf(module, node.right, depth + 1)
      return left === undefined || right === undefined ? undefined : left + right
    }
    case 'Identifier':
      return textOfName(module, node, depth)
    case 'MemberExpression': {
      const member = constantMember(module, node, evaluateConstant)
      return member?.kind === 'node' ? textOf(member.module, member.node, depth + 1) : undefined
    }
    default:
      return undefined
  }
}

function textOfName(module: ParsedModule, name: t.Identifier, depth: number): string | undefined {
  const binding = bindingOf(module, name)
  const declarator = binding && declaratorOf(binding)
  if (!declarator?.init || binding?.kind !== 'const' || declarator.id !== binding.identifier) return undefined
  const isThere = homeOf(binding) === null ? isInitialized(binding, name) : !isUsedTooEarly(binding, name)
  return isThere ? textOf(module, declarator.init, depth + 1) : undefined
}

/** A known string as a value: a constant table of its code units. */
export function textTable(fn: FunctionContext, text: string, at: SourceRange): Expr {
  const values = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  const table = fn.kernel.tableId(`text ${text}`, () => ({ name: 'text', element: 'string', values }))
  const known = fn.locals.findIndex(local => local.table === table)
  const local = known >= 0 ? known : fn.addLocal({ name: 'text', type: 'string', origin: 'table', table, at })
  return fn.read(local, at)
}

/** Whether an expression certainly is a string held in memory. */
export function isString(fn: FunctionContext, value: Expr): boolean {
  return likelyType(fn, value) === 'string'
}

/** Whether an expression certainly is a string of one code unit. */
export function isChar(fn: FunctionContext, value: Expr): boolean {
  return likelyType(fn, value) === 'char'
}

/** Whether an expression certainly is a string of one code point. */
export function isPoint(fn: FunctionContext, value: Expr): boolean {
  return likelyType(fn, value) === 'point'
}

function likelyType(fn: FunctionContext, value: Expr): Expr['type'] {
  return value.kind === 'local' ? fn.likelyType(value.local) : value.type
}
