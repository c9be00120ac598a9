import type { SourceRange } from '../ir/source-range.js'

// No line has it: names are mangled, and there are no strings.
const BORDER = '\0'

/**
 * Remembers what lines were made of. Lines are indented, and put together to longer ones, on their way into the program: so
 * a mark goes into the line itself, and comes out again at the end.
 */
export class LineMarks {
  readonly #marked: SourceRange[] = []

  /** The lines with a mark: the first, and those behind it up to the next mark, were made of `at`. */
  mark(lines: readonly string[], at: SourceRange): readonly string[] {
    const [first, ...more] = lines
    return first === undefined ? lines : [`${BORDER}${this.#marked.push(at) - 1}${BORDER}${first}`, ...more]
  }

  /** Takes the marks out of a text, and says what each of its lines was made of. */
  take(text: string): { readonly text: string; readonly lines: readonly (SourceRange | null)[] } {
    let latest: SourceRange | null = null
    const lines: (SourceRange | null)[] = []
    const plain = text.split('\n').map(line => {
      const parts = line.split(BORDER)
      // A statement that begins within a line is what a debugger should show: `} else if (…) {`.
      if (parts.length > 1) latest = this.#marked[Number(parts.at(-2))] ?? null
      lines.push(latest)
      return parts.filter((_, n) => n % 2 === 0).join('')
    })
    return { text: plain.join('\n'), lines }
  }
}
