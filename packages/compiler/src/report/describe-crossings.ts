import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { Crossing } from '../abi/module-report.js'
import { leafName } from '../ir/leaf.js'
import type { ValueType } from '../ir/types.js'
import { elements, isArray, isNestedArray } from '../ir/types.js'

/** How every value of a kernel gets in and out. */
export function describeCrossings(plan: KernelPlan): readonly Crossing[] {
  const outputs = plan.outputs.flatMap(({ type, target }) =>
    target === null
      ? []
      : [crossing(leafName(target), type, 'out', 'written', 'is written back after the call')],
  )
  const isShown = (plan.callbacks ?? []).length > 0
  return [
    ...plan.params.map(param => paramCrossing(param, isShown)),
    ...callbacks(plan),
    ...outputs,
    resultCrossing(plan),
  ]
}

/** `isShown`: functions that only the caller knows may look at arrays meanwhile. */
function paramCrossing(param: ParamPlan, isShown: boolean): Crossing {
  const { type, source, access, fits } = param
  const name = leafName(source)
  const isArgument = source.root.kind === 'argument' && source.path.length === 0
  if (access === 'unused') return crossing(name, type, 'in', 'unused', 'is not needed')
  if (source.root.kind === 'outer' && source.root.reach === 'module' && source.root.isSettled)
    return crossing(name, type, 'in', 'copied-once', 'is copied in once, before the first call')
  if (isArray(type)) return arrayCrossing(name, param, isShown)
  const check = fits
    ? `, checked to be a whole number from ${fits === 'short' ? '-65536 to 65535' : '0 to 2147483647'}`
    : type === 'f64' || type === 'bool'
      ? ''
      : `, checked to be ${type}`
  return isArgument
    ? crossing(name, type, 'in', 'value', `is passed by value${check}`)
    : crossing(name, type, 'in', 'read', `is read at the start of the call${check}`)
}

function arrayCrossing(name: string, { type, access, section }: ParamPlan, isShown: boolean): Crossing {
  const unless = type.endsWith('Array') && !isShown ? ', unless it comes from `alloc`' : ''
  const part = section ? ', of a long one only the part that a call touches' : ''
  const how = `(${sizeOf(type)})${unless}${part}`
  if (access === 'in') return crossing(name, type, 'in', 'copied-in', `is copied in ${how}`)
  return access === 'out'
    ? crossing(name, type, 'out', 'copied-out', `is copied out, for all of it is written ${how}`)
    : crossing(name, type, 'in', 'copied-in-and-back', `is copied in and back, for it is written ${how}`)
}

function sizeOf(type: ValueType): string {
  if (!isArray(type) || isNestedArray(type)) return 'row by row'
  return type === 'string' ? '2 bytes a code unit' : bytesOf(elements[type].bytes)
}

function bytesOf(count: number): string {
  return count === 1 ? '1 byte an element' : `${count} bytes an element`
}

function callbacks({ callbacks: list = [] }: KernelPlan): readonly Crossing[] {
  const names = list.map(one => (one.kind === 'site' ? one.name : leafName(one.source)))
  return [...new Set(names)].map(name =>
    crossing(name, 'function', 'in', 'value', 'is called out of WebAssembly'),
  )
}

function resultCrossing({ result, mayReturn, params, resultShape, outputs }: KernelPlan): Crossing {
  if (resultShape !== null) {
    if (resultShape.kind === 'given')
      return crossing('result', 'object', 'out', 'value', `is \`${leafName(resultShape.source)}\` itself`)
    const count = outputs.filter(({ target }) => target === null).length
    const values = count === 1 ? 'one value' : `${count} values`
    return crossing('result', 'object', 'out', 'copied-out', `is put together from ${values} after the call`)
  }
  if (result === 'void') return crossing('result', 'undefined', 'out', 'value', 'is nothing')
  if (!isArray(result)) return crossing('result', result, 'out', 'value', 'is passed by value')
  const same = mayReturn.map(n => params[n]?.name).filter(name => name !== undefined)
  const but = same.length > 0 ? `; where it is \`${same.join('` or `')}\`, the caller gets that very one` : ''
  const made = result === 'string' ? 'is made into a string' : 'is copied out into a new array'
  return crossing('result', result, 'out', 'copied-out', `${made}${but}`)
}

function crossing(
  name: string,
  type: string,
  direction: Crossing['direction'],
  how: Crossing['how'],
  text: string,
): Crossing {
  return { name, type, direction, how, text }
}
