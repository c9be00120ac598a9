import { anyBigint, anyNumber, numberLiteral } from './edge-values.js'
import { shortExpr, singleExpr } from './generate-narrow.js'
import type { Random, Weighted } from './random.js'
import type { ArrayName, Helper, Scope } from './scope.js'
import { holdsNumbers } from './scope.js'
import type { Tree } from './tree.js'
import { bigint, boolean, number } from './tree.js'

const arithmetic = ['+', '-', '*', '/', '%', '+', '-', '*'] as const
const bitwise = ['&', '|', '^', '<<', '>>', '>>>'] as const
const comparisons = ['<', '<=', '>', '>=', '===', '!==', '==', '!='] as const
const unaryMath = ['abs', 'floor', 'ceil', 'trunc', 'round', 'sign', 'sqrt', 'fround', 'clz32'] as const
const hostMath = [
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'cbrt',
] as const
const predicates = ['isNaN', 'isFinite', 'isInteger', 'isSafeInteger'] as const
const updates = ['++', '--'] as const

/** A random expression of type number, nested at most `depth` deep. */
export function anyNumberExpr(random: Random, scope: Scope, depth: number): Tree {
  if (depth <= 0 || random.chance(15)) return numberLeaf(random, scope)
  const sub = (): Tree => anyNumberExpr(random, scope, depth - 1)
  const arrays = scope.arrays.filter(holdsNumbers)
  const choices: Weighted<Tree>[] = [
    [10, () => number`(${sub()} ${random.pick(arithmetic)} ${sub()})`],
    [6, () => number`(${sub()} ${random.pick(bitwise)} ${sub()})`],
    [5, () => truncated(random, sub)],
    [
      1,
      () => number`(${sub()} ** ${random.chance(60) ? random.pick(['2', '3', '0.5', '(-1)', '0']) : sub()})`,
    ],
    [2, () => number`(${random.pick(['- ', '- ', '~', '+ '])}${sub()})`],
    [3, () => number`Math.${random.pick(unaryMath)}(${sub()})`],
    [1, () => number`Math.${random.pick(hostMath)}(${sub()})`],
    [
      2,
      () =>
        number`Math.${random.pick(['min', 'max', 'min', 'max', 'imul', 'atan2', 'hypot', 'pow'])}(${sub()}, ${sub()})`,
    ],
    [1, () => manyArguments(random, sub)],
    [3, () => number`(${anyBooleanExpr(random, scope, depth - 1)} ? ${sub()} : ${sub()})`],
    [1, () => number`(${sub()}, ${sub()})`],
    [1, () => number`Number(${anyBooleanExpr(random, scope, depth - 1)})`],
    [2, () => narrowExpr(random, scope, 'any', depth)],
  ]
  if (arrays.length > 0) choices.push([8, () => loadOf(random, scope, random.pick(arrays), depth - 1)])
  if (scope.tables.length > 0) {
    choices.push([4, () => number`${random.pick(scope.tables)}[${anyIndexExpr(random, scope, depth - 1)}]`])
  }
  if (scope.numbers.length > 0) choices.push([2, () => assignment(random, scope, sub)])
  if (callable(scope).length > 0) choices.push([3, () => helperCall(random, scope, sub)])
  if (scope.bigints.length > 0) {
    choices.push([1, () => number`Number(${anyBigintExpr(random, scope, depth - 1)})`])
  }
  return random.oneOf(choices)
}

/** A number as the elements of an array of this kind are computed, of single precision or of few bits. */
export function narrowExpr(random: Random, scope: Scope, kind: string, depth: number): Tree {
  const parts = {
    any: () => anyNumberExpr(random, scope, depth - 2),
    index: () => anyIndexExpr(random, scope, 0),
    test: () => anyBooleanExpr(random, scope, 0),
  }
  const isSingle = kind === 'Float32Array' || (kind === 'any' && random.chance(50))
  return (isSingle ? singleExpr : shortExpr)(random, scope, parts, depth)
}

/** A random expression of type boolean. */
export function anyBooleanExpr(random: Random, scope: Scope, depth: number): Tree {
  const sub = (): Tree => anyBooleanExpr(random, scope, depth - 1)
  const num = (): Tree => anyNumberExpr(random, scope, depth - 1)
  const choices: Weighted<Tree>[] = [[8, () => boolean`(${num()} ${random.pick(comparisons)} ${num()})`]]
  if (scope.booleans.length > 0) choices.push([3, () => boolean`${random.pick(scope.booleans)}`])
  if (scope.bigints.length > 0) {
    const big = (): Tree => anyBigintExpr(random, scope, depth - 1)
    choices.push([2, () => boolean`(${big()} ${random.pick(comparisons)} ${big()})`])
  }
  if (depth > 0) {
    choices.push(
      [2, () => boolean`(${sub()} ${random.pick(['&&', '||'])} ${sub()})`],
      [1, () => boolean`!${sub()}`],
      [1, () => boolean`Number.${random.pick(predicates)}(${num()})`],
      [1, () => boolean`(${sub()} ? ${sub()} : ${sub()})`],
      [1, () => boolean`(${sub()} ${random.pick(['===', '!=='])} ${sub()})`],
      [1, () => boolean`Boolean(${num()})`],
    )
  }
  return random.oneOf(choices)
}

/** A random expression of type bigint that always fits 64 bits with a sign. */
export function anyBigintExpr(random: Random, scope: Scope, depth: number): Tree {
  if (depth <= 0 || random.chance(20)) {
    if (scope.bigints.length > 0 && random.chance(65)) return bigint`${random.pick(scope.bigints)}`
    const value = anyBigint(random)
    return value < 0n ? bigint`(${`${value}n`})` : bigint`${`${value}n`}`
  }
  const sub = (): Tree => anyBigintExpr(random, scope, depth - 1)
  const arrays = scope.arrays.filter(array => !holdsNumbers(array))
  const small = (): Tree => bigint`BigInt(${numberLiteral(random.int(0, 70))})`
  const element = (): Tree =>
    bigint`BigInt.asIntN(64, ${random.pick(arrays).name}[${anyIndexExpr(random, scope, depth - 1)}])`
  return random.oneOf<Tree>([
    [arrays.length > 0 ? 4 : 0, element],
    [6, () => bigint`BigInt.asIntN(64, ${sub()} ${random.pick(['+', '-', '*', '^', '&', '|'])} ${sub()})`],
    [1, () => bigint`BigInt.asIntN(64, ${sub()} ${random.pick(['<<', '>>'])} ${small()})`],
    [
      1,
      () =>
        bigint`BigInt.asIntN(64, BigInt.asUintN(64, ${sub()}) ${random.pick(['/', '%', '>>'])} ${random.pick(['3n', '7n', '1n'])})`,
    ],
    [1, () => bigint`BigInt.asIntN(64, -${sub()})`],
    [1, () => bigint`(${anyBooleanExpr(random, scope, depth - 1)} ? ${sub()} : ${sub()})`],
  ])
}

/** An index: mostly near the counters around it, now and then anything at all. */
export function anyIndexExpr(random: Random, scope: Scope, depth: number): Tree {
  const counters = scope.readOnly
  const choices: Weighted<Tree>[] = [
    [8, () => number`${random.int(0, 5)}`],
    [1, () => number`${numberLiteral(anyNumber(random))}`],
    [6, () => number`(${anyNumberExpr(random, scope, depth - 1)} & 7)`],
    [2, () => number`(${anyNumberExpr(random, scope, depth - 1)} | 0)`],
    [1, () => number`(${anyNumberExpr(random, scope, depth - 1)} >>> 0)`],
    [2, () => anyNumberExpr(random, scope, depth - 1)],
  ]
  if (counters.length > 0) {
    const counter = (): string => random.pick(counters)
    choices.push(
      [16, () => number`${counter()}`],
      [6, () => number`(${counter()} ${random.pick(['+', '-'])} ${random.int(0, 3)})`],
      [3, () => number`(${counter()} * ${random.int(2, 4)} + ${counter()})`],
      [1, () => number`(${counter()} * ${counter()} - 1)`],
      [8, () => affineIndex(random, scope)],
    )
  }
  return random.oneOf(choices)
}

/** A row-major index as in `i * n + j`, now and then shifted, reversed or with the wrong stride. */
function affineIndex(random: Random, scope: Scope): Tree {
  const counter = (): string => random.pick(scope.readOnly)
  const strides = ['n', 'm'].filter(name => scope.readOnly.includes(name))
  const array = scope.arrays.length > 0 ? [`${random.pick(scope.arrays).name}.length`] : []
  const stride = (): string => random.pick([...strides, ...strides, ...array, '2', '3'])
  return random.oneOf<Tree>([
    [6, () => number`(${counter()} * ${stride()} + ${counter()})`],
    [2, () => number`(${counter()} * ${stride()} + ${counter()} + ${random.int(-2, 2)})`],
    [1, () => number`((${counter()} + ${random.int(-1, 1)}) * ${stride()} + ${counter()})`],
    [1, () => number`((${counter()} * ${stride()} + ${counter()}) * ${stride()} + ${counter()})`],
    [1, () => number`(${stride()} - 1 - ${counter()})`],
    [
      1,
      () => number`(${random.int(1, 4)} * (${counter()} * ${stride()} + ${counter()}) + ${random.int(0, 3)})`,
    ],
  ])
}

/** `array[index]` of an array of numbers. */
export function loadOf(random: Random, scope: Scope, array: ArrayName, depth: number): Tree {
  return number`${array.name}[${anyIndexExpr(random, scope, depth)}]`
}

function numberLeaf(random: Random, scope: Scope): Tree {
  const choices: Weighted<Tree>[] = [[4, () => number`${numberLiteral(anyNumber(random))}`]]
  if (scope.numbers.length > 0) choices.push([8, () => number`${random.pick(scope.numbers)}`])
  if (scope.readOnly.length > 0) choices.push([6, () => number`${random.pick(scope.readOnly)}`])
  if (scope.constants.length > 0) choices.push([3, () => number`${random.pick(scope.constants)}`])
  const arrays = [...scope.arrays.map(({ name }) => name), ...scope.tables]
  if (arrays.length > 0) choices.push([1, () => number`${random.pick(arrays)}.length`])
  return random.oneOf(choices)
}

function truncated(random: Random, sub: () => Tree): Tree {
  return random.oneOf<Tree>([
    [4, () => number`(${sub()} | 0)`],
    [3, () => number`(${sub()} >>> 0)`],
    [2, () => number`Math.imul(${sub()}, ${sub()})`],
    [1, () => number`(${sub()} & ${random.pick(['0xff', '0xffff', '0x7fffffff', '1'])})`],
    [1, () => number`(${sub()} ${random.pick(['<<', '>>', '>>>'])} ${random.int(0, 33)})`],
    [1, () => number`(~~${sub()})`],
  ])
}

function manyArguments(random: Random, sub: () => Tree): Tree {
  const name = random.pick(['min', 'max', 'hypot'])
  if (random.chance(15)) return number`Math.${name}()`
  return random.chance(30)
    ? number`Math.${name}(${sub()})`
    : number`Math.${name}(${sub()}, ${sub()}, ${sub()})`
}

function assignment(random: Random, scope: Scope, sub: () => Tree): Tree {
  const name = random.pick(scope.numbers)
  return random.oneOf<Tree>([
    [2, () => number`(${name} = ${sub()})`],
    [2, () => number`(${name} ${random.pick(['+=', '-=', '*=', '|=', '^='])} ${sub()})`],
    [2, () => number`${name}${random.pick(updates)}`],
    [1, () => number`${random.pick(updates)}${name}`],
  ])
}

/** The helpers that can be called here: there is an array of each kind they want. */
function callable(scope: Scope): readonly Helper[] {
  const has = (kind: string): boolean => kind === 'number' || scope.arrays.some(array => array.kind === kind)
  return scope.helpers.filter(helper => helper.params.every(has))
}

function helperCall(random: Random, scope: Scope, sub: () => Tree): Tree {
  const helper = random.pick(callable(scope))
  const args = helper.params.map(kind => {
    if (kind === 'number') return sub()
    return random.pick(scope.arrays.filter(array => array.kind === kind)).name
  })
  return {
    kind: 'number',
    parts: [`${helper.name}(`, ...args.flatMap((arg, i) => (i === 0 ? [arg] : [', ', arg])), ')'],
  }
}
