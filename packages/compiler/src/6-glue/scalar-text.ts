import type { ParamPlan } from '../abi/kernel-plan.js'
import type { Gathered } from './gather-leaves.js'

/** What the Wasm function gets for a scalar parameter. */
export function scalarText({ source, type }: ParamPlan, gathered: Gathered): string {
  const value = gathered.nameOf(source)
  return type === 'bool' ? `+${value}` : value
}
