import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Life, ObjectValue } from './value.js'

/** Of an object that nobody holds yet. */
export function newLife(): Life {
  return { holders: 0, proof: null, isWritten: false, isShared: false, isOpen: false }
}

/** Notes that a field of an object is assigned; refuses where another copy of its fields stands for the same object. */
export function noteWrite({ life }: ObjectValue, name: string, at: SourceRange): void {
  if (life.isShared) refuse(diagnose('lower/shared-object', at, name))
  life.isWritten = true
}

/** Refuses a use of a whole object whose fields nobody knows yet: the first one is assigned further down the text. */
export function mustBeKnown({ life }: ObjectValue, name: string, at: SourceRange): void {
  if (life.isOpen)
    refuse(
      diagnose(
        'lower/unsupported-syntax',
        at,
        `The object in \`${name}\` above the first line that assigns one`,
      ),
    )
}

/**
 * Lets two copies of the fields stand for one object. Nobody can tell as long as none of the fields is ever assigned,
 * in the whole of what is lowered, and objects are never asked whether they are the same.
 */
export function share(target: ObjectValue, source: ObjectValue, name: string, at: SourceRange): void {
  if (!isNeverWritten(target) || !isNeverWritten(source)) refuse(diagnose('lower/shared-object', at, name))
  markShared(target)
  markShared(source)
}

function isNeverWritten(object: ObjectValue): boolean {
  // The caller may hold what it gave.
  if (object.life.isWritten || object.life.holders === Number.POSITIVE_INFINITY) return false
  return partsOf(object).every(isNeverWritten)
}

function markShared(object: ObjectValue): void {
  object.life.isShared = true
  partsOf(object).forEach(markShared)
}

function partsOf({ fields }: ObjectValue): readonly ObjectValue[] {
  return [...fields.values()].flatMap(place => (place.kind === 'object' ? [place] : []))
}
