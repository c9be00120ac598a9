import type { Frame, Place, Value } from './value.js'

/** Whether functions inside a value see the variables of a frame. */
export function holdsFrame(value: Value | Place, frame: Frame): boolean {
  switch (value.kind) {
    case 'object':
      return (
        [...value.fields.values()].some(place => holdsFrame(place, frame)) ||
        value.accessors.some(accessor => holdsFrame(accessor, frame)) ||
        (typeof value.shape !== 'string' && holdsFrame(value.shape, frame))
      )
    case 'optional-object':
      return holdsFrame(value.object, frame)
    case 'function':
    case 'class':
      return isInside(value.frame, frame)
    default:
      return false
  }
}

function isInside(inner: Frame | null, frame: Frame): boolean {
  return inner !== null && (inner === frame || isInside(inner.outer, frame))
}
