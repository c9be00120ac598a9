type TypedArray = Float64Array | Int32Array | Uint8Array

/** How a call ended: what it gave, or the error. */
export type Outcome = { readonly gave: unknown } | { readonly threw: unknown }

export function outcomeOf(call: () => unknown): Outcome {
  try {
    return { gave: call() }
  } catch (threw) {
    return { threw }
  }
}

/** Whether two calls ended alike; errors by their class and text, arrays by their elements. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  if ('threw' in a || 'threw' in b) return 'threw' in a && 'threw' in b && sameError(a.threw, b.threw)
  if (isArray(a.gave) && isArray(b.gave)) return sameElements(a.gave, b.gave)
  return Object.is(a.gave, b.gave)
}

/** By bits, but for those inside a NaN. */
export function sameElements(a: TypedArray, b: TypedArray): boolean {
  if (a.constructor !== b.constructor || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}

function isArray(value: unknown): value is TypedArray {
  return value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array
}

function sameError(a: unknown, b: unknown): boolean {
  if (!(a instanceof Error && b instanceof Error)) return Object.is(a, b)
  return a.constructor === b.constructor && a.message === b.message
}
