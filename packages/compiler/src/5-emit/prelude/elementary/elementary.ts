import type { LaneMath } from '../../../ir/simd.js'
import type { Helper } from '../prelude.js'
import { exp } from './exp.js'
import { log } from './log.js'
import { pow } from './pow.js'
import type { Formula, Shape } from './shape.js'
import { shaped } from './shape.js'
import { cos, sin } from './sin-cos.js'

const formulas: Readonly<Record<LaneMath, Formula>> = { exp, log, pow, sin, cos }

/** A function of `Math` in code of our own, for one double or for two: no further than 1.5 ulp from the true value. */
export function elementary(fn: LaneMath, shape: Shape): Helper {
  return shaped(formulas[fn], shape)
}
