import type { SuiteCase } from './cases.js'
import { cpuTime } from './clock.js'
import type { Contestant } from './column.js'
import type { TypedArray } from './typed-array.js'
import { isTypedArray } from './typed-array.js'

type AnyFunction = (...args: never[]) => unknown

/** A kernel that this process itself calls. */
export interface Call {
  readonly call: () => unknown
  /** The inputs as the column holds them: what each call reads and writes. */
  readonly inputs: readonly unknown[]
  /** What JavaScript would have returned; by default what the call does. */
  readonly resultOf?: (returned: unknown) => unknown
}

/** Calls of a case in this process, with what a column says of them beside. */
export function contestantOf(
  { args }: SuiteCase,
  { call, inputs, resultOf = returned => returned }: Call,
  rest: Partial<Pick<Contestant, 'settling' | 'agreement' | 'leftToJs'>> = {},
): Contestant {
  const fresh = args()
  const reset = (): void => {
    inputs.forEach((input, i) => {
      // Float64Array stands for all kinds: both have the same one.
      if (isTypedArray(input)) (input as Float64Array).set(fresh[i] as Float64Array)
    })
  }
  const outcome = (): readonly unknown[] => {
    reset()
    const result = resultOf(call())
    return [result, ...inputs].map(value => (isTypedArray(value) ? value.slice() : value))
  }
  const sample = (milliseconds: number, atLeast: number): number => {
    let calls = 0
    let took = 0
    while (took < milliseconds || calls < atLeast) {
      reset()
      const start = cpuTime()
      call()
      took += cpuTime() - start
      calls++
    }
    return (took * 1e6) / calls
  }
  return { sample, outcome, settling: 1, agreement: 'bits', leftToJs: () => null, ...rest }
}

/** The inputs of a case, its arrays put where the column wants them. */
export function placeInputs(
  { args }: SuiteCase,
  place: (array: TypedArray) => TypedArray,
): readonly unknown[] {
  return args().map(value => (isTypedArray(value) ? place(value) : value))
}

/** A call site of its own for each function: a shared one would make them polymorphic. */
export function callerOf(fn: AnyFunction, args: readonly unknown[]): () => unknown {
  const names = args.map((_, i) => `a${i}`)
  return new Function('fn', ...names, `return () => fn(${names.join(', ')})`)(fn, ...args) as () => unknown
}
