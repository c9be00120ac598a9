import type { Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import { writeLeaf, writeNumber, writeTest } from './write-value.js'

interface Declared {
  readonly nodes: readonly SourceNode[]
  readonly names: readonly Name[]
}

/** Variables for numbers that may be missing: `undefined` in those called `u…`, `null` in those called `w…`. */
export function optionalLines(scope: LanguageScope): readonly Weighted<Declared>[] {
  const { random } = scope
  if (!scope.has('optional')) return []
  const makers: Weighted<Declared>[] = []
  if (scope.depth < 3) makers.push([2, () => declare(scope)])
  const variables = scope.of('optional').filter(({ isConstant }) => !isConstant)
  if (variables.length > 0) {
    makers.push([5, () => ({ nodes: [writeChange(scope, random.pick(variables).name)], names: [] })])
  }
  if (scope.has('nothing') && !scope.isInner && scope.depth > 0 && scope.result !== 'bigint') {
    const nothing = (): string => random.pick(['null', 'undefined', 'null', ''])
    makers.push([1, () => ({ nodes: [`if (${writeTest(scope)}) return ${nothing()}`], names: [] })])
  }
  return makers
}

function declare(scope: LanguageScope): Declared {
  const { random } = scope
  const arrays = scope.arrays().filter(({ name }) => !name.includes('§'))
  if (scope.has('map') && arrays.length > 0 && random.chance(30)) {
    const [name, element] = [scope.fresh('u'), scope.fresh('e')]
    const test = writeTest(scope.inner(named(element, 'number')), 1)
    const method = random.pick(['find', 'findLast'])
    return {
      nodes: [`const ${name} = ${random.pick(arrays).name}.${method}(${element} => ${test})`],
      names: [named(name, 'optional')],
    }
  }
  const as = random.pick(['undefined', 'null'] as const)
  const name = scope.fresh(as === 'null' ? 'w' : 'u')
  const first = random.oneOf([
    [2, () => (as === 'undefined' && random.chance(50) ? '' : ` = ${as}`)],
    [1, () => ` = ${writeTest(scope, 1)} ? ${writeNumber(scope, 1)} : ${as}`],
  ])
  return {
    nodes: [`let ${name}: number | ${as}${first}`],
    names: [named(name, 'optional', 'variable')],
  }
}

function writeChange(scope: LanguageScope, name: string): string {
  const { random } = scope
  const as = name.startsWith('w') ? 'null' : 'undefined'
  const value = (): string => writeNumber(scope, 2)
  return random.oneOf([
    [4, () => `${name} = ${value()}`],
    [2, () => `${name} = ${as}`],
    [2, () => `${name} ??= ${value()}`],
    [1, () => `${name} ${random.pick(['+=', '*=', '-=', '||=', '&&='])} ${value()}`],
    [3, () => `if (${name} === ${as} || ${writeLeaf(scope)} < ${name}) ${name} = ${value()}`],
    [1, () => `${name} = ${writeTest(scope, 1)} ? ${value()} : ${as}`],
  ])
}
