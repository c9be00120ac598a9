import type * as t from '@babel/types'

const declared = new WeakMap<t.Function, t.Identifier>()

/**
 * Takes a `this` parameter out of a function's list, where it is none: the arguments begin behind it. What it says of
 * `this` is kept beside.
 */
export function takeThis(node: t.Function): void {
  const [first, ...params] = node.params
  if (first?.type !== 'Identifier' || first.name !== 'this') return
  node.params = params
  declared.set(node, first)
}

/** What a function declares of `this`, `null` where it says nothing. */
export function declaredThis(node: t.Function): t.TSType | null {
  const annotation = declared.get(node)?.typeAnnotation
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : null
}
