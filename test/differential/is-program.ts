import { evaluateModule } from '../support/evaluate-module.js'
import type { Program } from './generate-program.js'
import { printProgram } from './print-program.js'

/**
 * Whether a printed program parses. Shrinking may leave a `break` without its loop, and TypeScript takes the `<` and `>` of
 * some shifts and comparisons for type arguments.
 */
export function isProgram(program: Program): boolean {
  try {
    evaluateModule(printProgram(program, 'f', ''), {})
    return true
  } catch {
    return false
  }
}
