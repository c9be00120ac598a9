import { describeValue } from '../../support/describe-value.js'
import type { Random } from '../random.js'
import type { TracedFunction } from './callbacks.js'
import { makeCallback } from './callbacks.js'
import type { Name } from './language-scope.js'
import { named } from './language-scope.js'

/** The functions of a module that do not compile, which programs call in JavaScript. */
export const hostNames: readonly Name[] = [
  named('ask§', 'gives'),
  named('test§', 'tests'),
  named('note§', 'told'),
  named('via§', 'function'),
]

/** What programs call as it is written, whatever that takes. */
export const siteNames: readonly Name[] = [named('far§', 'site')]

/** They do what the harness has them do, which nobody knows while building. */
export const hostLines: readonly string[] = [
  'interface Outside§ { gives(x: number, y: boolean): number; tests(x: number): boolean; told(x: number, y: number): void }',
  'let outside§: Outside§ | null = null',
  'export const wire§ = (given: Outside§) => { outside§ = given; turn§ = 0; far§.gives = near§.gives }',
  'function ask§(x: number, y: boolean): number { return outside§!.gives(x, y) }',
  'const test§ = (x: number): boolean => outside§!.tests(x)',
  'function note§(x: number, y: number): void { outside§!.told(x, y) }',
  // Called in JavaScript itself, for what it calls.
  'function via§(x: number): number { return ask§(x, x > 1) - 1 }',
  // Nobody walks through an array that a store at a large index has made.
  'const short§ = (x: unknown) => (Array.isArray(x) && x.length > 999 ? -1 : x) as never',
  'let turn§ = 0',
  'const near§ = {',
  '  shift: 1,',
  '  gives(x: unknown, y?: unknown): number { return outside§!.gives(short§(x), short§(y)) + this.shift },',
  "  tests(x: unknown, y?: unknown): unknown { return outside§!.tests(short§(x)) ? { y } : '' },",
  '  told(x: unknown, y?: unknown): void {',
  '    far§.gives = turn§++ % 3 === 1 ? (x: unknown) => outside§!.gives(short§(x), false) / 2 : near§.gives',
  '    outside§!.told(short§(x), short§(y))',
  '  },',
  '}',
  'const far§ = {',
  '  ...near§,',
  '  shift: 2,',
  '  get way() { if (turn§++ % 9 === 7) outside§!.told(0.5, 1); return turn§ % 4 === 2 ? far§ : near§ },',
  '}',
  'declare function never§(x: unknown): void',
]

/** What such functions do in one call. */
export interface Hosts {
  readonly gives: TracedFunction
  readonly tests: TracedFunction
  readonly told: (...args: readonly unknown[]) => unknown
  readonly traces: () => readonly string[]
}

/** Given the arrays of the call, and what makes the same call once more. */
export type MakeHosts = (arrays: readonly unknown[], again: () => unknown) => Hosts

/** Makes them, anew for each call. Now and then the marked function is called from inside one. */
export function generateHosts(random: Random): MakeHosts {
  const makers = [
    makeCallback(random, 'gives'),
    makeCallback(random, 'tests'),
    makeCallback(random, 'told'),
  ] as const
  const entersAt = random.chance(25) ? random.int(0, 6) : -1
  return (arrays, again) => {
    const [gives, tests, told] = [makers[0](), makers[1](), makers[2]()]
    const inner: string[] = []
    for (const one of [gives, tests, told]) one.watched.push(...(arrays as unknown[][]))
    const enter = (...args: readonly unknown[]): unknown => {
      if (told.trace.length === entersAt && inner.length === 0) {
        inner.push('entered')
        inner.push(outcomeOf(again))
      }
      return told(...args)
    }
    const traces = () => [gives, tests, told].map(({ trace }) => `asked ${trace.join(' | ')}`)
    return { gives, tests, told: enter, traces: () => [...traces(), ...inner] }
  }
}

function outcomeOf(run: () => unknown): string {
  try {
    return describeValue(run())
  } catch (error) {
    return `threw ${String(error)}`
  }
}
