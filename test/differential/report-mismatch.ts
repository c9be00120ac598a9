import { describeValue } from '../support/describe-value.js'
import { makeArguments } from './generate-input.js'
import { printProgram } from './print-program.js'
import type { Mismatch, Mode } from './run-batch.js'

/** Everything needed to understand and replay one mismatch. */
export function reportMismatch({ case: one, input, expected, actual }: Mismatch, mode: Mode): string {
  const call = input === null ? '' : `f(${makeArguments(input).map(describeValue).join(', ')})`
  return [
    `--- ${mode} ---`,
    printProgram(one.program, 'f', '/* @jit */\n'),
    call,
    `JavaScript ${expected}`,
    `hotpath    ${actual}`,
  ].join('\n')
}
