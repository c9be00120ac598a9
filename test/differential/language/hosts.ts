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

/** They do what the harness has them do, which nobody knows while building. */
export const hostLines: readonly string[] = [
  'interface Outside§ { gives(x: number, y: boolean): number; tests(x: number): boolean; told(x: number, y: number): void }',
  'let outside§: Outside§ | null = null',
  'export const wire§ = (given: Outside§) => { outside§ = given }',
  'function ask§(x: number, y: boolean): number { return outside§!.gives(x, y) }',
  'const test§ = (x: number): boolean => outside§!.tests(x)',
  'function note§(x: number, y: number): void { outside§!.told(x, y) }',
  // Called in JavaScript itself, for what it calls.
  'function via§(x: number): number { return ask§(x, x > 1) - 1 }',
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
