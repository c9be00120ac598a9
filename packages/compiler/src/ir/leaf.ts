/** Where the glue finds the value of an entry parameter: a root and the fields that lead on from it. */
export interface LeafSource {
  readonly root: LeafRoot
  readonly path: readonly string[]
}

/**
 * - `argument`: an argument of the call, called `name` in the source
 * - `this`: what the function was called on
 * - `outer`: a variable that stands outside the function: at the top of the module, where the glue can name it, or
 *   `around` the function, where only the function itself can
 */
export type LeafRoot =
  | { readonly kind: 'argument'; readonly index: number; readonly name: string }
  | { readonly kind: 'this' }
  | { readonly kind: 'outer'; readonly name: string; readonly reach: 'module' }
  | { readonly kind: 'outer'; readonly name: string; readonly reach: 'around' }

/** What the glue does with the value of an output slot: puts it back where it came from; `null`: part of the result. */
export interface OutputSlot {
  readonly target: LeafSource | null
}

/** What a kernel whose result is made of several values gives: how the glue puts it together from output slots. */
export type ResultShape =
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, value: ResultShape])[] }
  | { readonly kind: 'tuple'; readonly items: readonly ResultShape[] }

/** How people would write a source, `p.x`; equal for equal sources within one function. */
export function leafName({ root, path }: LeafSource): string {
  const base = root.kind === 'this' ? 'this' : root.name
  return [base, ...path].join('.')
}

/** Tells sources apart, whatever they are called. */
export function leafKey(source: LeafSource): string {
  const { root } = source
  const place = root.kind === 'argument' ? root.index : root.kind === 'outer' ? root.reach : ''
  return `${root.kind} ${place} ${leafName(source)}`
}
