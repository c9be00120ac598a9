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

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

/** Leaves the current kernel to JavaScript with this reason. */
export function refuse(diagnostic: Diagnostic): never {
  throw new Refusal(diagnostic)
}
