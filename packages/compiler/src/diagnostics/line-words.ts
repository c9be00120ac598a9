import type { SourceRange } from '../ir/source-range.js'
import type { Diagnostic } from './diagnostic.js'

// No text of the user's reaches a message with it.
const BORDER = '\0'

/** Words for a message that say in which line something stands; they are written when the source is at hand. */
export function inLine({ file, start }: SourceRange): string {
  return `${BORDER}${file}${BORDER}${start}${BORDER}`
}

/** Writes the lines into a diagnostic's message. A file whose text is not at hand goes without. */
export function writeLines(
  diagnostic: Diagnostic,
  lineOf: (file: string, start: number) => number | null,
): Diagnostic {
  const [first = '', ...parts] = diagnostic.message.split(BORDER)
  if (parts.length === 0) return diagnostic
  let message = first
  for (let i = 0; i < parts.length; i += 3) {
    const [file = '', start = '', plain = ''] = parts.slice(i, i + 3)
    const line = lineOf(file, Number(start))
    message += `${line === null ? '' : ` (line ${line})`}${plain}`
  }
  return { ...diagnostic, message }
}
