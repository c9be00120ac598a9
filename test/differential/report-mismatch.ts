import { writeCall } from './generate-input.js'
import { printProgram } from './print-program.js'
import type { Mismatch, Mode } from './run-batch.js'

/** Everything needed to understand and replay one mismatch. */
export function reportMismatch({ case: one, input, expected, actual }: Mismatch, mode: Mode): string {
  return [
    `--- ${mode} ---`,
    printProgram(one.program, 'f', '/* @jit */\n'),
    input === null ? '' : writeCall(input),
    `JavaScript ${expected}`,
    `hotpath    ${actual}`,
  ].join('\n')
}
