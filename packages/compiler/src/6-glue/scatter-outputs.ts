import type { KernelPlan, OutputPlan } from '../abi/kernel-plan.js'
import { outputSlots } from '../abi/names.js'
import type { Gathered } from './gather-leaves.js'
import { holderOf } from './gather-leaves.js'
import type { GlueInput } from './glue-inputs.js'
import { rootText } from './glue-inputs.js'
import type { Outlets } from './outlets.js'
import { outletOf } from './outlets.js'

/** Writes the statements that put the values a kernel left in its output slots back where they came from; empty: none. */
export function scatterOutputs(
  plan: KernelPlan,
  inputs: readonly GlueInput[],
  gathered: Gathered,
  outlets: Outlets,
  runtime: string,
): string {
  const parts = plan.outputs.flatMap((output, slot) => {
    const { target } = output
    if (target === null) return []
    const value = slotText(output, slot, runtime)
    if (target.path.length > 0) {
      return [`${gathered.nameOf(holderOf(target))}[${JSON.stringify(target.path.at(-1))}] = ${value}`]
    }
    return [`${outletOf(outlets, target.root) ?? rootText(target, inputs)} = ${value}`]
  })
  return parts.join('; ')
}

/** The value in an output slot, as an expression. */
export function slotText({ type }: OutputPlan, slot: number, runtime: string): string {
  const element = outputSlots.address / 8 + slot
  const number = `${runtime}.slot(${element})`
  const heap = (kind: string) => `${runtime}.heap("${kind}")[${element}]`
  switch (type) {
    case 'i64':
      return heap('BigInt64Array')
    case 'u64':
      return heap('BigUint64Array')
    case 'bool':
      return `${number} !== 0`
    default:
      return number
  }
}
