import type { KernelPlan, OutputPlan } from '../../abi/kernel-plan.js'
import type { LeafSource, ResultShape } from '../../ir/leaf.js'
import { leafName } from '../../ir/leaf.js'
import type { ValueType } from '../../ir/types.js'

/** How a kernel is called, for people: `(Float64Array, i32) → f64`; what is no argument itself goes by its name. */
export function writeSignature(
  {
    params,
    callbacks = [],
    missing = [],
    outputs,
  }: Pick<KernelPlan, 'params' | 'callbacks' | 'missing' | 'outputs'>,
  result: ValueType | ResultShape,
): string {
  const functions = callbacks.flatMap(one =>
    one.kind === 'site' ? [] : [{ source: one.source, type: 'function' }],
  )
  const all = [...params, ...functions].sort((a, b) => positionOf(a.source) - positionOf(b.source))
  const given = all.map(({ source, type }) => {
    const isArgument = source.root.kind === 'argument' && source.path.length === 0
    return isArgument ? type : `${leafName(source)}: ${type}`
  })
  // However often it is called.
  const sites = new Set(callbacks.flatMap(one => (one.kind === 'site' ? `${one.name}: function` : [])))
  const left = missing.map(
    ({ source, as }) => `${leafName(source)}: ${typeof as === 'string' ? as : JSON.stringify(as.text)}`,
  )
  return `(${[...given, ...sites, ...left].join(', ')}) → ${typeof result === 'string' ? result : writeShape(result, outputs)}`
}

function positionOf({ root }: LeafSource): number {
  return root.kind === 'argument' ? root.index : Number.MAX_SAFE_INTEGER
}

function writeShape(shape: ResultShape, outputs: readonly OutputPlan[]): string {
  if (shape.kind === 'slot') return outputs[shape.slot]?.type ?? 'void'
  if (shape.kind === 'given') return leafName(shape.source)
  if (shape.kind === 'optional') return `${writeShape(shape.value, outputs)} or nothing`
  if (shape.kind === 'tuple') return `[${shape.items.map(item => writeShape(item, outputs)).join(', ')}]`
  return `{ ${shape.fields.map(([name, value]) => `${name}: ${writeShape(value, outputs)}`).join(', ')} }`
}
