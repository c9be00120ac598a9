import { glueInputs } from './glue-inputs.js'
import type { LinkedFunction } from './link-input.js'
import { claimOutlets, emptyOutlets, writeOutlets } from './outlets.js'
import { gatherInputs } from './place-prologue.js'
import type { GlueParts } from './place-registration.js'
import { writeTurns } from './place-turns.js'
import { writeEcho } from './write-callbacks.js'
import { isAsked, writeKernel } from './write-kernel.js'

/**
 * Makes the loops of a function ask their kernels first.
 *
 * `for (…) s += xs[i]` becomes `{ let m = true; if (!(off && off--)) { m = glue(xs, s) === miss; s = … } if (m) { for (…) s += xs[i] } }`:
 * where the kernel is off, engines know that the loop runs, and many loops are too short to look at anything first.
 */
export function placeLoops(
  { edits, names, notes, functions }: GlueParts,
  { marked: { name }, loops, stays }: LinkedFunction,
  stateOf: (loop: number) => string,
): void {
  const { runtime } = names
  for (const [i, { at, plans }] of loops.entries()) {
    const glue = names.claim(`${name}_loop`)
    const off = names.claim(`off_${name}_loop`)
    const outlets = claimOutlets(plans, `${name}_loop`, names)
    functions.push(
      `var ${off}`,
      ...writeOutlets(outlets),
      writeKernel({ name: glue, plans, stays, state: stateOf(i), off, outlets, notes, runtime }),
    )
    // Nothing comes in by position: what a loop needs are variables around it.
    const { reads, args } = gatherInputs(glueInputs(plans), runtime)
    const isMissed = `${runtime}_m`
    const turns = writeTurns(plans, { stays }, runtime)
    const again = writeEcho(plans, ({ name }) => name, runtime) + turns.ask
    const call = emptyOutlets(`${isMissed} = ${glue}(${args}) === ${runtime}.miss`, outlets)
    const miss = again && ` if (${isMissed}) {${again} }`
    const ask = `${turns.declare}let ${isMissed} = true; if (${isAsked(off)}) { ${reads}${call};${miss} }`
    edits.open(at.start, `{ ${ask} if (${isMissed}) {${turns.open} `)
    edits.close(at.end, `${turns.close} } }`)
  }
}
