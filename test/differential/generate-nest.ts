import { anyBooleanExpr, anyNumberExpr } from './generate-expression.js'
import type { Random, Weighted } from './random.js'
import type { Scope } from './scope.js'
import { holdsNumbers } from './scope.js'
import type { Tree } from './tree.js'
import { number, statement } from './tree.js'

/** The names inside one nest: its counters, and what bounds them. */
interface Nest {
  readonly outer: string
  readonly inner: string
  readonly rows: string
  readonly columns: string
}

/**
 * A sum per row, as matrices, distances and filters have it: the shape that the loop passes work hardest on. The scope has
 * arrays of numbers and numbers to assign.
 */
export function generateNest(random: Random, scope: Scope): Tree {
  const counts = scope.readOnly.filter(name => name === 'n' || name === 'm')
  const fractions = counts.flatMap(name => [`(${name} / 2)`, `(${name} * 0.7)`])
  const bound = (): string => random.pick([...counts, ...counts, ...counts, ...fractions, '3', '6'])
  const nest: Nest = {
    outer: `r${scope.depth}`,
    inner: `c${scope.depth}`,
    rows: bound(),
    columns: bound(),
  }
  const { outer, inner, rows, columns } = nest
  const sum = `s${scope.depth}`
  const element = `e${scope.depth}`
  const inRow: Scope = { ...scope, readOnly: [...scope.readOnly, outer], depth: scope.depth + 2 }
  const inCell: Scope = { ...inRow, readOnly: [...inRow.readOnly, inner, element] }
  const start = random.chance(70) ? number`0` : anyNumberExpr(random, inRow, 1)
  const first = random.pick(['0', '0', '0', '1'])
  const test = random.pick(['<', '<', '<', '<='])
  return statement`for (let ${outer} = ${first}; ${outer} ${test} ${rows}; ${outer}++) {
  let ${sum} = ${start};
  for (let ${inner} = 0; ${inner} < ${columns}; ${inner}++) {
    const ${element} = ${elementOf(random, scope, nest)};
    ${accumulate(random, inCell, nest, sum, element)}
    ${random.chance(40) ? sometimes(random, inCell, nest) : statement``}
  }
  ${finish(random, { ...inRow, readOnly: [...inRow.readOnly, sum] }, nest, sum)}
}`
}

function indexOf(random: Random, { outer, inner, rows, columns }: Nest): string {
  const choices: Weighted<string>[] = [
    [6, () => `${outer} * ${columns} + ${inner}`],
    [3, () => `${inner} * ${rows} + ${outer}`],
    [4, () => inner],
    [2, () => outer],
    [1, () => `${outer} + ${inner}`],
    [1, () => `(${outer} + 1) * ${columns} + ${inner}`],
  ]
  return random.oneOf(choices)
}

function elementOf(random: Random, scope: Scope, nest: Nest): Tree {
  const arrays = scope.arrays.filter(holdsNumbers)
  const one = (): string => `${random.pick(arrays).name}[${indexOf(random, nest)}]`
  return random.oneOf<Tree>([
    [3, () => number`${one()}`],
    [3, () => number`${one()} ${random.pick(['*', '-', '+'])} ${one()}`],
    [1, () => number`Math.abs(${one()} - ${one()})`],
    [1, () => number`(${one()} + ${one()}) | 0`],
  ])
}

function accumulate(random: Random, scope: Scope, nest: Nest, sum: string, element: string): Tree {
  return random.oneOf<Tree>([
    [5, () => statement`${sum} += ${element};`],
    [3, () => statement`${sum} += ${element} * ${elementOf(random, scope, nest)};`],
    [1, () => statement`${sum} = Math.max(${sum}, ${element});`],
    [1, () => statement`${sum} = (${sum} + ${element}) | 0;`],
    [1, () => statement`${sum} = ${sum} * 3 + ${anyNumberExpr(random, scope, 1)};`],
  ])
}

/** What only some turns do; now and then something that is read behind the nest. */
function sometimes(random: Random, scope: Scope, nest: Nest): Tree {
  const target = random.pick(scope.numbers)
  const test = random.chance(50)
    ? number`${elementOf(random, scope, nest)} > ${String(random.int(-1, 3))}`
    : anyBooleanExpr(random, scope, 1)
  return statement`if (${test}) ${target} = ${random.pick([nest.inner, nest.outer, `${nest.outer} * 7 + ${nest.inner}`])};`
}

function finish(random: Random, scope: Scope, { outer, rows }: Nest, sum: string): Tree {
  const target = random.pick(scope.arrays.filter(holdsNumbers)).name
  const place = random.pick([outer, outer, outer, `${rows} - 1 - ${outer}`, `${outer} + 1`])
  return random.oneOf<Tree>([
    [5, () => statement`${target}[${place}] = ${sum};`],
    [1, () => statement`${target}[${place}] += ${sum};`],
    [2, () => statement`${random.pick(scope.numbers)} = ${sum};`],
    [2, () => statement`${target}[${place}] = Math.sqrt(${sum}); ${random.pick(scope.numbers)} = ${outer};`],
    [2, () => nearest(random, scope, outer, sum)],
  ])
}

/** The least or the greatest sum so far, and where it was. */
function nearest(random: Random, scope: Scope, outer: string, sum: string): Tree {
  const [most, place] = [random.pick(scope.numbers), random.pick(scope.numbers)]
  const test = `${sum} ${random.pick(['<', '>', '<='])} ${most}`
  const other = random.chance(30)
    ? ` else { ${random.pick(scope.arrays.filter(holdsNumbers)).name}[${outer}] = ${most}; }`
    : ''
  return statement`if (${test}) { ${most} = ${sum}; ${place} = ${outer}; }${other}`
}
