import { glueInputs } from './glue-inputs.js'
import type { LinkedFunction } from './link-input.js'
import { claimOutlets, emptyOutlets, writeOutlets } from './outlets.js'
import { gatherInputs } from './place-prologue.js'
import type { GlueParts } from './place-registration.js'
import { writeTurns } from './place-turns.js'
import { writeKernel } from './write-kernel.js'

/**
 * Makes the loops of a function ask their kernels first.
 *
 * `for (…) s += xs[i]` becomes `{ let r = miss; if (ready(k)) { r = glue(xs, s); s = … } if (r === miss) { for (…) s += xs[i] } }`.
 */
export function placeLoops(
  { edits, names, notes, functions }: GlueParts,
  { marked: { name }, loops, stays }: LinkedFunction,
  state: string,
): void {
  const { runtime } = names
  let first = 0
  for (const { at, plans } of loops) {
    const glue = names.claim(`${name}_loop`)
    const outlets = claimOutlets(plans, `${name}_loop`, names)
    functions.push(
      ...writeOutlets(outlets),
      writeKernel({ name: glue, plans, first, state, outlets, notes, runtime }),
    )
    first += plans.length
    // Nothing comes in by position: what a loop needs are variables around it.
    const { reads, args } = gatherInputs(glueInputs(plans), runtime)
    const result = `${runtime}_r`
    const turns = writeTurns(plans, stays, runtime)
    const call = emptyOutlets(`${result} = ${glue}(${args})`, outlets)
    const miss = turns.ask && ` if (${result} === ${runtime}.miss)${turns.ask}`
    const ask = `${turns.declare}let ${result} = ${runtime}.miss; if (${runtime}.ready(${state})) { ${reads}${call};${miss} }`
    edits.open(at.start, `{ ${ask} if (${result} === ${runtime}.miss) {${turns.open} `)
    edits.close(at.end, `${turns.close} } }`)
  }
}
