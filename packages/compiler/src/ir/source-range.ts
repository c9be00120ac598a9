/** A half-open range of UTF-16 offsets in one source file. `file` is the module id the text came from. */
export interface SourceRange {
  readonly file: string
  readonly start: number
  readonly end: number
}
