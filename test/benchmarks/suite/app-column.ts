import type { alloc, inspect as Inspect } from 'hotpath'
import type { Column, Contestant } from './column.js'
import { callerOf, contestantOf, placeInputs } from './in-process.js'
import type { TypedArray } from './typed-array.js'

type AnyFunction = (...args: never[]) => unknown

/** Kernels with arrays may race their JavaScript: calls that are weighed first, and five heats of eight. */
const RACE = 16 + 5 * 8

/** What the suite's app exports. */
export interface SuiteApp {
  readonly kernels: Readonly<Record<string, AnyFunction>>
  readonly inspectKernel: typeof Inspect
  readonly allocArray: typeof alloc
}

/**
 * A column of a built app, for `plain` of one built without hotpath. Its instance of the app has to be its own, so that
 * the engine has seen no other column's calls there.
 */
export function appColumn(
  name: string,
  { kernels, inspectKernel, allocArray }: SuiteApp,
  arrays: 'plain' | 'copied' | 'alloc',
): Column {
  const place = (value: TypedArray): TypedArray => {
    if (arrays !== 'alloc') return value
    const made = allocArray(value.constructor as Float64ArrayConstructor, value.length)
    made.set(value)
    return made
  }
  const enter: Column['enter'] = (suiteCase): Contestant => {
    const fn = kernels[suiteCase.kernel]
    if (fn === undefined) throw new Error(`the suite's app has no kernel ${suiteCase.kernel}`)
    const inputs = placeInputs(suiteCase, place)
    const leftToJs = (): string | null => (arrays === 'plain' ? null : whyLeft(inspectKernel(fn)))
    const settling = arrays === 'plain' ? 1 : RACE
    return contestantOf(suiteCase, { call: callerOf(fn, inputs), inputs }, { settling, leftToJs })
  }
  return { name, ours: true, enter }
}

function whyLeft({ status, reasons, signatures, calls }: ReturnType<typeof Inspect>): string | null {
  if (status === 'js') return reasons.join('; ')
  const lost = signatures.map(text => /left to JavaScript: (.*)/.exec(text)?.[1]).find(text => text)
  return lost ?? (calls.wasm === 0 ? 'no call fits its signatures' : null)
}
