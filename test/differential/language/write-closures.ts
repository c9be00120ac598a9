import type { Weighted } from '../random.js'
import type { LanguageScope, Name, NameKind } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeNumber, writeTest } from './write-value.js'

/** A function inside the function, under a name of its own. */
interface Closure {
  readonly name: string
  readonly node: SourceNode
}

/** Functions that see the variables around them: arrows, and functions that call themselves. */
export function closureDeclarations(scope: LanguageScope, body: WriteBody): readonly Weighted<Closure>[] {
  if (scope.isInner) return []
  const makers: Weighted<Closure>[] = []
  const make = (write: typeof writeClosure) => (): Closure => {
    const name = scope.fresh('h')
    return { name, node: write(scope, name, body) }
  }
  if (scope.has('closure')) makers.push([2, make(writeClosure)])
  if (scope.has('recursion')) makers.push([3, make(writeRecursion)])
  return makers
}

function writeClosure(scope: LanguageScope, name: string, body: WriteBody): SourceNode {
  const parameter = scope.fresh('p')
  const inside = scope.inner(named(parameter, 'number', 'variable'))
  if (!scope.has('closureWrites') || scope.random.chance(50))
    return `const ${name} = (${parameter}: number) => ${writeNumber(inside, 2)}`
  return {
    head: `const ${name} = (${parameter}: number) =>`,
    body: [...body(inside, 2), `return ${writeNumber(inside, 2)}`],
  }
}

/** A function that calls itself a few times at most, whatever it is given. */
function writeRecursion(scope: LanguageScope, name: string, body: WriteBody): SourceNode {
  const { random } = scope
  const parameter = scope.fresh('p')
  const inside = scope.only(scope.names.flatMap(seen)).inner(named(parameter, 'number'))
  const deeper = `${name}(${parameter} - ${random.pick(['1', '1', '2', '0.75'])})`
  const variables = inside.of('number').filter(({ isConstant }) => !isConstant)
  const again = (): SourceNode =>
    variables.length > 0 && random.chance(60)
      ? `${random.pick(variables).name} ${random.pick(['=', '+=', '-='])} ${deeper}`
      : `if (${writeTest(inside)}) ${deeper}`
  const lines: readonly SourceNode[] = [
    ...(random.chance(40) ? body(inside, 1) : []),
    `if (!(${parameter} > 0 && ${parameter} < 5)) return ${writeNumber(inside, 1)}`,
    ...body(inside, 2),
    ...(random.chance(60) ? [again()] : []),
    ...(random.chance(40) ? body(inside, 1) : []),
    `return ${random.chance(70) ? `${writeNumber(inside, 1)} ${random.pick(['+', '-', '*'])} ${deeper}` : writeNumber(inside, 2)}`,
  ]
  const head = random.chance(50)
    ? `const ${name} = (${parameter}: number): number =>`
    : `function ${name}(${parameter}: number): number`
  return { head, body: lines }
}

const seenKinds: ReadonlySet<NameKind> = new Set<NameKind>([
  'number',
  'boolean',
  'typed',
  'plain',
  'list',
  'grid',
  'text',
  'point',
  'bigints',
  'gives',
  'tests',
  'told',
])

/** What such a function sees: objects by their fields alone, and variables outside the module's function to read only. */
function seen(name: Name): readonly Name[] {
  if (!seenKinds.has(name.kind) || name.name.startsWith('this.')) return []
  const isOutside = name.name.includes('§') && name.kind === 'number'
  return [isOutside ? { ...name, isConstant: true } : name]
}
