import { builtins, helpers } from './sample-programs/calls.js'
import { destructuring, operators, order } from './sample-programs/expressions.js'
import { flow } from './sample-programs/flow.js'
import type { Program } from './sample-programs/program.js'
import { arrays, bigints, outside } from './sample-programs/values.js'

/** Handwritten programs whose `f` is tried on a few inputs, by topic: evaluation order, jumps, names and the like. */
export const samplePrograms: readonly (readonly [topic: string, programs: readonly Program[]])[] = [
  ['operators', operators],
  ['evaluation order', order],
  ['destructuring', destructuring],
  ['control flow', flow],
  ['helpers', helpers],
  ['built-ins', builtins],
  ['bigints', bigints],
  ['arrays', arrays],
  ['names outside the function', outside],
]
