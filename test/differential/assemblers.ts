import { createPatientAssembler } from '../support/compile-source.js'

/** What assembles programs with the passes on, and with them off: two threads, as most of the time goes there. */
const assemblers = { on: createPatientAssembler(), off: createPatientAssembler() }

/** The options of `compileSource` for programs with the passes on or off. */
export function optionsFor(passes: boolean) {
  return { passes, assembler: passes ? assemblers.on : assemblers.off }
}
