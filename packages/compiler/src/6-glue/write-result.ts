import type { KernelPlan } from '../abi/kernel-plan.js'
import type { ResultShape } from '../ir/leaf.js'
import { resultState } from '../ir/leaf.js'
import { isArray, isNestedArray } from '../ir/types.js'
import type { Gathered } from './gather-leaves.js'
import { slotText } from './scatter-outputs.js'
import { writeResult } from './write-guard.js'
import { writeKind } from './write-unit.js'

/** What the text of a result names. */
export interface ResultNames {
  readonly runtime: string
  readonly kernel: string
  readonly gathered: Gathered
  /** The variable that holds the arrays the call passes. */
  readonly arrays: string
  /** A name for the function that takes arrays out of output slots. */
  readonly take: string
}

/** The call of the Wasm function, with what it gives as a JavaScript value. */
export interface CallResult {
  /** Statements before the value. */
  readonly before: string
  /** Its text stands as an argument does. */
  readonly value: string
}

/** Writes a call of the Wasm function and the value it gives. */
export function writeCallResult(
  call: string,
  plan: KernelPlan,
  index: number,
  names: ResultNames,
): CallResult {
  const { resultShape, result } = plan
  const { runtime, kernel, arrays, take } = names
  if (resultShape === null) {
    if (!isArray(result)) return { before: '', value: writeResult(call, result) }
    const value = `${runtime}.arrayOf(${kernel}, ${index}, ${arrays}, ${call})`
    return { before: '', value: isNestedArray(result) ? `${runtime}.wholeOf(${value})` : value }
  }
  const made = writeShape(resultShape, plan, names)
  if (!plan.outputs.some(({ target, type }) => target === null && isArray(type)))
    return { before: '', value: `(${call}, ${made})` }
  const taker = `${runtime}.taker(${kernel}, ${index}, ${arrays})`
  return { before: `${call}; const ${take} = ${taker}; `, value: made }
}

function writeShape(shape: ResultShape, plan: KernelPlan, names: ResultNames): string {
  if (shape.kind === 'object') {
    const fields = shape.fields.map(([name, value]) => `${writeKey(name)}: ${writeShape(value, plan, names)}`)
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}'
  }
  if (shape.kind === 'tuple') return `[${shape.items.map(item => writeShape(item, plan, names)).join(', ')}]`
  if (shape.kind === 'given') return names.gathered.nameOf(shape.source)
  if (shape.kind === 'optional') return writeOptional(shape, plan, names)
  const output = plan.outputs[shape.slot]
  if (!output) throw new Error(`6-glue: no output ${shape.slot}`)
  if (!isArray(output.type)) return slotText(output, shape.slot, names.runtime)
  const taken = `${names.take}(${shape.slot}, ${writeKind(output.type, names.runtime)})`
  return isNestedArray(output.type) ? `${names.runtime}.wholeOf(${taken})` : taken
}

function writeOptional(
  { state, value }: ResultShape & { readonly kind: 'optional' },
  plan: KernelPlan,
  names: ResultNames,
): string {
  const given = slotText({ type: 'f64', target: null }, state, names.runtime)
  const missing = `${given} === ${resultState.null} ? null : void 0`
  return `(${given} === ${resultState.value} ? ${writeShape(value, plan, names)} : ${missing})`
}

/** `__proto__` as a plain key would set the prototype. */
function writeKey(name: string): string {
  if (name === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}
