import { parse } from '@babel/parser'
import type * as t from '@babel/types'

/** Parses the text of a JSDoc type as the TypeScript type it stands for; `null` where it is none. */
export function parseJsDocType(text: string): t.TSType | null {
  const before = known.get(text)
  if (before !== undefined) return before
  const type = parseType(asTypeScript(text))
  known.set(text, type)
  return type
}

const known = new Map<string, t.TSType | null>()

/** `?T`, `!T`, `T=`, `...T`, `*` and `Array.<T>` are JSDoc's own. */
function asTypeScript(text: string): string {
  const plain = text
    .trim()
    .replace(/^\.\.\./, '')
    .replace(/=$/, '')
    .replace(/\.</g, '<')
  return plain.replace(/(^|[|(,<]\s*)[?!]/g, '$1').replace(/(^|[|(,<]\s*)\*/g, '$1any')
}

function parseType(text: string): t.TSType | null {
  try {
    const [statement] = parse(`type T = ${text}`, { plugins: ['typescript'] }).program.body
    return statement?.type === 'TSTypeAliasDeclaration' ? statement.typeAnnotation : null
  } catch (error) {
    // Prose in braces is nobody's mistake.
    if (error instanceof SyntaxError) return null
    throw error
  }
}
