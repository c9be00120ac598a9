import type { Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import { writeIndex, writeNumber, writeSmallIndex } from './write-value.js'

/** Assignments to elements of the arrays of arrays in sight. */
export function rowStores(scope: LanguageScope): readonly Weighted<string>[] {
  const { random } = scope
  const grids = scope.of('grid').filter(({ isWritable }) => isWritable)
  if (grids.length === 0) return []
  const operator = (): string => random.pick(['=', '+=', '*='])
  return [
    [
      5,
      () =>
        `${random.pick(grids).name}[${writeIndex(scope, 1)}][${writeSmallIndex(scope)}] ${operator()} ${writeNumber(scope)}`,
    ],
  ]
}

/** Loops over the arrays of arrays in sight, `body` writing what they do; a row is an array like others. */
export function rowLoops(
  scope: LanguageScope,
  body: (inside: LanguageScope) => readonly SourceNode[],
): readonly Weighted<readonly SourceNode[]>[] {
  const { random } = scope
  const grids = scope.of('grid')
  if (grids.length === 0 || scope.depth > 1) return []
  const rowOf = ({ isWritable }: Name, row: string) =>
    named(row, 'plain', isWritable ? 'constant' : 'read-only')
  return [
    [
      4,
      () => {
        const grid = random.pick(grids)
        const [i, j] = [scope.fresh('i'), scope.fresh('i')]
        const inside = scope.deeper(named(i, 'number'), named(j, 'number'))
        const end = random.pick([`${grid.name}[${i}].length`, `${grid.name}[0].length`, '3'])
        const inner = { head: `for (let ${j} = 0; ${j} < ${end}; ${j}++)`, body: body(inside) }
        return [{ head: `for (let ${i} = 0; ${i} < ${grid.name}.length; ${i}++)`, body: [inner] }]
      },
    ],
    [
      3,
      () => {
        const grid = random.pick(grids)
        const row = scope.fresh('r')
        const inside = scope.deeper(rowOf(grid, row))
        return [{ head: `for (const ${row} of ${grid.name})`, body: body(inside) }]
      },
    ],
    [
      3,
      () => {
        const grid = random.pick(grids)
        const [row, i] = [scope.fresh('r'), scope.fresh('i')]
        const inside = scope.deeper(rowOf(grid, row), named(i, 'number'))
        const head = `for (let ${i} = 0; ${i} < 3; ${i}++)`
        return [{ head, body: [`const ${row} = ${grid.name}[${writeIndex(inside, 1)}]`, ...body(inside)] }]
      },
    ],
  ]
}
