import type { SourceRange } from './source-range.js'

/**
 * What a pass did to a loop of the user's, or why it did not, in words that complete a sentence about the loop. One loop
 * may stand in several places of a kernel, and each place has facts of its own.
 * - `unrolled`: its so many turns are written one behind the other
 * - `lanes`: so many turns run side by side in registers of this shape
 * - `jammed`: so many turns run through the inner loop together
 * - `versioned`: its bounds are checked once, before it
 * - `split`: it runs unchecked as far as what lies ahead of its counter is there
 */
export type LoopFact =
  | { readonly kind: 'unrolled'; readonly turns: number }
  | { readonly kind: 'lanes'; readonly turns: number; readonly shape: string }
  | { readonly kind: 'no-lanes'; readonly why: string }
  | { readonly kind: 'jammed'; readonly turns: number }
  | { readonly kind: 'versioned' }
  | { readonly kind: 'not-versioned'; readonly why: string }
  | { readonly kind: 'split' }

/** Takes what a pass has to say about the loop at this place. */
export type TellLoop = (loop: SourceRange, fact: LoopFact) => void
