import type { SourceRange } from '../ir/source-range.js'

/** Why a marked function stays JavaScript, or what the user should know about it. */
export interface Diagnostic {
  /** `phase/problem`, a key of `catalog`. */
  readonly code: `${string}/${string}`
  readonly severity: 'error' | 'warning'
  /** What, and why, in one or two sentences that name the user's own things. */
  readonly message: string
  /** One thing to change, ready to copy. */
  readonly fix: string
  readonly at: SourceRange
}

/** Thrown inside a phase to leave the kernel to JavaScript; caught by `compileModule`. Never a bug. */
export class Refusal extends Error {
  readonly diagnostic: Diagnostic
  /** What else stands in the way, so that one report names every problem. */
  readonly further: readonly Diagnostic[]

  constructor(diagnostic: Diagnostic, further: readonly Diagnostic[] = []) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
    this.further = further
  }
}

/** Leaves the current kernel to JavaScript with this reason. */
export function refuse(diagnostic: Diagnostic): never {
  throw new Refusal(diagnostic)
}
