import { anyNumber, numberLiteral } from './edge-values.js'
import { anyNumberExpr } from './generate-expression.js'
import type { MixedParts } from './generate-mixed.js'
import { mixed } from './generate-mixed.js'
import type { Random } from './random.js'
import type { Scope } from './scope.js'
import { holdsNumbers } from './scope.js'
import type { Tree } from './tree.js'
import { number, statement } from './tree.js'

/** The names inside one loop. */
interface Turn {
  readonly counter: string
  /** How far the counter moves, and elements with it. */
  readonly step: number
  /** Numbers that this turn has made. */
  readonly made: readonly string[]
  readonly scope: Scope
  /** How far from the counter an element may lie; null: anywhere. */
  readonly reach: number | null
  /** Where most results go. */
  readonly target: string
  /** A number that the turn sets more than once, and that moves places. */
  readonly offset: string | null
}

/**
 * A loop whose turns could run side by side: elements to elements at neighbouring places, choices, small integers, sums that
 * wrap, short inner loops; and now and then what must not. The scope has arrays of numbers and numbers to assign.
 */
export function generateLanes(random: Random, scope: Scope): Tree {
  const counter = `e${scope.depth}`
  const step = random.oneOf<number>([
    [8, () => 1],
    [2, () => random.pick([2, 3, 4, 4, 4])],
  ])
  // Mostly within the arrays, and from one to another: what else there is, other loops try.
  const isTame = random.chance(80)
  const reach = random.pick([0, 0, 1, 2])
  const from = isTame ? String(reach) : random.pick(['0', '0', '0', '1', '2'])
  const end = isTame ? ` - ${reach}` : random.pick(['', '', '', ' - 1', ' - 2', ' + 1'])
  const bound = `${random.pick(boundsOf(scope))}${end}`
  const inside: Scope = { ...scope, depth: scope.depth + 1 }
  const targets = scope.arrays.filter(holdsNumbers)
  let turn: Turn = {
    counter,
    step,
    made: [],
    scope: inside,
    reach: isTame ? reach : null,
    target: random.pick(targets).name,
    offset: random.chance(10) ? `o${scope.depth}` : null,
  }
  const moves = (): readonly Tree[] =>
    turn.offset !== null && random.chance(50) ? [statement`${turn.offset} = ${random.int(0, 2)};`] : []
  const lines: Tree[] = []
  for (let n = random.int(0, 3); n > 0; n--) {
    const name = `t${scope.depth}${turn.made.length}`
    const isLast = !random.chance(40)
    lines.push(statement`${isLast ? 'const' : 'let'} ${name} = ${value(random, turn, 2)};`)
    if (!isLast) lines.push(maybe(random, turn, name))
    turn = { ...turn, made: [...turn.made, name] }
    lines.push(...moves())
  }
  for (let n = random.int(1, 2); n > 0; n--) lines.push(ending(random, turn), ...moves())
  const body = lines.reduce((all, line) => statement`${all}\n  ${line}`)
  const loop = statement`for (let ${counter} = ${from}; ${counter} < ${bound}; ${counter} += ${step}) {
  ${body}
}`
  if (turn.offset === null) return loop
  return statement`{
  let ${turn.offset} = ${random.int(0, 2)};
  ${loop}
}`
}

function boundsOf({ arrays, readOnly }: Scope): readonly string[] {
  const counts = readOnly.filter(name => name === 'n')
  return [...arrays.map(({ name }) => `${name}.length`), ...counts]
}

/** An index that moves with the turns, mostly by one. */
function place(random: Random, { counter, step, scope, reach, offset }: Turn): string {
  if (offset !== null && random.chance(50)) return `${counter} + ${offset}`
  // As the channels of pixels.
  if (step === 4 && random.chance(90)) return `${counter} + ${random.int(0, 3)}`
  if (reach !== null && random.chance(95)) {
    const by = random.int(-reach, reach)
    return by === 0 ? counter : `${counter} ${by < 0 ? '-' : '+'} ${Math.abs(by)}`
  }
  const by = random.pick(['', '', '', '', ' + 1', ' - 1', ' + 2', ` + ${step}`, ' + 5'])
  const many = scope.readOnly.includes('n') ? [`n * ${counter}`, `${counter} + n`] : []
  return random.oneOf<string>([
    [14, () => `${counter}${by}`],
    [1, () => random.pick([`2 * ${counter}`, `4 * ${counter}${by}`, '0', ...many])],
  ])
}

function element(random: Random, turn: Turn): Tree {
  const all = turn.scope.arrays.filter(holdsNumbers)
  const others = all.filter(({ name }) => name !== turn.target)
  const array = random.pick(others.length > 0 && random.chance(70) ? others : all)
  if (array.name === turn.target && random.chance(70)) return number`${array.name}[${turn.counter}]`
  return number`${array.name}[${place(random, turn)}]`
}

function partsOf(random: Random, turn: Turn): MixedParts {
  return { element: () => element(random, turn), any: () => value(random, turn, 0) }
}

/** A number of this turn. */
function value(random: Random, turn: Turn, depth: number): Tree {
  const leaf = (): Tree =>
    random.oneOf<Tree>([
      [8, () => element(random, turn)],
      [turn.made.length > 0 ? 6 : 0, () => number`${random.pick(turn.made)}`],
      [2, () => number`${String(random.int(-3, 300))}`],
      [1, () => number`${numberLiteral(anyNumber(random))}`],
      [1, () => number`${turn.counter}`],
      [1, () => anyNumberExpr(random, turn.scope, 0)],
    ])
  if (depth <= 0 || random.chance(20)) return leaf()
  const sub = (): Tree => value(random, turn, depth - 1)
  return random.oneOf<Tree>([
    [8, () => number`(${sub()} ${random.pick(['+', '-', '*', '+', '-', '*', '/'])} ${sub()})`],
    [4, () => number`(${sub()} ${random.pick(['&', '|', '^'])} ${sub()})`],
    [3, () => number`(${sub()} ${random.pick(['<<', '>>', '>>>'])} ${String(random.int(0, 33))})`],
    [2, () => number`(${sub()} ${random.pick(['| 0', '>>> 0', '& 255', '& 65535', '& 15'])})`],
    [4, () => number`Math.${random.pick(['min', 'max'])}(${sub()}, ${sub()})`],
    [1, () => number`Math.imul(${sub()}, ${sub()})`],
    [
      4,
      () =>
        number`Math.${random.pick(['abs', 'floor', 'ceil', 'trunc', 'round', 'sign', 'sqrt', 'fround'])}(${sub()})`,
    ],
    [
      4,
      () => number`(${test(random, turn)} ? ${chosen(random, turn, depth)} : ${chosen(random, turn, depth)})`,
    ],
    [1, () => number`(${random.pick(['- ', '~', '+ '])}${sub()})`],
  ])
}

/** What one side of a choice gives: mostly made before, for an element may exist for that side only. */
function chosen(random: Random, turn: Turn, depth: number): Tree {
  if (turn.made.length > 0 && random.chance(60)) return number`${random.pick(turn.made)}`
  return random.chance(50) ? number`${String(random.int(-3, 300))}` : value(random, turn, depth - 1)
}

function test(random: Random, turn: Turn): Tree {
  const sub = (): Tree => value(random, turn, 1)
  const one = (): Tree => number`${sub()} ${random.pick(['<', '<=', '>', '>=', '===', '!=='])} ${sub()}`
  return random.oneOf<Tree>([
    [6, one],
    [1, () => number`(${one()}) ${random.pick(['&&', '||'])} (${one()})`],
    [1, () => number`!(${one()})`],
    [1, () => number`${sub()}`],
  ])
}

function maybe(random: Random, turn: Turn, name: string): Tree {
  const set = (): Tree => statement`${name} = ${chosen(random, turn, 2)};`
  const otherwise = random.chance(30) ? statement` else { ${set()} }` : statement``
  return statement`if (${test(random, turn)}) { ${set()} }${otherwise}`
}

function ending(random: Random, turn: Turn): Tree {
  const { scope, counter } = turn
  const target = random.chance(80) ? turn.target : random.pick(scope.arrays.filter(holdsNumbers)).name
  const number = random.pick(scope.numbers)
  return random.oneOf<Tree>([
    [10, () => statement`${target}[${place(random, turn)}] = ${value(random, turn, 2)};`],
    [5, () => statement`${target}[${place(random, turn)}] = ${mixed(random, partsOf(random, turn), 2)};`],
    [2, () => statement`${target}[${counter}] += ${value(random, turn, 1)};`],
    [2, () => statement`${number} = (${number} + ${value(random, turn, 1)}) | 0;`],
    [1, () => statement`${number} = ${number} ^ ${value(random, turn, 1)};`],
    [
      1,
      () => statement`${number} = Math.${random.pick(['min', 'max'])}(${number}, ${value(random, turn, 1)});`,
    ],
    [1, () => statement`${number} = ${value(random, turn, 1)};`],
    [1, () => statement`if (${test(random, turn)}) ${number} = ${value(random, turn, 1)};`],
    [1, () => statement`if (${test(random, turn)}) { ${target}[${counter}] = ${value(random, turn, 1)}; }`],
    [3, () => innerSum(random, turn, target)],
    [2, () => innerWhile(random, turn, target)],
    [2, () => leftEarly(random, turn, target)],
    [1, () => movedFar(random, turn, target)],
    [1, () => statement`${target}[${counter}] = ${bytesTogether(random, turn)};`],
    [1, () => decidedPlace(random, turn, target)],
    [2, () => roundedPlace(random, turn, target)],
  ])
}

/** A sum of each turn's own, over a number of elements that is the same in all of them. */
function innerSum(random: Random, turn: Turn, target: string): Tree {
  const { scope, counter } = turn
  const [sum, inner] = [`q${scope.depth}`, `k${scope.depth}`]
  const array = random.pick(scope.arrays.filter(holdsNumbers)).name
  const count = random.pick(['2', '3', '5', ...scope.readOnly.filter(name => name === 'n')])
  const width = random.pick(['3', '7', ...scope.readOnly.filter(name => name === 'n')])
  const index = random.pick([
    `${inner} * ${width} + ${counter}`,
    `${counter} * ${count} + ${inner}`,
    inner,
    `${counter} + ${inner}`,
  ])
  const term = random.pick([
    `${array}[${index}]`,
    `${array}[${index}] * ${array}[${inner}]`,
    `(${array}[${index}] | 0)`,
    `Math.abs(${array}[${index}] - ${counter})`,
  ])
  return statement`let ${sum} = ${random.pick(['0', '0', '1.5'])};
  for (let ${inner} = 0; ${inner} < ${count}; ${inner}++) {
    ${sum} += ${term};
  }
  ${target}[${random.chance(80) ? counter : place(random, turn)}] = ${sum};`
}

/** An iteration that each turn leaves when it likes. */
function innerWhile(random: Random, turn: Turn, target: string): Tree {
  const { scope, counter } = turn
  const [fuel, moved] = [`w${scope.depth}`, `z${scope.depth}`]
  const inner: Turn = { ...turn, made: [...turn.made, moved, fuel] }
  return statement`let ${moved} = ${value(random, turn, 1)}, ${fuel} = 0;
  while (${fuel} < ${random.int(1, 9)} && (${test(random, inner)})) {
    ${random.chance(30) ? maybe(random, inner, moved) : statement``}
    ${moved} = ${value(random, inner, 2)};
    ${fuel}++;
  }
  ${target}[${counter}] = ${random.pick([moved, fuel, `${moved} + ${fuel}`])};`
}

/** An iteration with ways out of its own, of each turn or of all together. */
function leftEarly(random: Random, turn: Turn, target: string): Tree {
  const { scope, counter } = turn
  const [step, moved] = [`f${scope.depth}`, `z${scope.depth}`]
  const inner: Turn = { ...turn, made: [...turn.made, moved, step] }
  const wayOut = (): Tree =>
    random.oneOf<Tree>([
      [4, () => statement`if (${test(random, inner)}) break;`],
      [1, () => statement`if (${step} > ${random.pick([...scope.readOnly, '3'])}) break;`],
      [
        1,
        () => statement`if (${test(random, inner)}) break; else { ${moved} = ${value(random, inner, 1)}; }`,
      ],
      [1, () => maybe(random, inner, moved)],
    ])
  return statement`let ${moved} = ${value(random, turn, 1)}, ${step} = 0;
  for (; ${step} < ${random.int(0, 9)}; ${step}${random.pick(['++', '++', ' += 2'])}) {
    ${wayOut()}
    ${moved} = ${value(random, inner, 2)};
    ${random.chance(40) ? wayOut() : statement``}
  }
  ${target}[${counter}] = ${random.pick([moved, step, `${moved} + ${step}`])};`
}

/** Elements at a distance that only the call tells. */
function movedFar(random: Random, { scope, counter }: Turn, target: string): Tree {
  const far = random.pick([...scope.readOnly, '5'])
  const [to, from] = random.pick([
    [counter, `${counter} + ${far}`],
    [`${counter} + ${far}`, counter],
    [`${counter} + ${far} * ${far}`, `${counter} + ${far}`],
  ] as const)
  return statement`${target}[${to}] = ${target}[${from}] + ${String(random.int(0, 3))};`
}

/** Neighbouring elements as the bytes of one number, or almost. */
function bytesTogether(random: Random, turn: Turn): Tree {
  const { name } = random.pick(turn.scope.arrays.filter(holdsNumbers))
  const places = random.pick([
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [0, 1],
    [1, 0],
    [0, 1, 3, 2],
    [0, 1, 2, 2],
  ])
  const parts = places.map((place, n) => {
    const part = `${name}[${turn.counter} + ${place}]`
    return n === 0 ? part : `(${part} << ${8 * n})`
  })
  return number`(${parts.join(random.pick([' | ', ' | ', ' ^ ', ' + ']))})`
}

/** An index that is not the same distance from the counter in all turns. */
function decidedPlace(random: Random, turn: Turn, target: string): Tree {
  const { scope, counter } = turn
  const by = `d${scope.depth}`
  return statement`let ${by} = 0;
  if (${test(random, turn)}) ${by} = ${random.int(1, 3)};
  ${target}[${counter}] = ${random.pick(scope.arrays.filter(holdsNumbers)).name}[${counter} + ${by}];`
}

/** An index that is rounded, as where pictures are scaled, and perhaps clamped. */
function roundedPlace(random: Random, turn: Turn, target: string): Tree {
  const { scope, counter } = turn
  const [place, next] = [`r${scope.depth}`, `q${scope.depth}`]
  const near = random.pick([`${counter} * 0.5 - 0.25`, `${counter} / 3`, `${counter} + 0.5`, `-${counter}`])
  const at = random.chance(80) ? number`${near}` : value(random, turn, 1)
  const rounded = number`Math.${random.pick(['floor', 'floor', 'ceil', 'round', 'trunc'])}(${at})`
  const { name } = random.pick(scope.arrays.filter(holdsNumbers))
  const clamped = random.chance(50) ? number`Math.max(0, ${rounded})` : rounded
  return statement`const ${place} = ${clamped};
  const ${next} = Math.min(${name}.length - 1, ${place} + 1);
  ${target}[${counter}] = ${name}[${place}] * ${random.pick(['2', place, `(${counter} - ${place})`])} + ${name}[${next}];`
}
