import type { Edit, TextPlace } from '../abi/compiled-module.js'
import type { SourceRange } from '../ir/source-range.js'

// No text of ours has it: strings are escaped.
const BORDER = '\0'

/**
 * Remembers which parts of a generated text stand for places of the user's. Texts are put together from many: so marks go
 * into the text itself, and come out again when that is whole.
 */
export class PlaceMarks {
  readonly #marked: SourceRange[] = []

  /** The text with marks around it, which say that it stands for `at`. Marked texts do not nest. */
  around(at: SourceRange, text: string): string {
    return `${BORDER}${this.#marked.push(at) - 1}${BORDER}${text}${BORDER}`
  }

  /** Takes the marks out of the texts of edits, and says what stood between them. */
  take(edits: readonly Edit[]): readonly Edit[] {
    return edits.map(edit => {
      // Plain text, then again and again a number, what it marks, and plain text.
      const [first = '', ...parts] = edit.text.split(BORDER)
      if (parts.length === 0) return edit
      const places: TextPlace[] = []
      let text = first
      for (let i = 0; i < parts.length; i += 3) {
        const [number, marked = '', plain = ''] = parts.slice(i, i + 3)
        const at = this.#marked[Number(number)]
        if (at) places.push({ offset: text.length, length: marked.length, at })
        text += marked + plain
      }
      return { ...edit, text, places }
    })
  }
}
