import type * as t from '@babel/types'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import { skipTrivia } from './skip-trivia.js'

/** Where a node stands in its module. */
export function rangeOf(node: t.Node, module: ParsedModule): SourceRange {
  return { file: module.file, start: node.start ?? 0, end: node.end ?? 0 }
}

/** Where a node stands with all parentheses around it, which Babel leaves out of a node's own range. */
export function outerRangeOf(node: t.Node, module: ParsedModule): SourceRange {
  const inner = rangeOf(node, module)
  const start = node.extra?.parenStart
  if (typeof start !== 'number') return inner
  const { source } = module
  let end = inner.end
  for (let at = start; at < inner.start; at = skipTrivia(source, at + 1)) {
    end = skipTrivia(source, end) + 1
  }
  return { file: module.file, start, end }
}
