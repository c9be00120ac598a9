import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { Coverage, Extent } from '../ir/extent.js'
import { isNestedArray } from '../ir/types.js'
import type { Gathered } from './gather-leaves.js'

/** The length the Wasm function gets: in elements, of a DataView in bytes, of an array of arrays in rows. */
export function lengthText({ source, type }: ParamPlan, gathered: Gathered): string {
  if (isNestedArray(type)) return `${gathered.rowsOf(source)}.rows.length`
  return `${gathered.nameOf(source)}.${type === 'DataView' ? 'byteLength' : 'length'}`
}

/** The test whether a call overwrites all of an array before it reads any. */
export function writeCoverage(
  param: ParamPlan,
  { extent, steps }: Coverage,
  plan: KernelPlan,
  gathered: Gathered,
): string {
  const tests = steps.flatMap(step => {
    const text = writeExtent(step, plan, gathered)
    if (step.kind === 'const' && isWhole(step, plan)) return []
    return isWhole(step, plan) ? [`${text} > 0`] : [`${text} > 0`, `${text} % 1 === 0`]
  })
  const fits = `${lengthText(param, gathered)} <= ${writeExtent(extent, plan, gathered)}`
  return [...new Set(tests), fits].join(' && ')
}

/** As JavaScript reads it from left to right: a product on the right stands in parentheses, for its own rounding. */
function writeExtent(extent: Extent, plan: KernelPlan, gathered: Gathered): string {
  if (extent.kind === 'const') return String(extent.value)
  if (extent.kind === 'product') {
    const right = writeExtent(extent.right, plan, gathered)
    const factor = extent.right.kind === 'product' ? `(${right})` : right
    return `${writeExtent(extent.left, plan, gathered)} * ${factor}`
  }
  const param = plan.params[extent.param]
  if (!param) throw new Error(`6-glue: no parameter ${extent.param}`)
  return extent.kind === 'length' ? lengthText(param, gathered) : gathered.nameOf(param.source)
}

/** Whether the guard or the kind of number says so. */
function isWhole(extent: Extent, { params }: KernelPlan): boolean {
  if (extent.kind === 'length') return true
  if (extent.kind === 'const') return Number.isInteger(extent.value)
  return extent.kind === 'param' && ['i32', 'u32'].includes(params[extent.param]?.type ?? '')
}
