import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'

/** Calls of what no kernel has (`far.way.gives({ a: x })`), by what they are there for. */
const callees = {
  gives: ['far§.gives', 'far§.way.gives', 'far§?.gives', 'ask§'],
  tests: ['far§.tests', 'far§.way.tests', 'test§'],
  told: ['far§.told', 'far§.way.told', 'far§.way?.told', 'note§'],
} as const

/** What writes a number that is a name or a literal, and an index. */
export interface Leaves {
  readonly leaf: (scope: LanguageScope) => string
  readonly index: (scope: LanguageScope) => string
}

/** One of them, that is passed what JavaScript makes of numbers; empty where the program calls none. */
export function siteCalls(
  scope: LanguageScope,
  kind: keyof typeof callees,
  leaves: Leaves,
): readonly Weighted<string>[] {
  if (scope.of('site').length === 0) return []
  const passed = (): string => writePassed(scope, leaves)
  return [[4, () => `${scope.random.pick(callees[kind])}(${passed()}, ${passed()})`]]
}

/** A line of them, one of which there may be no function for. */
export function siteLines(scope: LanguageScope, leaves: Leaves): readonly Weighted<string>[] {
  const { random } = scope
  const one = (kind: keyof typeof callees): string => random.oneOf(siteCalls(scope, kind, leaves))
  return siteCalls(scope, 'told', leaves).flatMap(([weight, make]) => [
    [weight, make],
    [1, () => `${one('told')}, ${one('told')}`],
    [1, () => `${one('gives')} > 2 && ${one('told')}`],
    [1, () => `if (${one('gives')} > 9) never§(${writePassed(scope, leaves)})`],
  ])
}

function writePassed(scope: LanguageScope, leaves: Leaves): string {
  const { random } = scope
  const leaf = (): string => {
    const written = leaves.leaf(scope)
    return written.includes('this.') ? '2' : written
  }
  const arrays = scope.arrays().filter(({ name }) => !/[§.]/.test(name))
  const makers: Weighted<string>[] = [
    [6, leaf],
    [2, () => `\`\${${leaf()}} of \${${leaf()}}\``],
    [2, () => `{ a: ${leaf()}, b: [${leaf()}, ${leaf()} > 1] }`],
    [1, () => `'at ' + ${leaf()}`],
    [1, () => `(${leaf()}).toFixed(1)`],
    [1, () => `String(${leaf()})`],
    [1, () => `Math.max(${leaf()}, ${leaf()})`],
    [1, () => random.pick(['null', 'undefined', "'a'", 'true'])],
  ]
  if (arrays.length > 0) {
    makers.push([2, () => random.pick(arrays).name])
    makers.push([2, () => `${random.pick(arrays).name}[${leaves.index(scope)}]`])
  }
  return random.oneOf(makers)
}
