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
  const starts = lineStartsOf(source)
  let [line, after] = [0, starts.length]
  while (after - line > 1) {
    const middle = (line + after) >> 1
    if ((starts[middle] ?? 0) <= until) line = middle
    else after = middle
  }
  return { line: line + 1, column: until - (starts[line] ?? 0) + 1 }
}

// Many places of one text are asked for in a row.
let latest: { readonly source: string; readonly starts: readonly number[] } = { source: '', starts: [0] }

function lineStartsOf(source: string): readonly number[] {
  if (latest.source !== source) {
    const ends = [...source.matchAll(lineEnd)]
    latest = { source, starts: [0, ...ends.map(({ 0: text, index }) => index + text.length)] }
  }
  return latest.starts
}
