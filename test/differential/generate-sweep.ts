import { anyBooleanExpr } from './generate-expression.js'
import type { Random } from './random.js'
import type { ArrayName, Scope } from './scope.js'
import { holdsNumbers } from './scope.js'
import type { Tree } from './tree.js'
import { number, statement } from './tree.js'

/**
 * A loop in which a turn needs the one before it, or looks around it by rules of its own: running sums, blocks, elements
 * just stored, neighbours around the edge, sums that grow in their places. The scope has arrays of numbers and numbers to assign.
 */
export function generateSweep(random: Random, scope: Scope): Tree {
  return random.oneOf<Tree>([
    [4, () => runningSum(random, scope)],
    [2, () => blocks(random, scope)],
    [3, () => recurrence(random, scope)],
    [3, () => aroundTheEdge(random, scope)],
    [3, () => addedUp(random, scope)],
  ])
}

/** Starts near which a sum of whole numbers stops being exact, or is no whole number. */
const starts = ['0', '0', '0', '5', '-3', '4294967296', '2251799813685247', '-2251799813685248']
const edgeStarts = ['9007199254740990', '-9007199254740991', '1e300', '0.5', '-0']

function runningSum(random: Random, scope: Scope): Tree {
  // No name of a number that may be assigned: the counter would go back.
  const [counter, sum] = [`z${scope.depth}`, `s${scope.depth}`]
  const arrays = scope.arrays.filter(holdsNumbers)
  const from = random.pick(wholeOf(arrays))
  const to = random.pick(arrays)
  const step = random.pick([1, 1, 1, 2])
  const by = random.pick([
    `${from.name}[${counter}]`,
    `${from.name}[${counter}]`,
    `${from.name}[${counter}] * ${random.pick(arrays).name}[${counter}]`,
    `(${from.name}[${counter}] > 2 ? 7 : ${from.name}[${counter}])`,
    '3',
  ])
  const add = statement`${sum} ${random.pick(['+=', '+=', '+=', '-='])} ${by};`
  const shown = random.pick([
    '',
    '',
    `${to.name}[${counter}] = ${sum};`,
    `${to.name}[${counter}] = ${sum} | 0;`,
    `${to.name}[${counter}] = ${to.name}[${counter}] + ${sum};`,
    `${to.name}[${counter}] = (${sum} + ${counter}) >>> 0;`,
    `if (${sum} > 9) ${random.pick(scope.numbers)} = ${sum};`,
  ])
  const inTurn = random.chance(80) ? add : statement`if (${from.name}[${counter}] & 1) { ${add} }`
  const start = random.chance(75) ? random.pick(starts) : random.pick(edgeStarts)
  return statement`{ let ${sum} = ${start}; for (let ${counter} = 0; ${counter} < ${bound(random, scope, from)}; ${counter} += ${String(step)}) { ${inTurn} ${shown} } ${random.pick(scope.numbers)} = ${sum}; }`
}

/** Blocks of a size that doubles or stays, with what lies half a block or less ahead. */
function blocks(random: Random, scope: Scope): Tree {
  const [size, half, start, k] = [`z${scope.depth}`, `h${scope.depth}`, `b${scope.depth}`, `k${scope.depth}`]
  const arrays = scope.arrays.filter(holdsNumbers)
  const [a, b] = [random.pick(arrays).name, random.pick(arrays).name]
  const ahead = random.pick([`${k} + ${half}`, `${k} + ${half}`, `${k} + 1`, `${start} + ${size} - 1`])
  const body = random.pick([
    `const t = ${b}[${ahead}]; ${b}[${ahead}] = ${a}[${k}] - t; ${a}[${k}] += t;`,
    `${random.pick(scope.numbers)} = ${a}[${ahead}] + ${b}[${k}];`,
    `${a}[${k}] = ${b}[${ahead}];`,
  ])
  const last = bound(random, scope, random.pick(arrays))
  const inner = `for (let ${k} = ${start}; ${k} < ${start} + ${half}; ${k}++) { ${body} }`
  const outer = `for (let ${start} = ${random.pick(['0', '0', '1'])}; ${start} < ${last}; ${start} += ${size}) ${inner}`
  return random.chance(50)
    ? statement`for (let ${size} = 2; ${size} <= ${last}; ${size} *= 2) { const ${half} = ${size} / 2; ${outer} }`
    : statement`{ const ${size} = ${String(random.int(2, 5))}; const ${half} = ${String(random.int(1, 3))}; ${outer} }`
}

/** As in tables filled row by row: from the element stored last, and those around it before they change. */
function recurrence(random: Random, scope: Scope): Tree {
  const [counter, kept] = [`z${scope.depth}`, `o${scope.depth}`]
  const arrays = scope.arrays.filter(holdsNumbers)
  const array = random.pick(arrays)
  const other = random.pick(arrays).name
  const distance = random.pick([1, 1, 1, 2])
  const before = `${array.name}[${counter} - ${distance}]`
  const value = random.pick([
    `Math.min(${array.name}[${counter}] + 1, ${before} + 1, ${kept})`,
    `${before} + ${other}[${counter}]`,
    `${before} * 0.5 + ${kept}`,
    `(${before} ^ ${other}[${counter}]) + 1`,
    `${other}[${counter} - 1] > ${before} ? ${before} : ${kept}`,
  ])
  const store = statement`${array.name}[${counter}] = ${value};`
  const more = random.pick(['', '', `${other}[${counter} - ${random.pick(['0', '1', '2'])}] = ${kept};`])
  const inTurn = random.chance(80) ? store : statement`if (${anyBooleanExpr(random, scope, 1)}) { ${store} }`
  return statement`{ let ${kept} = ${array.name}[0]; for (let ${counter} = ${random.pick(['1', '1', '2', '0'])}; ${counter} < ${bound(random, scope, array)}; ${counter}++) { const above = ${array.name}[${counter}]; ${inTurn} ${more} ${kept} = above; } ${random.pick(scope.numbers)} = ${kept}; }`
}

function aroundTheEdge(random: Random, scope: Scope): Tree {
  const counter = `z${scope.depth}`
  const arrays = scope.arrays.filter(holdsNumbers)
  const [a, b] = [random.pick(arrays), random.pick(arrays)]
  const count = bound(random, scope, a)
  const neighbour = (by: number): string =>
    random.pick([
      `${a.name}[(${counter} + ${by} + ${count}) % ${count}]`,
      `${a.name}[(${counter} ${by < 0 ? `- ${-by}` : `+ ${by}`} + ${count}) % ${count}]`,
    ])
  const first = random.pick(['0', '0', '0', '1'])
  const test = random.pick(['<', '<', '<', '<='])
  return statement`for (let ${counter} = ${first}; ${counter} ${test} ${count}; ${counter}++) { ${b.name}[${counter}] = ${neighbour(-random.int(1, 2))} + ${neighbour(0)} - ${number`${neighbour(random.int(1, 2))}`}; }`
}

/** A loop that adds to one element, or to two, turn by turn. */
function addedUp(random: Random, scope: Scope): Tree {
  const [i, j] = [`z${scope.depth}`, `k${scope.depth}`]
  const arrays = scope.arrays.filter(holdsNumbers)
  const [array, from, other] = [random.pick(arrays), random.pick(arrays), random.pick(arrays)]
  const [place, next] = random.pick([
    [i, `${i} + 1`],
    [`${i} * 2`, `${i} * 2 + 1`],
    ['0', '3'],
    [`${i} - 1`, i],
    // One place in two ways.
    [`${i} + 1`, `${i} - -1`],
    [i, `${i} + 0`],
    [`${i} * 2`, `(${i} << 1)`],
  ])!
  const [sum, second] = [`${array.name}[${place}]`, `${array.name}[${next}]`]
  const by = `${from.name}[${j}]`
  const add = random.pick([
    `${sum} += ${by};`,
    `${sum} -= ${by} * ${other.name}[${j} + ${i}];`,
    `${sum} += ${by}; ${second} -= ${by};`,
    `${sum} = ${sum} * 0.5 + ${by};`,
    `${sum} = Math.max(${sum}, ${by});`,
    `${sum} = (${sum} + ${by}) | 0;`,
    `if (${by} > 2) ${sum}++;`,
    `if (${by} > ${sum}) ${sum} = ${by};`,
    `const t = ${sum} ^ ${by}; ${sum} = t;`,
    `${sum} += ${by}; ${other.name}[${j}] = ${sum};`,
  ])
  const more = random.pick([
    '',
    '',
    '',
    `if (${by} > 100) break;`,
    `${random.pick(scope.numbers)} = ${second};`,
  ])
  const inner = `for (let ${j} = ${random.pick(['0', i])}; ${j} < ${bound(random, scope, from)}; ${j}++) { ${add} ${more} }`
  return statement`for (let ${i} = 0; ${i} < ${bound(random, scope, array)}; ${i}++) { ${random.pick(['', `${sum} = 0;`])} ${inner} }`
}

function wholeOf(arrays: readonly ArrayName[]): readonly ArrayName[] {
  const whole = arrays.filter(({ kind }) => !kind.startsWith('Float'))
  return whole.length > 0 ? whole : arrays
}

function bound(random: Random, scope: Scope, { name }: ArrayName): string {
  const counts = scope.readOnly.filter(count => count === 'n' || count === 'm')
  return random.pick([`${name}.length`, `${name}.length`, ...counts])
}
