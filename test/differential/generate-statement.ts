import {
  anyBigintExpr,
  anyBooleanExpr,
  anyIndexExpr,
  anyNumberExpr,
  narrowExpr,
} from './generate-expression.js'
import { generateLanes } from './generate-lanes.js'
import { generateLoop } from './generate-loop.js'
import { generateNest } from './generate-nest.js'
import { generateRows } from './generate-rows.js'
import { generateSweep } from './generate-sweep.js'
import type { Random, Weighted } from './random.js'
import type { ArrayName, Scope } from './scope.js'
import { holdsNumbers, numberArrays } from './scope.js'
import type { Tree } from './tree.js'
import { block, statement } from './tree.js'

/** A statement and what may be named after it. */
export interface Generated {
  readonly tree: Tree
  readonly scope: Scope
}

const compound = ['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '>>>=', '**='] as const
const errors = ['Error', 'RangeError', 'TypeError'] as const

/** A block of up to `count` random statements that sees `scope`; nothing it declares is seen outside. */
export function generateBlock(random: Random, scope: Scope, count: number): Tree {
  const statements: Tree[] = []
  let inner: Scope = { ...scope, depth: scope.depth + 1 }
  for (let i = random.int(1, Math.max(1, count)); i > 0; i--) {
    const next = generateStatement(random, inner)
    statements.push(next.tree)
    inner = next.scope
  }
  return block(statements)
}

/** `return` of what the program returns. */
export function generateReturn(random: Random, scope: Scope): Tree {
  if (scope.result === 'nothing') return statement`return;`
  if (scope.result === 'array') return statement`return ${scope.arrays[0]!.name};`
  if (scope.result === 'boolean') return statement`return ${anyBooleanExpr(random, scope, 2)};`
  return statement`return ${anyNumberExpr(random, scope, 2)};`
}

function generateStatement(random: Random, scope: Scope): Generated {
  const same = (tree: Tree): Generated => ({ tree, scope })
  const choices: Weighted<Generated>[] = [
    [2, () => declaration(random, scope)],
    [1, () => same(exit(random, scope))],
  ]
  if (scope.numbers.length > 0) choices.push([6, () => same(assignment(random, scope))])
  if (scope.numbers.length > 1) choices.push([2, () => same(rotation(random, scope))])
  if (scope.arrays.length > 0) choices.push([8, () => same(store(random, scope, random.pick(scope.arrays)))])
  if (scope.booleans.length > 0) {
    choices.push([
      1,
      () => same(statement`${random.pick(scope.booleans)} = ${anyBooleanExpr(random, scope, 2)};`),
    ])
  }
  if (scope.bigints.length > 0) {
    choices.push([
      2,
      () => same(statement`${random.pick(scope.bigints)} = ${anyBigintExpr(random, scope, 2)};`),
    ])
  }
  if (scope.depth < 4) {
    choices.push([4, () => same(branch(random, scope))], [1, () => same(choice(random, scope))])
    choices.push([1, () => same(labelledBlock(random, scope))])
    if (scope.trips < 20 && scope.numbers.length > 0 && scope.arrays.some(holdsNumbers)) {
      choices.push(
        [4, () => same(generateNest(random, scope))],
        [3, () => same(generateRows(random, scope))],
        [6, () => same(generateLanes(random, scope))],
        [4, () => same(generateSweep(random, scope))],
      )
    }
    if (scope.trips < 200) choices.push([6, () => same(generateLoop(random, scope, generateBlock))])
  }
  return random.oneOf(choices)
}

function declaration(random: Random, scope: Scope): Generated {
  const name = freshName(scope)
  return random.oneOf<Generated>([
    [
      4,
      () => ({
        tree: statement`let ${name} = ${anyNumberExpr(random, scope, 2)};`,
        scope: { ...scope, numbers: [...scope.numbers, name] },
      }),
    ],
    [
      3,
      () => ({
        tree: statement`const ${name} = ${anyNumberExpr(random, scope, 2)};`,
        scope: { ...scope, readOnly: [...scope.readOnly, name] },
      }),
    ],
    [
      2,
      () => ({
        tree: statement`const ${name} = ${anyIndexExpr(random, scope, 2)};`,
        scope: { ...scope, readOnly: [...scope.readOnly, name] },
      }),
    ],
    [
      1,
      () => ({
        tree: statement`let ${name} = ${anyBooleanExpr(random, scope, 2)};`,
        scope: { ...scope, booleans: [...scope.booleans, name] },
      }),
    ],
    [1, () => newArray(random, scope, name)],
  ])
}

function newArray(random: Random, scope: Scope, name: string): Generated {
  const kind = random.pick(numberArrays)
  const length = random.chance(70)
    ? String(random.int(0, 9))
    : `(${random.pick(scope.readOnly.concat('4'))} & 7)`
  return {
    tree: statement`const ${name} = new ${kind}(${length});`,
    scope: { ...scope, arrays: [...scope.arrays, { name, kind }] },
  }
}

function assignment(random: Random, scope: Scope): Tree {
  const name = random.pick(scope.numbers)
  return random.oneOf<Tree>([
    [4, () => statement`${name} = ${anyNumberExpr(random, scope, 3)};`],
    [4, () => statement`${name} ${random.pick(compound)} ${anyNumberExpr(random, scope, 2)};`],
    [2, () => statement`${name}${random.pick(['++', '--'])};`],
    [2, () => statement`${name} = (${name} + ${anyNumberExpr(random, scope, 2)}) | 0;`],
    [2, () => statement`${name} = Math.fround(${name} + ${narrowExpr(random, scope, 'Float32Array', 1)});`],
    [1, () => statement`${name} = (${name} * 31 + ${anyNumberExpr(random, scope, 1)}) >>> 0;`],
  ])
}

function rotation(random: Random, scope: Scope): Tree {
  const [a, b, c] = [random.pick(scope.numbers), random.pick(scope.numbers), random.pick(scope.numbers)]
  return random.oneOf<Tree>([
    [2, () => statement`[${a}, ${b}] = [${b}, ${a}];`],
    [2, () => statement`[${a}, ${b}] = [${a} + ${b}, ${a}];`],
    [1, () => statement`[${a}, ${b}, ${c}] = [${b}, ${c}, ${a}];`],
    [
      1,
      () =>
        statement`[${a}, ${b}] = [${anyNumberExpr(random, scope, 2)}, ${anyNumberExpr(random, scope, 2)}];`,
    ],
  ])
}

function store(random: Random, scope: Scope, array: ArrayName): Tree {
  const index = (): Tree => anyIndexExpr(random, scope, 2)
  if (!holdsNumbers(array)) return statement`${array.name}[${index()}] = ${anyBigintExpr(random, scope, 2)};`
  const value = (): Tree => anyNumberExpr(random, scope, 2)
  const other = random.pick(scope.arrays.filter(holdsNumbers))
  return random.oneOf<Tree>([
    [8, () => statement`${array.name}[${index()}] = ${value()};`],
    [5, () => statement`${array.name}[${index()}] = ${narrowExpr(random, scope, array.kind, 2)};`],
    [3, () => statement`${array.name}[${index()}] ${random.pick(compound)} ${value()};`],
    [2, () => statement`${array.name}[${index()}]${random.pick(['++', '--'])};`],
    [
      1,
      () =>
        statement`[${array.name}[${index()}], ${other.name}[${index()}]] = [${other.name}[${index()}], ${array.name}[${index()}]];`,
    ],
  ])
}

function branch(random: Random, scope: Scope): Tree {
  const test = anyBooleanExpr(random, scope, 2)
  const then = generateBlock(random, scope, 3)
  if (random.chance(50)) return statement`if (${test}) {${then}}`
  return statement`if (${test}) {${then}} else {${generateBlock(random, scope, 3)}}`
}

function choice(random: Random, scope: Scope): Tree {
  const inside: Scope = { ...scope, breakable: true }
  const clauses: (string | Tree)[] = []
  const defaultAt = random.int(0, 4)
  for (let i = 0; i < 4; i++) {
    if (i === defaultAt)
      clauses.push('default: {', generateBlock(random, inside, 2), '}', random.pick(['', ' break;']), '\n')
    const label = random.chance(80) ? String(random.int(-1, 4)) : 'NaN'
    clauses.push(
      `case ${label}: {`,
      generateBlock(random, inside, 2),
      '}',
      random.pick(['', ' break;', ' break;']),
      '\n',
    )
  }
  const on = random.chance(50) ? anyIndexExpr(random, scope, 2) : anyNumberExpr(random, scope, 2)
  return { kind: 'statement', parts: ['switch (', on, ') {\n', ...clauses, '}'] }
}

function labelledBlock(random: Random, scope: Scope): Tree {
  const name = `L${scope.labels.length}`
  const inside: Scope = { ...scope, labels: [...scope.labels, { name, isLoop: false }] }
  return statement`${name}: {${generateBlock(random, inside, 3)}}`
}

/** Something that leaves: guarded by a condition, so that what follows is reached too. */
function exit(random: Random, scope: Scope): Tree {
  const test = anyBooleanExpr(random, scope, 2)
  const choices: Weighted<Tree>[] = [
    [2, () => generateReturn(random, scope)],
    [1, () => statement`throw new ${random.pick(errors)}(${`'stop ${random.int(0, 9)}'`});`],
  ]
  if (scope.breakable) choices.push([3, () => statement`break;`])
  if (scope.continuable) choices.push([3, () => statement`continue;`])
  const label = scope.labels.at(-1 - random.int(0, Math.max(0, scope.labels.length - 1)))
  if (label)
    choices.push([
      4,
      () => statement`${random.pick(label.isLoop ? ['break', 'continue'] : ['break'])} ${label.name};`,
    ])
  return statement`if (${test}) ${random.oneOf(choices)}`
}

/** A name no declaration around this point has. */
function freshName(scope: Scope): string {
  const taken = scope.numbers.length + scope.readOnly.length + scope.booleans.length + scope.arrays.length
  return `t${scope.depth}_${taken}`
}
