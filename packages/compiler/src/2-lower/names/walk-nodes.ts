import type * as t from '@babel/types'

const notChildren: ReadonlySet<string> = new Set([
  'loc',
  'extra',
  'leadingComments',
  'innerComments',
  'trailingComments',
])

/** Calls `visit` on a node and everything below it; where it says `false`, what is inside is left out. */
export function forEachNode(node: t.Node, visit: (node: t.Node) => boolean): void {
  if (!visit(node)) return
  for (const [key, child] of Object.entries(node)) {
    if (notChildren.has(key)) continue
    for (const part of Array.isArray(child) ? child : [child]) if (isNode(part)) forEachNode(part, visit)
  }
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
