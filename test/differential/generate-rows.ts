import type { Random } from './random.js'
import type { Scope } from './scope.js'
import { holdsNumbers } from './scope.js'
import type { Tree } from './tree.js'
import { statement } from './tree.js'

/**
 * A loop whose turns write a row each, a sum per element: a product of matrices, or what only looks like one as rows reach
 * into others. The scope has arrays of numbers and numbers to assign.
 */
export function generateRows(random: Random, scope: Scope): Tree {
  const { depth } = scope
  const [row, column, k, sum] = [`r${depth}`, `c${depth}`, `k${depth}`, `s${depth}`]
  const counts = scope.readOnly.filter(name => name === 'n' || name === 'm')
  const bound = (): string => random.pick([...counts, ...counts, ...counts, '5', '9'])
  const [rows, columns, turns] = [bound(), bound(), bound()]
  const width = random.pick([columns, columns, columns, columns, bound()])
  const arrays = scope.arrays.filter(holdsNumbers)
  const [a, b] = [random.pick(arrays).name, random.pick(arrays).name]
  const target = random.pick(arrays).name
  const left = `${a}[${random.pick([`${row} * ${turns} + ${k}`, `${row} * ${turns} + ${k}`, k, row])}]`
  const right = `${b}[${random.pick([`${k} * ${columns} + ${column}`, `${column} * ${turns} + ${k}`, `${column} + ${k}`])}]`
  const by = random.pick([
    `${left} * ${right}`,
    `${left} * ${right}`,
    `Math.abs(${left} - ${right})`,
    `${right}`,
  ])
  const place = `${row} * ${width} + ${column}${random.pick(['', '', '', ' + 1', ' - 1'])}`
  const first = random.pick(['0', '0', '0', '1'])
  const result = random.pick([sum, sum, `Math.sqrt(${sum})`, `${target}[${place}] + ${sum}`])
  const after = random.pick(['', '', '', `${random.pick(scope.numbers)} = ${row};`])
  return statement`for (let ${row} = 0; ${row} < ${rows}; ${row}++) {
  for (let ${column} = ${first}; ${column} ${random.pick(['<', '<', '<', '<='])} ${columns}; ${column}++) {
    let ${sum} = ${random.pick(['0', '0', row, '0.5'])};
    for (let ${k} = 0; ${k} < ${turns}; ${k}++) ${sum} += ${by};
    ${target}[${place}] = ${result};
  }
  ${after}
}`
}
