import type { LineSpan } from '../abi/module-report.js'
import { positionAt } from '../diagnostics/position.js'
import type { SourceRange } from '../ir/source-range.js'

const longestQuote = 48

/** The text that the report of one module is about, and the places in it. */
export class SourcePlaces {
  readonly file: string
  private readonly source: string

  constructor(file: string, source: string) {
    this.file = file
    this.source = source
  }

  has(at: SourceRange): boolean {
    return at.file === this.file
  }

  lineOf(at: SourceRange): number {
    return positionAt(this.source, at.start).line
  }

  span(at: SourceRange): LineSpan {
    return { from: this.lineOf(at), to: positionAt(this.source, at.end).line }
  }

  /** The part of an assignment that is assigned to. */
  target(at: SourceRange): SourceRange {
    const text = this.source.slice(at.start, at.end)
    const [target] = /^[^=]*?\](?=\s*(?:[-+*/%&|^<>?]*=|\+\+|--))/.exec(text) ?? []
    return target === undefined ? at : { ...at, end: at.start + target.length }
  }

  /** What the user wrote there, on one line. */
  quote(at: SourceRange): string {
    const text = this.source.slice(at.start, at.end).replace(/\s+/g, ' ')
    return `\`${text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text}\``
  }
}

/** Equal for equal places. */
export function placeKey({ file, start, end }: SourceRange): string {
  return `${start}-${end} ${file}`
}
