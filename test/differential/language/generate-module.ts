import type { TypedArrayName } from '../../../packages/compiler/src/ir/types.js'
import type { Random } from '../random.js'
import { isUnshared } from './callbacks.js'
import type { Feature } from './features.js'
import { elementOf } from './generate-views.js'
import { hostLines, hostNames, siteNames } from './hosts.js'
import type { Name, ResultShape } from './language-scope.js'
import { LanguageScope, named } from './language-scope.js'
import { hasCallbacks, moreKinds, moreNames, moreTypes, withEnds, writeMore } from './more-parameters.js'
import type { Parameter, ParameterKind } from './parameter.js'
import type { SourceNode } from './source-tree.js'
import { printNodes } from './source-tree.js'
import { writeAround } from './write-around.js'
import { writeLines, writeResult } from './write-lines.js'
import { writeNumber } from './write-value.js'

/** A module of one marked function with the state around it. `§` stands for what makes its names its own. */
export interface ModuleProgram {
  /** A method reads and writes its object's fields. */
  readonly form: 'function' | 'method'
  /** What stands before the marked function. */
  readonly around: readonly SourceNode[]
  readonly params: readonly Parameter[]
  readonly body: readonly SourceNode[]
  readonly result: string
  /** Whether it calls functions of the module that do not compile. */
  readonly isHosting: boolean
}

/** Makes a random module out of the features that compile. */
export function generateModule(random: Random, all: ReadonlySet<Feature>): ModuleProgram {
  // Half of the programs are of numbers alone: bigints soon leave 64 bits, and the call Wasm.
  const features = random.chance(50) ? all : new Set([...all].filter(name => !name.startsWith('bigint')))
  const plain = Array.from({ length: random.int(1, 4) }, (_, i) => parameter(random, features, i))
  // Two views and more, which a call may put over one buffer.
  if (random.chance(20)) plain.push(...views(random, features, plain.length))
  const isHosting = features.has('hostCall') && random.chance(15)
  const ends = withEnds(random, features, plain)
  const made = isHosting ? ends.filter(({ kind }) => isUnshared(kind)) : ends
  // What functions outside could see, such a program has nothing of.
  const isAlone = isHosting || hasCallbacks(made)
  const shapes: ResultShape[] = ['number', 'number', 'number']
  if (features.has('objectResult')) shapes.push('object')
  if (features.has('tupleResult')) shapes.push('tuple')
  if (features.has('bigint')) shapes.push('bigint')
  if (features.has('givenResult') && made.some(({ kind }) => kind === 'point')) shapes.push('given', 'given')
  const shape = random.pick(shapes)
  const form = !isAlone && random.chance(12) ? 'method' : 'function'
  const names = isAlone ? [] : stateNames(features)
  const result = shape === 'given' ? 'number' : shape
  const outside = new LanguageScope({ random, features, result, names })
  const { nodes: around, names: known } = writeAround(
    outside,
    (scope, most) => writeLines(scope, random.int(1, most)).nodes,
  )
  const params = made.map((param, i) => mayBeMissing(outside, made, param, i))
  const scope = new LanguageScope({
    random,
    features,
    result: shape,
    hasConsole: (isHosting || !isAlone) && random.chance(8),
    names: [
      ...params.flatMap(param => moreNames(param) ?? [nameOf(param, features)]),
      ...outside.names,
      ...known,
      ...(isHosting ? hostNames : []),
      ...(isHosting && features.has('hostSite') && random.chance(60) ? siteNames : []),
      ...(form === 'method' ? fieldNames : []),
    ],
  })
  const { nodes, scope: end } = writeLines(scope, random.int(1, 4))
  return { form, around, params, body: nodes, result: writeResult(end), isHosting }
}

const fieldNames: readonly Name[] = [
  named('this.seed', 'number', 'variable'),
  named('this.scale', 'number', 'variable'),
  named('this.held', 'typed'),
]

/** Gives a number a default value now and then: a constant, something of the parameters before it, or an effect. */
function mayBeMissing(
  { random }: LanguageScope,
  all: readonly Parameter[],
  param: Parameter,
  position: number,
): Parameter {
  if (param.kind !== 'number' || !param.isTyped || !random.chance(20)) return param
  const before = all.slice(0, position).filter(({ kind, isTyped }) => kind === 'number' && isTyped)
  const names = before.map(({ name }) => named(name, 'number'))
  const scope = new LanguageScope({ random, features: new Set(), result: 'number', names })
  const whenMissing = random.chance(15) ? '(count§ += 1)' : writeNumber(scope, 1)
  return { ...param, whenMissing }
}

/** Writes a module; the index tells its names from those of others in the same file. */
export function printModule(program: ModuleProgram, index: number): string {
  const { form, around, params, body, result, isHosting } = program
  const list = params.map(writeParameter).join(', ')
  const lines = [printNodes(body), `  return ${result}`, '}']
  const text = [
    'let count§ = 0',
    'let large§ = 1n',
    'const table§ = [1, 2.5, -3, 4]',
    'function cellsOf§() { const made = new Float64Array([1, -0, 0.5, 7]); return made }',
    'const cells§ = cellsOf§()',
    'const marks§ = new Int32Array([1, -2, 2147483647, 5]).slice()',
    ...(isHosting ? hostLines : []),
    printNodes(around, ''),
    ...(form === 'method'
      ? [
          'class Own§ {',
          '  seed = 1',
          '  scale = 0.5',
          '  held = new Float64Array([3, -0, 1.5, 8])',
          '  /* @jit */',
          `  f§(${list}) {`,
          ...lines,
          '}',
          'let own§ = new Own§()',
          'export const kernel§ = Own§.prototype.f§',
          "export const f§ = (...args: Parameters<Own§['f§']>) => own§.f§(...args)",
        ]
      : [
          'let own§: unknown = 0',
          '/* @jit */',
          `export function f§(${list}) {`,
          ...lines,
          'export const kernel§ = f§',
        ]),
    changeState,
    'export const state§ = () => [count§, large§, table§, cells§, marks§, own§]',
  ].join('\n')
  return text.replaceAll('§', `_${index}`)
}

/** What JavaScript does to a module between calls. */
const changeState = `export const change§ = {
  number: (by: number) => { count§ = by; table§[1] = by; cells§[2] = by; marks§[0] = by },
  bigint: (by: number) => { large§ = BigInt.asIntN(70, BigInt(Number.isFinite(by) ? Math.trunc(by) : 0) ** 3n) },
  longer: (by: number) => { table§.push(by) },
  shorter: () => { table§.length = 2 },
  hole: () => { delete table§[0] },
  odd: (by: number) => { count§ = (by > 0) as never },
  object: (by: number) => { if (own§) own§ = Object.assign(Object.create(Object.getPrototypeOf(own§)), own§, { seed: by }) },
  frozen: () => { if (own§) Object.freeze(own§) },
}`

function writeParameter(param: Parameter): string {
  const { name, kind, isTyped, element, whenMissing } = param
  const value = whenMissing === undefined ? '' : ` = ${whenMissing}`
  return writeMore(param) ?? (isTyped ? `${name}: ${element ?? types[kind]}${value}` : name)
}

const types: Readonly<Record<ParameterKind, string>> = {
  ...moreTypes,
  number: 'number',
  numbers: 'number[]',
  grid: 'number[][]',
  planes: 'Float64Array[]',
  typed: 'Float64Array',
  bigint: 'bigint',
  bigints: 'BigInt64Array',
  text: 'string',
  point: '{ x: number; y: number }',
}

function parameter(random: Random, features: ReadonlySet<Feature>, position: number): Parameter {
  const kinds: ParameterKind[] = ['number', 'number', 'number', 'typed', 'typed']
  if (features.has('numbers')) kinds.push('numbers', 'numbers')
  if (features.has('rows')) kinds.push('grid', 'grid', 'planes')
  if (features.has('text')) kinds.push('text')
  kinds.push(...moreKinds(features))
  if (features.has('objectParameter')) kinds.push('point', 'point')
  if (features.has('bigint') && features.has('bigintLocal')) kinds.push('bigint', 'bigint')
  if (features.has('bigintArray')) kinds.push('bigints')
  const kind = random.pick(kinds)
  // An untyped parameter may be seen as anything, so only a number is sure to compile.
  const isTyped = kind !== 'number' || !features.has('untyped') || random.chance(80)
  return { name: `q${position}`, kind, isTyped, ...elementFor(random, kind) }
}

function elementFor(random: Random, kind: ParameterKind): { readonly element?: TypedArrayName } {
  return kind === 'typed' || kind === 'bigints' ? { element: elementOf(random, kind) } : {}
}

function views(random: Random, features: ReadonlySet<Feature>, position: number): readonly Parameter[] {
  const kind = features.has('bigintArray') && random.chance(30) ? 'bigints' : 'typed'
  const element = elementOf(random, kind)
  return [position, position + 1].map(i => ({ name: `q${i}`, kind, isTyped: true, element }))
}

function nameOf({ name, kind, isTyped }: Parameter, features: ReadonlySet<Feature>): Name {
  const writable = (feature: Feature) => (features.has(feature) ? 'constant' : 'read-only')
  if (kind === 'number') return named(name, 'number', isTyped ? 'variable' : 'constant')
  if (kind === 'typed' || kind === 'bigints') return named(name, kind)
  if (kind === 'bigint') return named(name, 'bigint', 'variable')
  if (kind === 'numbers') return named(name, 'plain', writable('numbersWritten'))
  if (kind === 'grid' || kind === 'planes') return named(name, 'grid', writable('numbersWritten'))
  if (kind === 'point') return named(name, 'point', writable('objectWritten'))
  return named(name, 'text', 'read-only')
}

function stateNames(features: ReadonlySet<Feature>): readonly Name[] {
  const names: Name[] = []
  if (features.has('numberState')) names.push(named('count§', 'number', 'variable'))
  if (features.has('bigintState')) names.push(named('large§', 'bigint', 'variable'))
  if (features.has('arrayState')) names.push(named('table§', 'plain'))
  if (features.has('typedState')) names.push(named('cells§', 'typed'), named('marks§', 'typed'))
  return names
}
