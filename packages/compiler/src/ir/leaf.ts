import type { SourceRange } from './source-range.js'

/** Where the glue finds the value of an entry parameter: a root and the fields that lead on from it. */
export interface LeafSource {
  readonly root: LeafRoot
  readonly path: readonly string[]
  /** The object with the last field may be of this class of the browser's, which has it as a getter. */
  readonly host?: string
}

/**
 * - `argument`: an argument of the call, called `name` in the source
 * - `this`: what the function was called on
 * - `private`: a field of that (`#x`), which only code inside its class can name
 * - `brand`: whether that is an object which has the private name, and so was made by the class; `addTo`: the body of the
 *   class, which has to be given such a name first
 * - `outer`: a variable that stands outside the function: at the top of the module, where the glue can name it, or
 *   `around` the function, where only the function itself can; `isSettled`: it holds an array that nothing changes once
 *   the module has been evaluated
 * - `same`: no value of the caller's, but whether two of them are one object
 */
export type LeafRoot =
  | { readonly kind: 'argument'; readonly index: number; readonly name: string }
  | { readonly kind: 'this' }
  | { readonly kind: 'private'; readonly name: string }
  | { readonly kind: 'brand'; readonly name: string; readonly addTo: SourceRange | null }
  | (OuterRoot & { readonly reach: 'module'; readonly isSettled?: boolean })
  | (OuterRoot & { readonly reach: 'around' })
  | { readonly kind: 'same'; readonly left: LeafSource; readonly right: LeafSource }

interface OuterRoot {
  readonly kind: 'outer'
  readonly name: string
  /** Whether it keeps what it holds when the call begins, whoever is called meanwhile, and so do the elements of an array. */
  readonly isFixed?: boolean
}

/** Something of the caller's that a kernel takes to be missing, or to be this string. */
export interface MissingLeaf {
  readonly source: LeafSource
  readonly as: 'undefined' | 'null' | { readonly text: string }
}

/**
 * A method or getter of the caller's object that is compiled in: its name, read from `of`, has to lead to the one that the
 * class of the module with the body `owner` declares. A `private` one is there wherever the `brand` is, and cannot be
 * replaced.
 */
export interface MethodLeaf {
  readonly kind: 'method' | 'getter' | 'private'
  readonly of: LeafSource
  readonly name: string
  readonly owner: SourceRange
  /** Where to ask for the brand; not of a method. */
  readonly brand?: LeafSource
}

/** What the glue does with the value of an output slot: puts it back where it came from; `null`: part of the result. */
export interface OutputSlot {
  readonly target: LeafSource | null
}

/**
 * What a kernel whose result is made of several values gives: how the glue puts it together from output slots. The state
 * of one that is `optional` says whether it is there; what was `given` is the very object the call passed in.
 */
export type ResultShape =
  | { readonly kind: 'given'; readonly source: LeafSource }
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, value: ResultShape])[] }
  | { readonly kind: 'tuple'; readonly items: readonly ResultShape[] }
  | { readonly kind: 'optional'; readonly state: number; readonly value: ResultShape }

/** The objects of the caller's that a result holds. */
export function givenIn(shape: ResultShape): readonly LeafSource[] {
  switch (shape.kind) {
    case 'given':
      return [shape.source]
    case 'object':
      return shape.fields.flatMap(([, value]) => givenIn(value))
    case 'tuple':
      return shape.items.flatMap(givenIn)
    case 'optional':
      return givenIn(shape.value)
    default:
      return []
  }
}

/** What the state of an optional result may be, as a number. */
export const resultState = { undefined: 0, null: 1, value: 2 } as const

/** How people would write a source, `p.x`; equal for equal sources within one function. */
export function leafName({ root, path }: LeafSource): string {
  if (root.kind === 'same') return `${leafName(root.left)} === ${leafName(root.right)}`
  if (root.kind === 'brand') return `${root.name} in this`
  const base = root.kind === 'this' ? 'this' : root.kind === 'private' ? `this.${root.name}` : root.name
  return [base, ...path].join('.')
}

/** Tells sources apart, whatever they are called. */
export function leafKey(source: LeafSource): string {
  const { root } = source
  const place = root.kind === 'argument' ? root.index : root.kind === 'outer' ? root.reach : ''
  const host = source.host === undefined ? '' : ` of ${source.host}`
  return `${root.kind} ${place} ${leafName(source)}${host}`
}
