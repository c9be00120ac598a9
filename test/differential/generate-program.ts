import type { TypedArrayName } from '../../packages/compiler/src/ir/types.js'
import { anyNumber, numberLiteral } from './edge-values.js'
import { anyBigintExpr, anyBooleanExpr, anyNumberExpr } from './generate-expression.js'
import { generateBlock, generateReturn } from './generate-statement.js'
import type { Random } from './random.js'
import type { ArrayName, Helper, ResultKind, Scope } from './scope.js'
import { bigintArrays, holdsNumbers, numberArrays } from './scope.js'
import type { Tree } from './tree.js'
import { block, statement } from './tree.js'

export type ParamType = 'number' | PromisedType | 'boolean' | 'bigint' | TypedArrayName

/** The aliases of number that a user can promise with; a call that breaks the promise stays JavaScript. */
export type PromisedType = 'i32' | 'u32' | 'f32' | 'f64'

/**
 * A parameter; `count` is a number that loops count to, so that it has to stay small, `long` an array of which parts are copied,
 * and `place` a number that may be an index of one; `blocks` one with `perTurn` elements for each turn of a loop, whose turns
 * fill several blocks.
 */
export interface Param {
  readonly name: string
  readonly type: ParamType
  readonly role: 'count' | 'long' | 'place' | 'blocks' | 'any'
  readonly perTurn?: number
}

/** One random function with its helpers, as text with holes. */
export interface Program {
  /** Constants of the module, a line each. */
  readonly constants: readonly string[]
  readonly params: readonly Param[]
  readonly result: string
  readonly helpers: readonly { readonly head: string; readonly body: Tree }[]
  readonly body: Tree
}

/** A random program: parameters, declarations, statements and a result, over the language of the compiler. */
export function generateProgram(random: Random): Program {
  const params = generateParams(random)
  const helpers = random.chance(35) ? generateHelpers(random, params) : []
  const outside = generateConstants(random)
  const start = {
    ...scopeOf(
      params,
      helpers.map(made => made.helper),
      random,
    ),
    ...outside.scope,
  }
  const declarations = declareLocals(random, start)
  const main = generateBlock(random, declarations.scope, random.int(2, 7))
  const body = block([
    ...declarations.trees,
    ...(main.parts as readonly Tree[]),
    generateReturn(random, declarations.scope),
  ])
  const { constants } = outside
  const result = resultType(declarations.scope)
  return { constants, params, result, helpers: helpers.map(({ head, body }) => ({ head, body })), body }
}

function resultType({ result, arrays }: Scope): string {
  if (result === 'array') return arrays[0]!.kind
  return result === 'nothing' ? 'void' : result
}

/** A constant number and a constant table beside the function, now and then. */
function generateConstants(random: Random): {
  readonly constants: readonly string[]
  readonly scope: Pick<Scope, 'constants' | 'tables'>
} {
  const number = random.chance(20) ? [`const $_c = ${numberLiteral(anyNumber(random))}`] : []
  const values = Array.from({ length: random.int(1, 6) }, () => anyNumber(random))
  const list = `[${values.map(numberLiteral).join(', ')}]`
  const whole = values.every(value => Number.isInteger(value))
  const kind = random.pick(whole ? numberArrays : (['Float64Array', 'Float32Array'] as const))
  const text = random.chance(50) ? list : `new ${kind}(${list})`
  const table = random.chance(20) ? [`const $_t = ${text}`] : []
  return {
    constants: [...number, ...table],
    scope: { constants: number.length > 0 ? ['$_c'] : [], tables: table.length > 0 ? ['$_t'] : [] },
  }
}

function generateParams(random: Random): readonly Param[] {
  const params: Param[] = []
  for (let i = random.int(0, 3); i > 0; i--) {
    const kind = random.chance(8)
      ? random.pick(bigintArrays)
      : random.chance(60)
        ? random.pick(numberArrays.slice(0, 3))
        : random.pick(numberArrays)
    params.push({ name: `xs${params.length}`, type: kind, role: 'any' })
  }
  if (random.chance(85)) params.push({ name: 'n', type: 'number', role: 'count' })
  if (random.chance(30)) params.push({ name: 'm', type: 'number', role: 'count' })
  for (let i = random.int(0, 2); i > 0; i--) {
    const type = random.chance(85) ? 'number' : random.pick(['i32', 'u32', 'f32', 'f64'] as const)
    params.push({ name: `p${i}`, type, role: 'any' })
  }
  if (random.chance(15)) params.push({ name: 'flag', type: 'boolean', role: 'any' })
  return params
}

function scopeOf(params: readonly Param[], helpers: readonly Helper[], random: Random): Scope {
  const named = (wanted: (param: Param) => boolean): readonly string[] =>
    params.filter(wanted).map(param => param.name)
  const arrays = params.filter((param): param is Param & ArrayName & { type: TypedArrayName } =>
    param.type.endsWith('Array'),
  )
  const results: ResultKind[] = ['number', 'number', 'number', 'boolean', 'nothing']
  if (arrays.length > 0) results.push('array', 'array')
  return {
    numbers: named(({ type, role }) => (type === 'number' || isPromised(type)) && role === 'any'),
    readOnly: named(param => param.role === 'count'),
    booleans: named(param => param.type === 'boolean'),
    bigints: [],
    arrays: arrays.map(param => ({ name: param.name, kind: param.type })),
    helpers,
    constants: [],
    tables: [],
    labels: [],
    breakable: false,
    continuable: false,
    result: random.pick(results),
    depth: 0,
    trips: 1,
  }
}

function declareLocals(
  random: Random,
  start: Scope,
): { readonly trees: readonly Tree[]; readonly scope: Scope } {
  const trees: Tree[] = []
  let scope = start
  if (start.result === 'array' && random.chance(60)) {
    const kind = random.pick(numberArrays)
    trees.push(statement`const out = new ${kind}(${newLength(random, start)});`)
    scope = { ...scope, arrays: [{ name: 'out', kind }, ...scope.arrays] }
  }
  for (let i = random.int(1, 3); i > 0; i--) {
    const name = `v${i}`
    trees.push(statement`let ${name} = ${anyNumberExpr(random, scope, 1)};`)
    scope = { ...scope, numbers: [...scope.numbers, name] }
  }
  if (random.chance(25)) {
    trees.push(statement`let b1 = ${anyBooleanExpr(random, scope, 1)};`)
    scope = { ...scope, booleans: [...scope.booleans, 'b1'] }
  }
  const big = random.chance(10) || start.arrays.some(array => !holdsNumbers(array))
  for (let i = big ? 2 : 0; i > 0; i--) {
    trees.push(statement`let g${i} = ${anyBigintExpr(random, scope, 1)};`)
    scope = { ...scope, bigints: [...scope.bigints, `g${i}`] }
  }
  return { trees, scope }
}

/** A length as results have it. Whatever `n` is, it stays small or is refused by JavaScript. */
function newLength(random: Random, { readOnly, arrays }: Scope): string {
  const counts = readOnly.filter(name => name === 'n' || name === 'm')
  const products = counts.flatMap(a => [a, a, ...counts.map(b => `${a} * ${b}`)])
  return random.pick([...products, ...arrays.map(({ name }) => `${name}.length`), '7'])
}

/** Whether a type is one of the promises. */
export function isPromised(type: ParamType): type is PromisedType {
  return type === 'i32' || type === 'u32' || type === 'f32' || type === 'f64'
}

interface MadeHelper {
  readonly helper: Helper
  readonly head: string
  readonly body: Tree
}

function generateHelpers(random: Random, params: readonly Param[]): readonly MadeHelper[] {
  const made: MadeHelper[] = [random.chance(40) ? recursiveHelper(random) : plainHelper(random, params)]
  if (random.chance(30)) made.push(plainHelper(random, params, 1))
  return made
}

function plainHelper(random: Random, params: readonly Param[], position = 0): MadeHelper {
  const name = `$_h${position}`
  const arrays = params.filter(param => param.type.endsWith('Array') && !param.type.startsWith('Big'))
  const array = arrays.length > 0 && random.chance(50) ? random.pick(arrays) : null
  const own: Param[] = [
    { name: 'x', type: 'number', role: 'any' },
    { name: 'y', type: 'number', role: 'any' },
  ]
  if (array) own.push({ name: 'ys', type: array.type, role: 'any' })
  const scope: Scope = { ...scopeOf(own, [], random), result: 'number', depth: 1, trips: 30 }
  const statements = generateBlock(random, scope, 3).parts as readonly Tree[]
  return {
    helper: { name, params: own.map(param => param.type as 'number' | TypedArrayName) },
    head: `function ${name}(${writeParams(own)}): number`,
    body: block([...statements, generateReturn(random, scope)]),
  }
}

function recursiveHelper(random: Random): MadeHelper {
  const own: Param[] = [
    { name: 'k', type: 'number', role: 'count' },
    { name: 'x', type: 'number', role: 'any' },
  ]
  const scope: Scope = { ...scopeOf(own, [], random), result: 'number', depth: 1, trips: 100 }
  const again = statement`return $_h0(k - 1, ${anyNumberExpr(random, scope, 2)})${random.pick(['', ' + 1', ' | 0'])};`
  return {
    helper: { name: '$_h0', params: ['number', 'number'] },
    head: `function $_h0(${writeParams(own)}): number`,
    body: block([
      statement`if (!(k > 0 && k < 9)) return x;`,
      ...(generateBlock(random, scope, 2).parts as readonly Tree[]),
      again,
    ]),
  }
}

/** `a: number, xs: Float64Array`. */
export function writeParams(params: readonly Param[]): string {
  return params.map(param => `${param.name}: ${param.type}`).join(', ')
}
