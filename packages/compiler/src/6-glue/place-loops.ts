import { glueInputs } from './glue-inputs.js'
import type { LinkedFunction } from './link-input.js'
import { gatherInputs } from './place-prologue.js'
import type { GlueParts } from './place-registration.js'
import { writeTurns } from './place-turns.js'
import { writeKernel } from './write-kernel.js'

/**
 * Makes the loops of a function ask their kernels first, which write the function's variables themselves.
 *
 * `for (…) s += xs[i]` becomes `{ if (glue(xs, s, v => { s = v }) === miss) { for (…) s += xs[i] } }`.
 */
export function placeLoops(
  { edits, names, functions }: GlueParts,
  { marked: { name }, loops, stays }: LinkedFunction,
  state: string,
): void {
  const { runtime } = names
  let first = 0
  for (const { at, plans } of loops) {
    const glue = names.claim(`${name}_loop`)
    functions.push(writeKernel({ name: glue, plans, first, state, runtime }))
    first += plans.length
    // Nothing comes in by position: what a loop needs are variables around it.
    const { reads, args } = gatherInputs(glueInputs(plans), runtime)
    const turns = writeTurns(plans, stays, runtime)
    edits.open(at.start, `{ ${reads}if (${glue}(${args}) === ${runtime}.miss) {${turns.open} `)
    edits.close(at.end, `${turns.close} } }`)
  }
}
