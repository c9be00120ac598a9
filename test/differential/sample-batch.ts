import fc from 'fast-check'
import { generateBlocks } from './generate-blocks.js'
import { generateFilling } from './generate-filling.js'
import type { Input } from './generate-input.js'
import { generateInput } from './generate-input.js'
import { generatePixels } from './generate-pixels.js'
import type { Program } from './generate-program.js'
import { generateProgram } from './generate-program.js'
import { generateSection } from './generate-section.js'
import { generateShortLoop } from './generate-short-loop.js'
import { keepPrograms } from './is-program.js'
import { arbitraryOf } from './random.js'

/** A program and the inputs it is tried on. */
export interface Case {
  readonly program: Program
  readonly inputs: readonly Input[]
}

/** How many programs share one run of the assembler, and how many inputs each is tried on. */
const BATCH = 64
const INPUTS = 8

const anyCase = arbitraryOf((random): Case => {
  const program = random.oneOf<Program>([
    [76, () => generateProgram(random)],
    [5, () => generatePixels(random)],
    [8, () => generateShortLoop(random)],
    [7, () => generateFilling(random)],
    [3, () => generateSection(random)],
    [1, () => generateBlocks(random)],
  ])
  return { program, inputs: Array.from({ length: INPUTS }, () => generateInput(random, program.params)) }
})

/** The programs of one batch: the same for the same seed. */
export function sampleBatch(seed: number): readonly Case[] {
  return keepPrograms(fc.sample(anyCase, { seed, numRuns: BATCH, unbiased: true }))
}
