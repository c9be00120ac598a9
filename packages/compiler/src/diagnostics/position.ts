/** A place in a text as editors and terminals count it: both numbers start at 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

// The line ends JavaScript knows, so that lines agree with Babel's and with the frame's.
const lineEnd = /\r\n|[\n\r\u2028\u2029]/g

/** Turns a UTF-16 offset into a line and column; an offset behind the end means the end. */
export function positionAt(source: string, offset: number): Position {
  const until = Math.max(0, Math.min(offset, source.length))
  let line = 1
  let lineStart = 0
  for (const { 0: text, index } of source.matchAll(lineEnd)) {
    if (index + text.length > until) break
    line++
    lineStart = index + text.length
  }
  return { line, column: until - lineStart + 1 }
}
