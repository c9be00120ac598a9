import type { Tree, TreeKind } from './tree.js'

const literals: Readonly<Record<TreeKind, readonly string[]>> = {
  number: ['0', '1'],
  boolean: ['true', 'false'],
  bigint: ['0n'],
  statement: [],
  block: [],
}

/** Every tree that is this one with one thing simpler, the boldest cuts first. Some may not be valid programs. */
export function smallerTrees(tree: Tree): readonly Tree[] {
  return [...cuts(tree)].sort((a, b) => sizeOf(a) - sizeOf(b))
}

/** How much text a tree prints to, indentation aside. */
export function sizeOf(tree: Tree): number {
  return tree.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : sizeOf(part)), 0)
}

function* cuts(tree: Tree): Generator<Tree> {
  if (tree.kind === 'block') yield* cutBlock(tree)
  else if (tree.kind !== 'statement') yield* cutExpression(tree)
  for (const [i, part] of tree.parts.entries()) {
    if (typeof part === 'string') continue
    for (const smaller of cuts(part)) yield { ...tree, parts: tree.parts.with(i, smaller) }
  }
}

/** Leaves statements out, or puts what is inside a statement in its place. */
function* cutBlock(block: Tree): Generator<Tree> {
  const { parts } = block
  if (parts.length > 3) {
    const half = parts.length >> 1
    yield { ...block, parts: parts.slice(half) }
    yield { ...block, parts: parts.slice(0, half) }
  }
  for (const [i, part] of parts.entries()) {
    yield { ...block, parts: parts.toSpliced(i, 1) }
    if (typeof part === 'string') continue
    for (const inner of part.parts) {
      if (typeof inner !== 'string' && inner.kind === 'block') {
        yield { ...block, parts: parts.toSpliced(i, 1, ...inner.parts) }
      }
    }
  }
}

/** Puts a literal, or an expression inside of the same kind, in the place of an expression. */
function* cutExpression(expression: Tree): Generator<Tree> {
  const size = sizeOf(expression)
  for (const literal of literals[expression.kind]) {
    if (literal.length < size) yield { kind: expression.kind, parts: [literal] }
  }
  for (const inner of descendants(expression)) {
    if (inner.kind === expression.kind) yield inner
  }
}

function* descendants(tree: Tree): Generator<Tree> {
  for (const part of tree.parts) {
    if (typeof part === 'string') continue
    yield part
    yield* descendants(part)
  }
}
