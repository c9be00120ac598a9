import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeNumber } from './write-value.js'

/** A loop over a few numbers or the elements of an array. */
export function writeLoop(scope: LanguageScope, write: WriteBody): readonly SourceNode[] {
  const { random } = scope
  const arrays = scope.arrays()
  const makers: Weighted<readonly SourceNode[]>[] = []
  const counter = scope.fresh('i')
  const body = (kind: 'counter' | 'element'): readonly SourceNode[] =>
    write(scope.deeper(named(kind === 'counter' ? counter : counter.replace('i', 'e'), 'number')), 3)
  const counted = (bound: string) => ({
    head: `for (let ${counter} = 0; ${counter} < ${bound}; ${counter}++)`,
    body: body('counter'),
  })
  makers.push([3, () => [counted(String(random.int(1, 6)))]])
  makers.push([1, () => [counted(`(${writeNumber(scope, 1)} & 7)`)]])
  if (arrays.length > 0) {
    const { name } = random.pick(arrays)
    makers.push([4, () => [counted(`${name}.length`)]])
    if (scope.has('forOf')) {
      makers.push([
        3,
        () => [{ head: `for (const ${counter.replace('i', 'e')} of ${name})`, body: body('element') }],
      ])
    }
    if (scope.has('callbacks')) {
      const [element, position] = [counter.replace('i', 'e'), counter]
      makers.push([
        2,
        () => {
          const inside = scope.inner(named(element, 'number'), named(position, 'number'))
          const lines = write(inside, 2)
          return [{ head: `${name}.forEach((${element}, ${position}) =>`, body: lines, close: ')' }]
        },
      ])
    }
  }
  return random.oneOf(makers)
}
