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
    if (!isDeepStrictEqual(wasm, js)) {
      const detail = `JavaScript ${told(js)}, compiled it ${told(wasm)}`
      if (!areClose(wasm, js)) return { outcome: 'differs', detail }
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

/** Whether two values are the same but for the last digits of numbers. */
function areClose(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Object.is(a, b) || Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b))
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const [left, right] = [Object.entries(a), Object.entries(b)]
  const ofRight = new Map<string, unknown>(right)
  return (
    left.length === right.length &&
    left.every(([key, value]) => ofRight.has(key) && areClose(value, ofRight.get(key)))
  )
}

function told(outcome: Outcome): string {
  if (outcome.kind === 'error') return `throws ${outcome.name}: ${outcome.message}`
  const options = { breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 4, maxStringLength: 60, depth: 1 }
  return `gives ${inspect(outcome.value, options)}`
}
