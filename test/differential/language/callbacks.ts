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
const shared: ReadonlySet<string> = new Set(['numbers', 'typed', 'bigints', 'point'])

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

interface TracedFunction {
  (...args: readonly unknown[]): unknown
  readonly trace: readonly string[]
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

/** Makes a callback, anew for each call: mostly it gives what it should, and from some call on now and then not. */
export function makeCallback(random: Random, kind: CallbackKind): () => TracedFunction {
  const values = Array.from({ length: 4 }, () =>
    random.chance(70) ? random.int(-5, 12) : random.pick(edgeNumbers),
  )
  const breaksAt = random.chance(35) ? random.int(0, 12) : Number.POSITIVE_INFINITY
  const odd = random.pick(kind === 'told' ? strange.slice(-1) : strange)
  return () => {
    const trace: string[] = []
    const asked = (...args: readonly unknown[]): unknown => {
      trace.push(args.map(describeValue).join())
      if (trace.length > 2000) throw new Error('asked too often')
      if (trace.length > breaksAt && trace.length % 3 === 1) return odd()
      const value = values[trace.length % values.length]! + (trace.length % 2 ? 0 : Number(args[0]))
      if (kind === 'tests') return value > 3
      return kind === 'gives' ? value : undefined
    }
    return Object.assign(asked, { trace })
  }
}

/** How a function among the arguments was called. */
export function tracesOf(args: readonly unknown[]): readonly string[] {
  return args.flatMap(arg =>
    typeof arg === 'function' ? [`asked ${(arg as TracedFunction).trace.join(' | ')}`] : [],
  )
}
