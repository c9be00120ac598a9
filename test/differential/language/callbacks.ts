import { describeValue } from '../../support/describe-value.js'
import { edgeNumbers } from '../edge-values.js'
import type { Random } from '../random.js'

/** Parameters that are functions, by what they give. */
export type CallbackKind = 'gives' | 'tests' | 'told'

export const callbackTypes: Readonly<Record<CallbackKind, string>> = {
  gives: '(x: number, y: boolean) => number',
  tests: '(x: number) => boolean',
  told: '(x: number, y: number) => void',
}

/** What a callback could see or change does not go with it: the program would stay JavaScript. */
const shared: ReadonlySet<string> = new Set(['point', 'fields', 'pair', 'grid', 'planes'])

/** Whether a program that calls callbacks may have a parameter of this kind. */
export function isUnshared(kind: string): boolean {
  return !shared.has(kind)
}

export function callbackKinds(random: Random): readonly CallbackKind[] {
  return Array.from({ length: random.int(1, 3) }, () =>
    random.pick<CallbackKind>(['gives', 'gives', 'tests', 'told']),
  )
}

/** A call of one of these callbacks, which are all of this kind. */
export function writeAsking(
  kind: CallbackKind,
  names: readonly { readonly name: string }[],
  random: Random,
  number: () => string,
  test = number,
): string {
  const { name } = random.pick(names)
  if (kind === 'gives') return `${name}(${number()}, ${test()})`
  return kind === 'tests' ? `${name}(${number()})` : `${name}(${number()}, ${number()})`
}

const MOST_SHOWN = 1000

export interface TracedFunction {
  (...args: readonly unknown[]): unknown
  readonly trace: readonly string[]
  /** What it sees besides its arguments: the arrays that are passed along with it. */
  readonly watched: unknown[][]
}

const strange: readonly (() => unknown)[] = [
  () => undefined,
  () => '7',
  () => 3n,
  () => null,
  () => ({ valueOf: () => 2 }),
  () => {
    throw new RangeError('from outside')
  },
]

/** What a callback may do to an array that the call works on. */
const deeds: readonly ((array: unknown[]) => void)[] = [
  array => {
    if (array.length > 1) array[1] = typeof array[1] === 'bigint' ? 5n : 6.5
  },
  array => {
    array.reverse()
  },
  array => {
    // Bits that no number tells apart.
    if (ArrayBuffer.isView(array)) new Uint8Array((array as ArrayBufferView).buffer).fill(0)
    else array.push(4)
  },
  array => {
    if (Array.isArray(array)) array.length >>= 1
  },
  array => {
    if (Array.isArray(array)) delete array[0]
  },
  array => {
    if (!ArrayBuffer.isView(array)) return
    const { buffer } = array as ArrayBufferView<ArrayBuffer>
    if (buffer.byteLength > 0) structuredClone(buffer, { transfer: [buffer] })
  },
]

/**
 * Makes a callback, anew for each call: mostly it gives what it should, and from some call on now and then not. It looks
 * at the arrays it was passed along with, and now and then changes one.
 */
export function makeCallback(random: Random, kind: CallbackKind): () => TracedFunction {
  const values = Array.from({ length: 4 }, () =>
    random.chance(70) ? random.int(-5, 12) : random.pick(edgeNumbers),
  )
  const breaksAt = random.chance(35) ? random.int(0, 12) : Number.POSITIVE_INFINITY
  const odd = random.pick(kind === 'told' ? strange.slice(-1) : strange)
  const changesAt = random.chance(20) ? random.int(0, 12) : -1
  const change = random.pick(deeds)
  return () => {
    const trace: string[] = []
    const watched: unknown[][] = []
    const asked = (...args: readonly unknown[]): unknown => {
      // A store at a large index makes an ordinary array that nobody can walk through.
      const short = watched.filter(array => array.length < MOST_SHOWN)
      trace.push([...args, ...short].map(describeValue).join())
      if (trace.length === changesAt) for (const array of short) change(array)
      if (trace.length > 2000) throw new Error('asked too often')
      if (trace.length > breaksAt && trace.length % 3 === 1) return odd()
      const value = values[trace.length % values.length]! + (trace.length % 2 ? 0 : Number(args[0]))
      if (kind === 'tests') return value > 3
      return kind === 'gives' ? value : undefined
    }
    return Object.assign(asked, { trace, watched })
  }
}

/** Shows the callbacks among arguments the arrays among them. */
export function watchArrays(args: readonly unknown[]): readonly unknown[] {
  const arrays = args.filter(arg => Array.isArray(arg) || ArrayBuffer.isView(arg))
  for (const arg of args)
    if (typeof arg === 'function') (arg as TracedFunction).watched.push(...(arrays as unknown[][]))
  return args
}

/** How a function among the arguments was called. */
export function tracesOf(args: readonly unknown[]): readonly string[] {
  return args.flatMap(arg =>
    typeof arg === 'function' ? [`asked ${(arg as TracedFunction).trace.join(' | ')}`] : [],
  )
}
