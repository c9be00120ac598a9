import type * as t from '@babel/types'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { OptionText } from './read-option-words.js'
import { skipTrivia, skipTriviaAndParens } from './skip-trivia.js'

/** A comment that marks the function it stands directly before. */
export interface MarkerComment {
  readonly at: SourceRange
  /** One per `@jit` in it; a JSDoc block may hold several, each with a signature. */
  readonly options: readonly OptionText[]
  /** What the comment stands before, in the terms of `anchorsOf`. */
  readonly target: number
  /** It ends a line of code, and what it stands before begins on another: it speaks of the code it follows. */
  readonly isTrailing: boolean
}

// `@jit` itself, and not `@jitter`, `@jit.js` or `@jit/x`.
const tag = /@jit(?=$|[\s(:,])/
const atStart = new RegExp(`^[\\s*]*${tag.source}`)
const onOwnLine = new RegExp(`^[ \\t]*\\*?[ \\t]*${tag.source}`, 'gm')

/** The marker comments of a module, in source order. */
export function markerCommentsOf(module: ParsedModule): readonly MarkerComment[] {
  const file = module.program.parent
  const comments = file.type === 'File' ? (file.comments ?? []) : []
  return comments.flatMap(comment => {
    const options = optionTextsOf(comment, module.file)
    return options.length === 0 ? [] : [describeComment(comment, options, module)]
  })
}

function describeComment(
  comment: t.Comment,
  options: readonly OptionText[],
  module: ParsedModule,
): MarkerComment {
  const { source, file } = module
  const at = { file, start: comment.start ?? 0, end: comment.end ?? 0 }
  return {
    at,
    options,
    target: skipTriviaAndParens(source, at.end),
    isTrailing: endsLineOfCode(source, at),
  }
}

/**
 * The text behind each `@jit`, up to the next tag. In a JSDoc block every line may begin with `@jit` and its options
 * end with the line; any other comment is a marker only if it begins with `@jit`, and is all options.
 */
function optionTextsOf(comment: t.Comment, file: string): readonly OptionText[] {
  const { value } = comment
  const start = (comment.start ?? 0) + '//'.length
  const isDoc = comment.type === 'CommentBlock' && value.startsWith('*')
  if (isDoc) {
    return [...value.matchAll(onOwnLine)].map(({ 0: text, index }) => {
      const from = index + text.length
      return { text: untilNextTag(/^.*/.exec(value.slice(from))?.[0] ?? ''), file, start: start + from }
    })
  }
  const from = atStart.exec(value)?.[0].length
  return from === undefined ? [] : [{ text: untilNextTag(value.slice(from)), file, start: start + from }]
}

function untilNextTag(text: string): string {
  const next = text.search(/\s@/)
  return next < 0 ? text : text.slice(0, next)
}

const opensWhatFollows = /(?:[{([=:?>&|]|\*\/|\b(?:export|default|return|const|let|var|static|async|new))$/

function endsLineOfCode(source: string, at: SourceRange): boolean {
  const lineStart =
    Math.max(source.lastIndexOf('\n', at.start - 1), source.lastIndexOf('\r', at.start - 1)) + 1
  const before = source.slice(lineStart, at.start).trim()
  if (before === '' || opensWhatFollows.test(before)) return false
  return /[\n\r]/.test(source.slice(at.end, skipTrivia(source, at.end)))
}
