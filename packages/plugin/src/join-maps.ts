import type { EncodedSourceMap } from '@jridgewell/remapping'
import remapping from '@jridgewell/remapping'

/** The map from a text all the way back: `later` leads to a text that `earlier` leads on from. */
export function joinMaps(later: EncodedSourceMap, earlier: object | undefined): object {
  if (earlier === undefined) return later
  let isFirst = true
  return remapping(later, () => {
    if (!isFirst) return null
    isFirst = false
    return JSON.stringify(earlier)
  })
}
