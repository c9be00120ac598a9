import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceRange } from '../ir/source-range.js'
import type { OptionReading } from './option-set.js'

/** A function marked where it is written: by a comment, a directive or a decorator. */
export interface Mark {
  readonly path: NodePath<t.Function>
  readonly marker: SourceRange
  readonly reading: OptionReading
}

/** The marks of one form in one module, and what to say about markers that mark nothing. */
export interface MarkReading {
  readonly marks: readonly Mark[]
  readonly diagnostics: readonly Diagnostic[]
}
