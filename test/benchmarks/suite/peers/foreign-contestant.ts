import type { SuiteCase } from '../cases.js'
import type { Contestant } from '../column.js'
import { callerOf, contestantOf, placeInputs } from '../in-process.js'
import { kindOf } from '../typed-array.js'
import type { CallShape, Make } from './call-shapes.js'
import { callShapes } from './call-shapes.js'

/** Relative distance that another library's exp, log, sin and cos may make; each is within a few units in the last place. */
const LIBRARY = 1e-9

/** The kernels that call them: ECMAScript leaves their last bits open. */
export const transcendental: ReadonlySet<string> = new Set(['blackScholes', 'fft'])

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
  const shapeOf = callShapes[kernel]
  if (shapeOf === undefined) throw new Error(`nothing says how ${kernel} is called`)
  const inputs = placeInputs(suiteCase, array => make(kindOf(array), array.length))
  const shape = shapeOf(inputs, make)
  const call = callerOf(...bind(shape))
  const agreement = math === 'library' && transcendental.has(kernel) ? LIBRARY : 'bits'
  return contestantOf(suiteCase, { call, inputs, resultOf: shape.result }, { agreement })
}
