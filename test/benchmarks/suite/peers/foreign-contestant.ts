import type { SuiteCase } from '../cases.js'
import type { Contestant } from '../column.js'
import { callerOf, contestantOf, placeInputs } from '../in-process.js'
import { kindOf } from '../typed-array.js'
import type { CallShape, Make, ShapeOf } from './call-shapes.js'
import { callShapes } from './call-shapes.js'

/** Kernels that call exp, log, sin or cos, whose last bits ECMAScript leaves open. */
const transcendental: ReadonlySet<string> = new Set(['blackScholes', 'fft'])

/** Relative distance that another library's may make: each is within a few units in the last place. */
const LIBRARY = 1e-9

/** How far the results of a kernel may be where exp and its kin are not the engine's. */
export function agreementOf(kernel: string): Contestant['agreement'] {
  return transcendental.has(kernel) ? LIBRARY : 'bits'
}

/** How a kernel is called in another language. */
export function shapeOf(kernel: string): ShapeOf {
  const shape = callShapes[kernel]
  if (shape === undefined) throw new Error(`nothing says how ${kernel} is called`)
  return shape
}

/** A kernel of another language with arrays where it finds them, so that nothing is copied. */
export interface Foreign {
  readonly make: Make
  /** The function and what it is called with: addresses or arrays, and numbers. */
  readonly bind: (shape: CallShape) => readonly [fn: (...args: never[]) => unknown, args: readonly unknown[]]
  /** Whether `exp` and the like are the engine's own. */
  readonly math: 'engine' | 'library'
}

/** Sets a case up for a kernel that this process calls. */
export function foreignContestant(suiteCase: SuiteCase, { make, bind, math }: Foreign): Contestant {
  const { kernel } = suiteCase
  const inputs = placeInputs(suiteCase, array => make(kindOf(array), array.length))
  const shape = shapeOf(kernel)(inputs, make)
  const call = callerOf(...bind(shape))
  const agreement = math === 'library' ? agreementOf(kernel) : 'bits'
  return contestantOf(suiteCase, { call, inputs, resultOf: shape.result }, { agreement })
}
