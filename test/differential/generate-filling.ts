import { anyNumberExpr } from './generate-expression.js'
import type { Param, Program } from './generate-program.js'
import type { Random, Weighted } from './random.js'
import type { Scope } from './scope.js'
import { numberArrays } from './scope.js'
import type { Tree } from './tree.js'
import { block, statement } from './tree.js'

const from = 'xs0'
const to = 'xs1'

/** A loop that is open, and what it goes up to. */
interface Counter {
  readonly name: string
  readonly bound: string
}

/**
 * A program that fills an array from its start, in one loop or several, and reads it afterwards. Now and then something
 * keeps it from filling all, or looks at the array before.
 */
export function generateFilling(random: Random): Program {
  const params: readonly Param[] = [
    { name: from, type: random.pick(numberArrays), role: 'any' },
    { name: to, type: random.pick(numberArrays), role: 'any' },
    { name: 'n', type: 'number', role: 'count' },
    { name: 'm', type: 'number', role: 'count' },
    { name: 'p0', type: 'number', role: 'any' },
  ]
  const counters = ['i', 'j', 'k'].slice(0, random.pick([1, 1, 2, 2, 2, 3])).map(
    (name): Counter => ({
      name,
      bound: random.pick(['n', 'm', 'n', 'm', '3', 'count', `${from}.length`, `${to}.length`]),
    }),
  )
  const nest = (random.chance(25) ? counters.toReversed() : counters).reduceRight<Tree>(
    (inner, counter) => loop(random, counter, inner),
    filling(random, counters),
  )
  const body = block([
    statement`const count = ${random.pick(['n', 'n * m', `${from}.length`, `${to}.length`])};`,
    before(random),
    nest,
    statement`let sum = 0;`,
    statement`for (let i = 0; i < ${to}.length; i++) sum += ${to}[i];`,
    statement`return sum;`,
  ])
  return { constants: [], params, result: 'number', helpers: [], body }
}

function loop(random: Random, { name, bound }: Counter, inner: Tree): Tree {
  const start = random.chance(5) ? '1' : '0'
  const test = random.chance(5) ? '<=' : '<'
  const flaw = random.oneOf<Tree>([
    [20, () => statement``],
    [1, () => statement`if (${name} > p0) break;`],
    [1, () => statement`if (${name} === 1) continue;`],
    [1, () => statement`if (${from}[${name}] > 3) return -1;`],
  ])
  return statement`for (let ${name} = ${start}; ${name} ${test} ${bound}; ${name}++) { ${flaw} ${inner} }`
}

/** The store, mostly to where it belongs. */
function filling(random: Random, counters: readonly Counter[]): Tree {
  const scope: Scope = {
    ...{
      numbers: ['p0'],
      readOnly: ['n', 'm', ...counters.map(({ name }) => name)],
      booleans: [],
      bigints: [],
    },
    ...{ arrays: [{ name: random.chance(8) ? to : from, kind: 'Float64Array' as const }], helpers: [] },
    ...{ constants: [], tables: [], labels: [], breakable: false, continuable: false },
    ...{ result: 'number' as const, depth: 4, trips: 500 },
  }
  const value = anyNumberExpr(random, scope, 2)
  const index = indexOf(random, counters)
  const choices: Weighted<Tree>[] = [
    [8, () => statement`${to}[${index}] = ${value};`],
    [4, () => statement`const at = ${index}; ${to}[at] = ${value};`],
    [1, () => statement`if (${value} > 1) ${to}[${index}] = ${value};`],
    [1, () => statement`${to}[${index}] += ${value};`],
    [1, () => statement`${to}[0] = ${value}; ${to}[${index}] = ${value};`],
  ]
  return random.oneOf(choices)
}

/** `(i * B + j) * C + k`, or something like it. */
function indexOf(random: Random, [first, ...others]: readonly Counter[]): string {
  return others.reduce((outer, { name, bound }) => {
    const width = random.chance(6) ? 'm' : bound
    const row = random.chance(70) ? `(${outer}) * ${width}` : `${width} * (${outer})`
    return random.chance(70) ? `${row} + ${name}` : `${name} + ${row}`
  }, first?.name ?? '0')
}

function before(random: Random): Tree {
  return random.oneOf<Tree>([
    [12, () => statement``],
    [1, () => statement`if (n < 2) return 0;`],
    [1, () => statement`const seen = ${to}[0]; p0 += seen;`],
    [1, () => statement`const same = ${to}; p0 = same[1];`],
    [1, () => statement`for (let i = 0; i < 2; i++) p0 += ${from}[i];`],
  ])
}
