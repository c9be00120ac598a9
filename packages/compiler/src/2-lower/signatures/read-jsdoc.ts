import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { SignatureParam } from '../../ir/signature.js'
import type { Alternatives } from './read-ts-type.js'
import { aliasType, distinct, plainType } from './type-words.js'

/** The `@param {type} name` lines of the JSDoc comments before a function, types as written. */
export function readJsDocParams(path: NodePath<t.Function>): ReadonlyMap<string, string> {
  const types = new Map<string, string>()
  for (const comment of commentsBefore(path)) {
    if (comment.type !== 'CommentBlock' || !comment.value.startsWith('*')) continue
    for (const [, type = '', name = ''] of comment.value.matchAll(paramTag)) types.set(name, type.trim())
  }
  return types
}

/** Reads the type of one tag: names, `|` between them, and JSDoc's `?`, `!` and `=`. */
export function readJsDocType(text: string): Alternatives {
  const words = text
    .replace(/^[?!]|=$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .split('|')
    .map(word => word.trim())
  const params: SignatureParam[] = []
  for (const word of words) {
    if (ignored.has(word)) continue
    const name = word
      .replace(/^import\(['"]hotpath['"]\)\./, '')
      .replace(/^[?!]/, '')
      .replace(/^(?:Readonly)?Array\.?<(number|boolean)>$/, '$1[]')
      .replace(/^readonly (?=\w+\[\]$)/, '')
    const param = plainType(name.replace(/<.*>$/, '')) ?? aliasType(name)
    if (param === null) return null
    params.push(param)
  }
  return distinct(params)
}

const paramTag = /@(?:param|arg|argument)\s*\{([^{}]*)\}\s*\[?\s*([A-Za-z_$][\w$]*)/g

const ignored: ReadonlySet<string> = new Set(['undefined', 'null', '*', 'any', 'unknown'])

/** Comments stand before the function itself or before the statement or member that holds it. */
function commentsBefore(path: NodePath): readonly t.Comment[] {
  const comments = path.node.leadingComments ?? []
  const holder = path.parentPath
  const isOutermost =
    holder === null ||
    holder.isFunction() ||
    holder.isBlock() ||
    holder.isClassBody() ||
    holder.isObjectExpression()
  return isOutermost ? comments : [...commentsBefore(holder), ...comments]
}
