import type { Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import { absenceOf } from './optional-objects.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeNumber, writeTest } from './write-value.js'

interface Declared {
  readonly nodes: readonly SourceNode[]
  readonly names: readonly Name[]
}

/** Objects that may be missing: `null` in names with an `n`, `undefined` in those with a `u`, and functions that make them. */
export function optionalObjectLines(
  scope: LanguageScope,
  body: WriteBody,
  result: () => string,
): readonly Weighted<Declared>[] {
  if (!scope.has('optionalObject')) return []
  const { random } = scope
  const makers: Weighted<Declared>[] = []
  if (scope.depth < 2 && !scope.isInner) makers.push([1, () => declareMaker(scope, body)])
  if (scope.depth < 3) makers.push([scope.of('maker').length > 0 ? 3 : 1, () => declare(scope)])
  const variables = scope.of('maybe').filter(({ isConstant }) => !isConstant)
  if (variables.length > 0)
    makers.push([4, () => ({ nodes: [writeChange(scope, random.pick(variables).name)], names: [] })])
  const all = scope.of('maybe')
  if (all.length > 0 && scope.depth > 0 && !scope.isInner)
    makers.push([1, () => ({ nodes: [`if (!${random.pick(all).name}) return ${result()}`], names: [] })])
  return makers
}

function declareMaker(scope: LanguageScope, body: WriteBody): Declared {
  const { random } = scope
  const kind = random.pick(['n', 'u'] as const)
  const [name, parameter] = [scope.fresh(`m${kind}`), scope.fresh('p')]
  const inside = scope.inner(named(parameter, 'number', 'variable'))
  const head = `const ${name} = (${parameter}: number)`
  const names = [named(name, 'maker')]
  if (random.chance(40)) {
    const value = `${writeTest(inside, 1)} ? ${writeObject(inside)} : ${absenceOf(name)}`
    return { nodes: [`${head} => ${value}`], names }
  }
  const lines: readonly SourceNode[] = [
    ...(random.chance(40) ? body(inside, 1) : []),
    `if (${writeTest(inside, 1)}) return ${absenceOf(name)}`,
    ...(random.chance(30) ? [`if (${writeTest(inside, 1)}) return ${writeObject(inside)}`] : []),
    ...(random.chance(30) ? body(inside, 1) : []),
    ...(kind === 'u' && random.chance(30)
      ? [`if (${writeTest(inside, 1)}) return ${writeObject(inside)}`]
      : [`return ${writeObject(inside)}`]),
  ]
  return { nodes: [{ head: `${head} =>`, body: lines }], names }
}

function declare(scope: LanguageScope): Declared {
  const { random } = scope
  const makers = scope.of('maker')
  if (makers.length > 0 && random.chance(60)) {
    const maker = random.pick(makers).name
    const name = scope.fresh(maker.startsWith('mn') ? 'yn' : 'yu')
    const isConstant = random.chance(60)
    return {
      nodes: [`${isConstant ? 'const' : 'let'} ${name} = ${maker}(${writeNumber(scope, 1)})`],
      names: [named(name, 'maybe', isConstant ? 'constant' : 'variable')],
    }
  }
  const name = scope.fresh(random.pick(['yn', 'yu']))
  const first = random.chance(70) ? absenceOf(name) : writeObject(scope)
  return {
    nodes: [`let ${name}: { x: number; y: number } | ${absenceOf(name)} = ${first}`],
    names: [named(name, 'maybe', 'variable')],
  }
}

function writeChange(scope: LanguageScope, name: string): string {
  const { random } = scope
  const alike = (kind: 'maybe' | 'maker') =>
    scope.of(kind).filter(({ name: other }) => other !== name && absenceOf(other) === absenceOf(name))
  const makers: Weighted<string>[] = [
    [3, () => `${name} = ${writeObject(scope)}`],
    [2, () => `${name} = ${absenceOf(name)}`],
    [2, () => `if (!${name} || ${name}.x < ${writeNumber(scope, 1)}) ${name} = ${writeObject(scope)}`],
    [1, () => `${name} = ${writeTest(scope, 1)} ? ${writeObject(scope)} : ${absenceOf(name)}`],
  ]
  if (random.chance(5)) makers.push([1, () => `if (${name}) ${name}.x += ${writeNumber(scope, 1)}`])
  if (alike('maker').length > 0)
    makers.push([3, () => `${name} = ${random.pick(alike('maker')).name}(${writeNumber(scope, 1)})`])
  if (alike('maybe').length > 0) {
    const other = (): string => random.pick(alike('maybe')).name
    makers.push([3, () => `${name} = ${other()}`])
    makers.push([
      4,
      () =>
        ((from: string) => `if (${from} && (!${name} || ${from}.x < ${name}.x)) ${name} = ${from}`)(other()),
    ])
    makers.push([
      1,
      () => ((from: string) => `if (${from} !== ${absenceOf(name)}) ${name} = ${from}`)(other()),
    ])
    makers.push([1, () => `${name} = ${writeTest(scope, 1)} ? ${other()} : ${name}`])
  }
  return random.oneOf(makers)
}

function writeObject(scope: LanguageScope): string {
  return `{ x: ${writeNumber(scope, 1)}, y: ${writeNumber(scope, 1)} }`
}
