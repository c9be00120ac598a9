/** A line of a program, or a block with lines in it. The shrinker takes them out one by one. */
export type SourceNode = string | SourceBlock

/** `head { … } tail`, where the tail may be another block's head: `} else {`. */
export interface SourceBlock {
  readonly head: string
  readonly body: readonly SourceNode[]
  readonly tail?: string
  readonly otherwise?: readonly SourceNode[]
  /** What follows the last brace: the parenthesis of a call around a function. */
  readonly close?: string
}

/** Writes lines as text. */
export function printNodes(nodes: readonly SourceNode[], indent = '  '): string {
  return nodes.map(node => printNode(node, indent)).join('\n')
}

function printNode(node: SourceNode, indent: string): string {
  if (typeof node === 'string') return indent + node
  const { head, body, tail, otherwise, close = '' } = node
  const inner = `${indent}  `
  const more = tail === undefined ? [] : [`${indent}} ${tail} {`, printNodes(otherwise ?? [], inner)]
  return [`${indent}${head} {`, printNodes(body, inner), ...more, `${indent}}${close}`].join('\n')
}

/** Every list with one line or block less, or with a block replaced by what is in it. */
export function smallerLists(nodes: readonly SourceNode[]): readonly (readonly SourceNode[])[] {
  return nodes.flatMap((node, i) => {
    const replace = (by: readonly SourceNode[]) => [...nodes.slice(0, i), ...by, ...nodes.slice(i + 1)]
    if (typeof node === 'string') return [replace([])]
    const inner = smallerLists(node.body).map(body => replace([{ ...node, body }]))
    const other = smallerLists(node.otherwise ?? []).map(otherwise => replace([{ ...node, otherwise }]))
    // What stood in a function or a branch may not stand alone; then it does not parse, and is no smaller case.
    return [replace([]), replace(node.body), ...inner, ...other]
  })
}
