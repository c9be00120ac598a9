import type { MarkedFunction } from '../../ir/marked-function.js'
import type { Signature } from '../../ir/signature.js'
import { combine } from '../signatures/combine.js'
import type { LiftableLoop } from './find-loops.js'
import { variableTypes } from './variable-types.js'

// Each is a kernel of its own, and every byte ships.
const mostSignatures = 4

/** The types a loop is compiled for; none where a variable it needs cannot be passed. The entry checks them all. */
export function loopSignatures(marked: MarkedFunction, loop: LiftableLoop): readonly Signature[] {
  const known = loop.variables.map(({ binding }) => variableTypes(marked, binding))
  const choices = known.flatMap(choice =>
    choice === null ? [] : [{ types: choice.types, link: choice.isGuess ? 'guess' : null }],
  )
  if (choices.length < known.length) return []
  return combine(choices)
    .slice(0, mostSignatures)
    .map(params => ({ params, declaredResult: null }))
}
