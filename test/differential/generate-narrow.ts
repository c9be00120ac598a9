import { numberLiteral } from './edge-values.js'
import type { Random, Weighted } from './random.js'
import type { Scope } from './scope.js'
import type { Tree } from './tree.js'
import { number } from './tree.js'

/** What makes any number and any index here. */
export interface Parts {
  readonly any: () => Tree
  readonly index: () => Tree
  readonly test: () => Tree
}

// Of single precision all but the last three.
const singles = [0.5, -0, 1.5, -3, 16777216, 3.4028234663852886e38, 2 ** -149, Infinity, 0.1, 16777217, 1e-45]
const shortArrays: ReadonlySet<string> = new Set([
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
])

/** A number that mostly is one of single precision: loads, roundings, what they are chosen from, and sums of them. */
export function singleExpr(random: Random, scope: Scope, parts: Parts, depth: number): Tree {
  const sub = (): Tree => singleExpr(random, scope, parts, depth - 1)
  const arrays = scope.arrays.filter(({ kind }) => kind === 'Float32Array' || shortArrays.has(kind))
  const leaves: Weighted<Tree>[] = [
    [2, () => number`${numberLiteral(random.pick(singles))}`],
    [2, () => number`Math.fround(${parts.any()})`],
    [1, () => number`(${parts.any()} & 0xffff)`],
  ]
  if (arrays.length > 0) leaves.push([10, () => number`${random.pick(arrays).name}[${parts.index()}]`])
  if (scope.numbers.length > 0) leaves.push([2, () => number`${random.pick(scope.numbers)}`])
  if (scope.readOnly.length > 0) leaves.push([2, () => number`${random.pick(scope.readOnly)}`])
  if (depth <= 0) return random.oneOf(leaves)
  return random.oneOf<Tree>([
    [3, () => random.oneOf(leaves)],
    [6, () => number`Math.fround(${sub()} ${random.pick(['+', '-', '*', '/'])} ${sub()})`],
    [3, () => number`(${sub()} ${random.pick(['+', '-', '*', '/', '%'])} ${sub()})`],
    [1, () => number`Math.fround(Math.sqrt(${sub()}))`],
    [
      2,
      () => number`Math.${random.pick(['abs', 'floor', 'ceil', 'trunc', 'round', 'sign', 'sqrt'])}(${sub()})`,
    ],
    [2, () => number`Math.${random.pick(['min', 'max'])}(${sub()}, ${sub()})`],
    [1, () => number`(-${sub()})`],
    [2, () => number`(${sub()} ${random.pick(['<', '>=', '===', '!=='])} ${sub()} ? ${sub()} : ${sub()})`],
    [1, () => number`(${parts.test()} ? ${sub()} : ${sub()})`],
  ])
}

/** Elements of 16 bits and fewer together with numbers that may be small integers: parameters among them. */
export function shortExpr(random: Random, scope: Scope, parts: Parts, depth: number): Tree {
  const sub = (): Tree => shortExpr(random, scope, parts, depth - 1)
  const arrays = scope.arrays.filter(({ kind }) => shortArrays.has(kind))
  const leaves: Weighted<Tree>[] = [[2, () => number`${random.int(-3, 300)}`]]
  if (arrays.length > 0) leaves.push([8, () => number`${random.pick(arrays).name}[${parts.index()}]`])
  if (scope.numbers.length > 0) leaves.push([6, () => number`${random.pick(scope.numbers)}`])
  if (scope.readOnly.length > 0) leaves.push([2, () => number`${random.pick(scope.readOnly)}`])
  if (depth <= 0) return random.oneOf(leaves)
  return random.oneOf<Tree>([
    [3, () => random.oneOf(leaves)],
    [6, () => number`(${sub()} ${random.pick(['+', '-', '+', '-', '*'])} ${sub()})`],
    [4, () => number`Math.${random.pick(['min', 'max'])}(${sub()}, ${sub()})`],
    [
      3,
      () => number`(${sub()} ${random.pick(['<', '>', '>=', '===', '!=='])} ${sub()} ? ${sub()} : ${sub()})`,
    ],
    [2, () => number`((${sub()} * ${sub()}) >> ${random.int(0, 9)})`],
    [1, () => number`(${sub()} | 0)`],
  ])
}
