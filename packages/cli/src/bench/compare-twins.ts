import { inspect, isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import type { BenchResult } from './bench-result.js'

/** What a call came to. */
type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly name: string; readonly message: string }

export type Comparison = Pick<BenchResult, 'outcome' | 'detail'>

/** Calls of each at least. */
const fewest = 3
/** Milliseconds that calls are compared: longer than a function takes to choose between WebAssembly and JavaScript. */
const longest = 200
/** The share of a number that another order of sums may change; single precision has seven digits. */
const lastDigits = 1e-5
const deepest = 50

/**
 * Runs both twins in turns, from the same random numbers, and compares what they return, by bits. What one call leaves
 * behind for the next is the same on both sides, for they are called equally often.
 */
export async function compareTwins(
  compiled: () => unknown,
  plain: () => unknown,
  seed: (n: number) => void,
): Promise<Comparison> {
  let hasValue = false
  let close: string | null = null
  const start = performance.now()
  for (let n = 1; n <= fewest || performance.now() - start < longest; n++) {
    seed(n)
    const wasm = await outcomeOf(compiled)
    seed(n)
    const js = await outcomeOf(plain)
    if (!agree(wasm, js, 0)) {
      const detail = `JavaScript ${told(js)}, compiled it ${told(wasm)}`
      if (!agree(wasm, js, lastDigits)) return { outcome: 'differs', detail }
      close ??= detail
    }
    if (wasm.kind === 'error') return { outcome: 'throws', detail: `${wasm.name}: ${wasm.message}` }
    hasValue ||= wasm.value !== undefined
  }
  if (close !== null) return { outcome: 'close', detail: close }
  return { outcome: hasValue ? 'same' : 'nothing', detail: null }
}

async function outcomeOf(run: () => unknown): Promise<Outcome> {
  try {
    return { kind: 'value', value: copyOf(await run()) }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'thrown', message: String(error) }
    return { kind: 'error', name, message }
  }
}

/** A copy, for the next call may write to it, and without classes: the twins have one each. */
function copyOf(value: unknown): unknown {
  try {
    return deserialize(serialize(value))
  } catch {
    // Functions and the like cannot be compared.
    return undefined
  }
}

/**
 * Whether two values are the same, but for this share of each number. What a NaN looks like inside does not count: that is
 * the engine's own choice.
 */
function agree(a: unknown, b: unknown, tolerance: number, depth = 0): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Object.is(a, b) || Math.abs(a - b) < tolerance * Math.max(Math.abs(a), Math.abs(b))
  }
  if (isDeepStrictEqual(a, b)) return true
  // Of what goes deeper or round in circles the question above is all that is asked.
  if (depth === deepest || kindOf(a) !== kindOf(b) || kindOf(a) === null) return false
  const [left, right] = [Object.entries(Object(a)), Object.entries(Object(b))]
  return (
    left.length === right.length &&
    left.every(([key, value], n) => {
      const [otherKey, other] = right[n] ?? []
      return key === otherKey && agree(value, other, tolerance, depth + 1)
    })
  )
}

/** The kinds of value that are looked into, element by element. */
function kindOf(value: unknown): string | null {
  if (Array.isArray(value)) return 'array'
  const tag = Object.prototype.toString.call(value)
  return ['[object Object]', '[object Float32Array]', '[object Float64Array]'].includes(tag) ? tag : null
}

function told(outcome: Outcome): string {
  if (outcome.kind === 'error') return `throws ${outcome.name}: ${outcome.message}`
  const options = { breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 4, maxStringLength: 60, depth: 1 }
  return `gives ${inspect(outcome.value, options)}`
}
