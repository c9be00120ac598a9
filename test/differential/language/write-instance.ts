import type { Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeNumber } from './write-value.js'

/** A class of two fields, a hidden one, a getter, a setter and methods, whose bodies are random. */
export function writeClass(scope: LanguageScope, name: string, body: WriteBody): SourceNode {
  const { random } = scope
  const fields = ['this.x', 'this.y'].map(field => named(field, 'number', 'variable'))
  const inside = scope.inner(named('n', 'number', 'variable'), ...fields)
  const reading = scope.inner(...fields, named('this.#k', 'number'))
  const method = (head: string, result: string): SourceNode => ({
    head,
    body: [...(random.chance(70) ? body(inside, 1) : []), `return ${result}`],
  })
  return {
    head: `class ${name}`,
    body: [
      'x: number',
      `y = ${random.pick(['2', '-0', '1.5'])}`,
      '#k = 1',
      'last?: number',
      { head: 'constructor(n: number)', body: [`this.x = ${random.pick(['n', 'n * 2', 'n | 0'])}`] },
      { head: `static of(n: number): ${name}`, body: [`return new ${name}(n + 1)`] },
      {
        head: 'get sum(): number',
        body: [...(random.chance(30) ? ['this.y++'] : []), `return ${writeNumber(reading, 2)}`],
      },
      { head: 'set scale(n: number)', body: ['this.#k = n'] },
      method('add(n: number): number', writeNumber(inside, 2)),
      {
        head: 'since(n: number): number',
        body: [
          'const before = this.last',
          'this.last = n',
          `return n - (before ?? ${writeNumber(inside, 1)})`,
        ],
      },
      method(`turn(n: number): this`, 'this'),
    ],
  }
}

/** Declarations of objects of the classes in sight, and of second names for them. */
export function instanceDeclarations(
  scope: LanguageScope,
): readonly Weighted<{ readonly line: string; readonly name: Name }>[] {
  const { random } = scope
  const [classes, instances] = [scope.of('class'), scope.of('instance')]
  const declare = (value: string) => {
    const name = scope.fresh('k')
    return { line: `const ${name} = ${value}`, name: named(name, 'instance') }
  }
  const makers: Weighted<{ readonly line: string; readonly name: Name }>[] = []
  if (classes.length > 0) {
    const of = (): string =>
      random.pick([`new ${random.pick(classes).name}`, `${random.pick(classes).name}.of`])
    makers.push([4, () => declare(`${of()}(${writeNumber(scope, 2)})`)])
  }
  if (instances.length > 0) {
    makers.push([1, () => declare(random.pick(instances).name)])
    makers.push([1, () => declare(`${random.pick(instances).name}.turn(${writeNumber(scope, 1)})`)])
  }
  return makers
}

/** A change of an object. */
export function writeMemberStore(scope: LanguageScope): string {
  const { random } = scope
  const { name } = random.pick(scope.of('instance'))
  return random.oneOf([
    [
      4,
      () => `${name}.${random.pick(['x', 'y'])} ${random.pick(['=', '+=', '*='])} ${writeNumber(scope, 2)}`,
    ],
    [1, () => `${name}.x = ${name}.since(${writeNumber(scope, 1)})`],
    [1, () => `${name}.last ??= ${writeNumber(scope, 1)}`],
    [1, () => `${name}.scale = ${writeNumber(scope, 2)}`],
    [1, () => `${name}.turn(${writeNumber(scope, 2)})`],
    [1, () => `${name}.${random.pick(['x', 'y'])}++`],
  ])
}
