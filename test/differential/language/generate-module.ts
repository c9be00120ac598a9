import type { Random } from '../random.js'
import type { Feature } from './features.js'
import type { Name, ResultShape } from './language-scope.js'
import { LanguageScope, named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import { printNodes } from './source-tree.js'
import { writeLines, writeResult } from './write-lines.js'

/** What an argument is made for. */
export type ParameterKind =
  | 'number'
  | 'numbers'
  | 'grid'
  | 'planes'
  | 'typed'
  | 'bigint'
  | 'bigints'
  | 'text'
  | 'point'

export interface Parameter {
  readonly name: string
  readonly kind: ParameterKind
  readonly isTyped: boolean
}

/** A module of one marked function with the state around it. `§` stands for what makes its names its own. */
export interface ModuleProgram {
  readonly params: readonly Parameter[]
  readonly body: readonly SourceNode[]
  readonly result: string
}

/** Makes a random module out of the features that compile. */
export function generateModule(random: Random, all: ReadonlySet<Feature>): ModuleProgram {
  // Half of the programs are of numbers alone: bigints soon leave 64 bits, and the call Wasm.
  const features = random.chance(50) ? all : new Set([...all].filter(name => !name.startsWith('bigint')))
  const made = Array.from({ length: random.int(1, 4) }, (_, i) => parameter(random, features, i))
  // Two views and more, which a call may put over one buffer.
  const params = random.chance(20) ? [...made, ...views(random, features, made.length)] : made
  const shapes: ResultShape[] = ['number', 'number', 'number']
  if (features.has('objectResult')) shapes.push('object')
  if (features.has('tupleResult')) shapes.push('tuple')
  if (features.has('bigint')) shapes.push('bigint')
  const shape = random.pick(shapes)
  const scope = new LanguageScope({
    random,
    features,
    result: shape,
    names: [...params.map(param => nameOf(param, features)), ...stateNames(features)],
  })
  const { nodes, scope: end } = writeLines(scope, random.int(2, 6))
  return { params, body: nodes, result: writeResult(end) }
}

/** Writes a module; the index tells its names from those of others in the same file. */
export function printModule({ params, body, result }: ModuleProgram, index: number): string {
  const list = params.map(({ name, kind, isTyped }) => (isTyped ? `${name}: ${types[kind]}` : name))
  const text = [
    'let count§ = 0',
    'let large§ = 1n',
    'const table§ = [1, 2.5, -3, 4]',
    'const cells§ = new Float64Array([1, -0, 0.5, 7])',
    'const trace§: unknown[] = []',
    'function note§(x: number): void { trace§.push(x) }',
    'export const state§ = () => [count§, large§, table§, cells§, trace§.splice(0)]',
    '/* @jit */',
    `export function f§(${list.join(', ')}) {`,
    printNodes(body),
    `  return ${result}`,
    '}',
  ].join('\n')
  return text.replaceAll('§', `_${index}`)
}

const types: Readonly<Record<ParameterKind, string>> = {
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
  if (features.has('objectParameter')) kinds.push('point', 'point')
  if (features.has('bigint') && features.has('bigintLocal')) kinds.push('bigint', 'bigint')
  if (features.has('bigintArray')) kinds.push('bigints')
  const kind = random.pick(kinds)
  // An untyped parameter may be seen as anything, so only a number is sure to compile.
  const isTyped = kind !== 'number' || !features.has('untyped') || random.chance(80)
  return { name: `q${position}`, kind, isTyped }
}

function views(random: Random, features: ReadonlySet<Feature>, position: number): readonly Parameter[] {
  const kind = features.has('bigintArray') && random.chance(30) ? 'bigints' : 'typed'
  return [position, position + 1].map(i => ({ name: `q${i}`, kind, isTyped: true }))
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
  if (features.has('typedState')) names.push(named('cells§', 'typed'))
  return names
}
