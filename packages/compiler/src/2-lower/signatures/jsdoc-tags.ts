import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'

/** One `@tag {type} name` of a JSDoc comment; parts that are not there are empty. */
export interface JsDocTag {
  readonly tag: string
  readonly type: string
  /** May be a path: `options.scale`. */
  readonly name: string
}

/** The tags of the JSDoc comments before a function, or before the statement or member that holds it. */
export function tagsBefore(path: NodePath): readonly JsDocTag[] {
  return commentsBefore(path).flatMap(readTags)
}

/** The tags of every JSDoc comment of a module, comment by comment. */
export function moduleTags(module: ParsedModule): readonly (readonly JsDocTag[])[] {
  const file = module.program.parent
  const comments = file.type === 'File' ? (file.comments ?? []) : []
  return comments.map(readTags)
}

function readTags(comment: t.Comment): readonly JsDocTag[] {
  if (comment.type !== 'CommentBlock' || !comment.value.startsWith('*')) return []
  const text = comment.value.replace(/\n[ \t]*\*/g, '\n')
  return [...text.matchAll(/@(\w+)/g)].map(({ 1: tag = '', 0: word, index }) => {
    const rest = text.slice(index + word.length).trimStart()
    const type = rest.startsWith('{') ? bracedText(rest) : ''
    const after = type === '' ? rest : rest.slice(type.length + 2)
    const name = /^\s*\[?\s*([A-Za-z_$][\w$.]*)/.exec(after)?.[1] ?? ''
    return { tag, type: type.trim(), name }
  })
}

/** What stands inside the braces a text begins with, which may hold braces themselves. */
function bracedText(text: string): string {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return text.slice(1, i)
  }
  return ''
}

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
