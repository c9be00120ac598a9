import { describeValue } from './describe-value.js'
import { spoilMemory } from './spoil-memory.js'

type AnyFunction = (...args: never[]) => unknown

/** Everything a caller can see of one call, written out: equal text means equal bits. */
export interface Observation {
  /** `returns 144`, `returns argument 0` (the very same object) or `throws RangeError "…"`. */
  readonly outcome: string
  /** The arguments after the call. */
  readonly args: readonly string[]
}

/** Calls a function and notes what it returns or throws, and what it left in its arguments. */
export function observeCall(fn: AnyFunction, args: readonly unknown[]): Observation {
  spoilMemory()
  const outcome = outcomeOf(fn, args)
  return { outcome, args: args.map(describeValue) }
}

/** Whether two calls are indistinguishable. */
export function sameObservation(a: Observation, b: Observation): boolean {
  return (
    a.outcome === b.outcome && a.args.length === b.args.length && a.args.every((arg, i) => arg === b.args[i])
  )
}

function outcomeOf(fn: AnyFunction, args: readonly unknown[]): string {
  try {
    const result = fn(...(args as never[]))
    const position = typeof result === 'object' && result !== null ? args.indexOf(result) : -1
    return position >= 0 ? `returns argument ${position}` : `returns ${describeValue(result)}`
  } catch (error) {
    if (!(error instanceof Error)) return `throws ${describeValue(error)}`
    const ownMessage = Object.hasOwn(error, 'message') ? '' : ' (inherited message)'
    return `throws ${error.constructor.name} ${JSON.stringify(error.message)}${ownMessage}`
  }
}
