import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { Table, ThrowSite } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'
import { isArray, isNestedArray, isPlainArray, rowKind } from '../ir/types.js'
import { encodeBase64 } from './base64.js'
import type { LinkedFunction } from './link-input.js'
import type { PlaceMarks } from './place-marks.js'
import { copies } from './place-turns.js'
import { writeCallbackImports } from './write-callbacks.js'

/** What the runtime's `unit` gets of one module, and the names around it. */
export interface UnitText {
  /** Name of the function that gives the kernel state of the n-th function, and of the variable behind it. */
  readonly name: string
  readonly variable: string
  /** Name of the function that makes them all. */
  readonly make: string
  readonly functions: readonly LinkedFunction[]
  readonly tables: readonly Table[]
  readonly wasm: Uint8Array | null
  readonly places: PlaceMarks
  readonly runtime: string
  /** Why functions without a kernel and a reason are JavaScript. */
  readonly why: string
}

/**
 * Writes the function that gives the kernel states of a module. They are made at its first call and not before, because
 * a circular import may call into the module before any of its statements has run.
 */
export function writeUnit(text: UnitText): string {
  const { name, variable, make, functions, tables, wasm, runtime, places, why } = text
  const writeSpecs = (plans: readonly KernelPlan[], stays: boolean) =>
    `[${plans.map(plan => writeSpec(plan, stays, runtime, places)).join(', ')}]`
  const kernels = functions.map(fn => writeFunction(fn, writeSpecs(fn.plans, fn.stays), why))
  const loops = functions.flatMap(({ marked, loops, stays }, i) =>
    loops.map(loop => `    [${JSON.stringify(marked.name)}, ${writeSpecs(loop.plans, stays)}, ${i}],`),
  )
  const plans = functions.flatMap(plansOf)
  const shared = [
    ...(plans.some(plan => (plan.hostCalls ?? []).length > 0) ? [`${runtime}.hostCalls`] : []),
    ...(plans.some(plan => plan.draws) ? [`${runtime}.draws`] : []),
  ]
  const host = writeHost(shared, writeCallbackImports(plans, runtime))
  return [
    `var ${variable}`,
    // Short, so that engines compile it into what asks: it is asked at each call.
    `function ${name}(i) {`,
    `  return (${variable} ||= ${make}())[i]`,
    '}',
    `function ${make}() {`,
    `  return ${runtime}.unit("${wasm ? encodeBase64(wasm) : ''}", [`,
    ...kernels,
    ...loops,
    // Only a module that has tables, or calls the host, ships what that takes.
    `  ]${writeTables(tables, runtime) || (host && ', void 0')}${host})`,
    '}',
  ].join('\n')
}

function writeTables(tables: readonly Table[], runtime: string): string {
  if (tables.length === 0) return ''
  return [`, ${runtime}.tables([`, ...tables.map(table => `    ${writeTable(table)},`), '  ])'].join('\n')
}

/** The imports of the module, of which some are properties of objects of the runtime's. */
function writeHost(shared: readonly string[], own: readonly string[]): string {
  const [only = '', ...others] = shared
  if (own.length + others.length === 0) return only && `, ${only}`
  return `, { ${[...shared.map(object => `...${object}`), ...own].join(', ')} }`
}

/** Of a function as a whole, and of its loops where only they compile. */
function plansOf({ plans, loops }: LinkedFunction): readonly KernelPlan[] {
  return [plans, ...loops.map(loop => loop.plans)].flat()
}

/** Behind all functions stand the loops of those of which only they compile. */
function writeFunction({ marked, plans, reasons }: LinkedFunction, specs: string, why: string): string {
  if (plans.length > 0) return `    [${JSON.stringify(marked.name)}, ${specs}],`
  const [first] = reasons
  // One reason is enough here: the build has told them all, and every byte ships.
  const otherwise = marked.options.off ? 'switched off by its marker' : why
  const reason = first ? `${first.code}: ${first.message}` : otherwise
  return `    [${JSON.stringify(marked.name)}, ${specs}, ${JSON.stringify(reason)}],`
}

function writeSpec(plan: KernelPlan, stays: boolean, runtime: string, places: PlaceMarks): string {
  const { params, result, throws } = plan
  const arrays = params.flatMap((param, n) =>
    isArray(param.type) ? [writeArray(param, n, plan, runtime)] : [],
  )
  const parts = [
    JSON.stringify(plan.exportName),
    JSON.stringify(plan.signature),
    `[${arrays.join(', ')}]`,
    isArray(result) ? writeKind(result, runtime) : '""',
    `[${throws.map(site => writeThrow(site, places)).join(', ')}]`,
    writeStays(plan, stays),
    arrays.length > 1 ? `${runtime}.placeTogether` : '""',
  ]
  // What is empty at the end is left out.
  while (parts.at(-1) === '[]' || parts.at(-1) === '""') parts.pop()
  return `[${parts.join(', ')}]`
}

/**
 * 1 stays whatever it costs, 2 where its calls take long; only what copies arrays or calls back is weighed at all. What only
 * makes arrays for itself must not be: nobody times its JavaScript, so that a race would wait for it for ever.
 */
function writeStays(plan: KernelPlan, stays: boolean): string {
  if ((plan.callbacks ?? []).length === 0 && !copies(plan)) return plan.allocates ? '1' : '""'
  if (stays) return '1'
  // Whoever asks callbacks shows them its arrays, however fast it computes.
  if ((plan.callbacks ?? []).length > 0) return '""'
  return plan.runsInLanes ? '2' : '""'
}

/** Bits, as the runtime reads them: 1 copies in, 2 copies out, 4 may be returned, 8 may be written before a restart. */
function writeArray(
  { type, access }: ParamPlan,
  position: number,
  plan: KernelPlan,
  runtime: string,
): string {
  // A kernel that throws may leave an `out` array half written, and what stood there before has to stay.
  const isRead = access === 'in' || access === 'inout' || (access === 'out' && plan.throws.length > 0)
  const isWritten = access === 'out' || access === 'inout'
  const use = (isRead ? 1 : 0) | (isWritten ? 2 : 0) | (plan.mayReturn.includes(position) ? 4 : 0)
  // A callback may change an array that is only read, and the call start over for that.
  const isLate = (isWritten && plan.restartsLate) || (plan.callbacks ?? []).length > 0
  const late = isLate ? 8 : 0
  return `[${use | late}, ${writeKind(type, runtime)}]`
}

/** A typed array goes by its constructor's name, an ordinary one by the runtime's way of copying it. */
export function writeKind(type: ValueType, runtime: string): string {
  if (type === 'string') return `${runtime}.strings`
  if (isNestedArray(type)) {
    const kind = rowKind(type)
    if (!isPlainArray(kind)) return `${runtime}.typedRows(${JSON.stringify(kind)})`
    return `${runtime}.${kind === 'number[]' ? 'numberRows' : 'booleanRows'}`
  }
  if (type === 'DataView') return '"Uint8Array"'
  if (!isPlainArray(type)) return JSON.stringify(type)
  return `${runtime}.${type === 'number[]' ? 'numbers' : 'booleans'}`
}

/** Its stack begins where the error is made, which is to be where the user's code throws it. */
function writeThrow(site: ThrowSite, places: PlaceMarks): string {
  const message = site.message === null ? '' : JSON.stringify(site.message)
  return `() => ${places.around(site.at, `new ${site.constructor}(${message})`)}`
}

function writeTable({ element, values }: Table): string {
  return `[${JSON.stringify(element === 'string' ? 'Uint16Array' : element)}, [${values.map(writeNumber).join(', ')}]]`
}

/** A number or bigint as a literal of exactly its value; without names, which the module may have given a meaning. */
function writeNumber(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (Number.isNaN(value)) return '0 / 0'
  return Number.isFinite(value) ? String(value) : `${value > 0 ? '' : '-'}1 / 0`
}
