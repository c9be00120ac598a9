/** What a piece of a program is; a piece may only be replaced by one of the same kind. */
export type TreeKind = 'number' | 'boolean' | 'bigint' | 'statement' | 'block'

/**
 * A piece of a generated program: text with holes. Generating, printing and shrinking need no other syntax tree. `$` in
 * a text stands for the name of the program's function. A block's parts are its statements.
 */
export interface Tree {
  readonly kind: TreeKind
  readonly parts: readonly (string | Tree)[]
}

/** Builds a number from a template: ``number`(${a} + ${b})` ``. */
export const number = template('number')
/** Builds a boolean from a template. */
export const boolean = template('boolean')
/** Builds a bigint from a template. */
export const bigint = template('bigint')
/** Builds a statement from a template; text in it may span lines. */
export const statement = template('statement')

/** Builds a block from its statements. */
export function block(statements: readonly Tree[]): Tree {
  return { kind: 'block', parts: statements }
}

/** Writes a tree as text, indented by `depth` levels. */
export function printTree(tree: Tree, name: string, depth = 0): string {
  const indent = '  '.repeat(depth)
  if (tree.kind === 'block') {
    return tree.parts
      .map(part => (typeof part === 'string' ? part : `${indent}${printTree(part, name, depth)}\n`))
      .join('')
  }
  return tree.parts
    .map(part => {
      if (typeof part === 'string') return part.replaceAll('$', () => name).replaceAll('\n', `\n${indent}`)
      return part.kind === 'block'
        ? `\n${printTree(part, name, depth + 1)}${indent}`
        : printTree(part, name, depth)
    })
    .join('')
}

function template(kind: TreeKind) {
  return (texts: TemplateStringsArray, ...holes: readonly (string | number | Tree)[]): Tree => {
    const parts: (string | Tree)[] = []
    const push = (part: string | Tree): void => {
      const last = parts.at(-1)
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
      else if (part !== '') parts.push(part)
    }
    texts.forEach((text, i) => {
      push(text)
      const hole = holes[i]
      if (hole !== undefined) push(typeof hole === 'object' ? hole : String(hole))
    })
    return { kind, parts }
  }
}
