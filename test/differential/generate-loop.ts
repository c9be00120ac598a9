import { anyBooleanExpr } from './generate-expression.js'
import type { Random, Weighted } from './random.js'
import type { Scope } from './scope.js'
import type { Tree } from './tree.js'
import { statement } from './tree.js'

type BlockGenerator = (random: Random, scope: Scope, count: number) => Tree

/**
 * A random loop. Whatever bounds its trips is text of its template, so that no shrinking step can make it endless; a
 * label is put before some.
 */
export function generateLoop(random: Random, scope: Scope, generateBlock: BlockGenerator): Tree {
  const counter = `i${scope.depth}`
  const fuel = `w${scope.depth}`
  const trips = random.int(1, 7)
  const label = random.chance(25) ? `L${scope.labels.length}` : null
  const inner: Scope = {
    ...scope,
    labels: label === null ? scope.labels : [...scope.labels, { name: label, isLoop: true }],
    breakable: true,
    continuable: true,
    trips: scope.trips * Math.max(trips, 9),
  }
  const counting: Scope = { ...inner, readOnly: [...scope.readOnly, counter, counter] }
  const body = (inside: Scope): Tree => generateBlock(random, inside, 3)
  const choices: Weighted<Tree>[] = [
    [5, () => statement`for (let ${counter} = 0; ${counter} < ${trips}; ${counter}++) {${body(counting)}}`],
    [4, () => boundedByParameter(random, counter, counting, body)],
    [2, () => statement`for (let ${counter} = ${trips}; ${counter} >= 0; ${counter}--) {${body(counting)}}`],
    [
      1,
      () =>
        statement`for (let ${counter} = ${random.int(-3, 3)}; ${counter} <= ${trips}; ${counter} += 2) {${body(counting)}}`,
    ],
    [1, () => statement`for (let ${counter} = 0; ${counter} < 2; ${counter} += 0.25) {${body(counting)}}`],
    [1, () => whileLoop(random, scope, fuel, trips, body(inner))],
    [1, () => doLoop(random, scope, fuel, trips, body(inner))],
    [1, () => movedCounter(random, counter, trips, body(counting))],
  ]
  const array = scope.arrays.length > 0 ? random.pick(scope.arrays) : null
  if (array) {
    const bound = `${array.name}.length`
    choices.push(
      [5, () => statement`for (let ${counter} = 0; ${counter} < ${bound}; ${counter}++) {${body(counting)}}`],
      [
        1,
        () =>
          statement`for (let ${counter} = ${bound} - 1; ${counter} >= 0; ${counter}--) {${body(counting)}}`,
      ],
      [
        1,
        () => statement`for (let ${counter} = 0; ${counter} <= ${bound}; ${counter}++) {${body(counting)}}`,
      ],
    )
  }
  return labelled(random.oneOf(choices), label)
}

/** `n` and `m` are parameters that are small wherever they are numbers to count to. */
function boundedByParameter(
  random: Random,
  counter: string,
  scope: Scope,
  body: (scope: Scope) => Tree,
): Tree {
  const bound = random.pick(['n', 'm'])
  if (!scope.readOnly.includes(bound)) {
    return statement`for (let ${counter} = 0; ${counter} < 5; ++${counter}) {${body(scope)}}`
  }
  return random.oneOf<Tree>([
    [6, () => statement`for (let ${counter} = 0; ${counter} < ${bound}; ${counter}++) {${body(scope)}}`],
    [1, () => statement`for (let ${counter} = 1; ${counter} <= ${bound}; ${counter}++) {${body(scope)}}`],
    [1, () => statement`for (let ${counter} = ${bound}; ${counter} > 0; ${counter}--) {${body(scope)}}`],
    [
      1,
      () => statement`for (let ${counter} = ${bound} - 1; ${counter} >= 0; ${counter} -= 2) {${body(scope)}}`,
    ],
  ])
}

function whileLoop(random: Random, scope: Scope, fuel: string, trips: number, body: Tree): Tree {
  const test = anyBooleanExpr(random, scope, 2)
  return statement`{ let ${fuel} = 0; @while (${fuel}++ < ${trips} && ${test}) {${body}} }`
}

function doLoop(random: Random, scope: Scope, fuel: string, trips: number, body: Tree): Tree {
  const test = anyBooleanExpr(random, scope, 2)
  return statement`{ let ${fuel} = 0; @do {${body}} while (${fuel}++ < ${trips} && ${test}); }`
}

/** A `while` whose body moves the counter itself, now and then by two. */
function movedCounter(random: Random, counter: string, trips: number, body: Tree): Tree {
  const step = random.pick([
    `${counter}++`,
    `${counter} += 1`,
    `${counter} = ${counter} + 2`,
    `${counter} += 0.5`,
  ])
  return statement`{ let ${counter} = -1; @while (${counter} < ${trips}) { ${step}; {${body}} } }`
}

/** Puts the label before the loop itself: at the `@` of a template that declares something first. */
function labelled(loop: Tree, label: string | null): Tree {
  const prefix = label === null ? '' : `${label}: `
  const [first, ...rest] = loop.parts
  const text = String(first)
  return {
    kind: 'statement',
    parts: [text.includes('@') ? text.replace('@', prefix) : prefix + text, ...rest],
  }
}
