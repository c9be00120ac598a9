import { edgeBigints, edgeNumbers } from '../edge-values.js'
import type { Weighted } from '../random.js'
import { writeAsking } from './callbacks.js'
import type { LanguageScope } from './language-scope.js'
import { optionalObjectTests, optionalObjectValues } from './optional-objects.js'
import { optionalTests, optionalValues } from './optional-values.js'
import { idioms } from './write-idioms.js'
import { writeMember } from './write-member.js'
import { siteCalls } from './write-sites.js'

/** A random expression that is a number. */
export function writeNumber(scope: LanguageScope, depth = 3): string {
  const { random } = scope
  if (depth <= 0) return writeLeaf(scope)
  const next = (): string => writeNumber(scope, depth - 1)
  const makers: Weighted<string>[] = [
    [4, () => writeLeaf(scope)],
    [5, () => `(${next()} ${random.pick(['+', '-', '*', '+', '-', '*', '/', '%'])} ${next()})`],
    [2, () => `(${next()} ${random.pick(['|', '&', '^', '<<', '>>', '>>>'])} ${next()})`],
    [1, () => `${random.pick(['-', '~', '+'])}(${next()})`],
    [
      2,
      () =>
        `Math.${random.pick(['floor', 'abs', 'sqrt', 'round', 'trunc', 'fround', 'sign', 'sin', 'clz32'])}(${next()})`,
    ],
    [1, () => `Math.${random.pick(['min', 'max', 'imul', 'atan2'])}(${next()}, ${next()})`],
    [2, () => `(${writeTest(scope, depth - 1)} ? ${next()} : ${next()})`],
    [3, () => writeElement(scope, depth)],
    [3, () => random.oneOf(idioms(scope, next))],
  ]
  if (scope.of('instance').length > 0) makers.push([3, () => writeMember(scope, next)])
  makers.push(...optionalValues(scope, next), ...optionalObjectValues(scope, next))
  const rows = scope.of('rows')
  if (rows.length > 0) makers.push([1, () => `${random.pick(rows).name}.flat()[${writeSmallIndex(scope)}]`])
  if (scope.has('random')) makers.push([1, () => 'Math.random()'])
  const asked = scope.of('gives')
  if (asked.length > 0)
    makers.push([4, () => writeAsking('gives', asked, random, next, () => writeTest(scope, 0))])
  makers.push(...siteCalls(scope, 'gives', leaves))
  const functions = scope.of('function')
  if (functions.length > 0) makers.push([2, () => `${random.pick(functions).name}(${next()})`])
  if (scope.of('text').length > 0) {
    makers.push([
      2,
      () => `${random.pick(scope.of('text')).name}.charCodeAt(${writeIndex(scope, depth - 1)})`,
    ])
  }
  if (scope.of('bigint').length > 0) makers.push([1, () => `Number(${writeBigint(scope, 1)})`])
  return random.oneOf(makers)
}

/** A random condition. */
export function writeTest(scope: LanguageScope, depth = 2): string {
  const { random } = scope
  const number = (): string => writeNumber(scope, depth - 1)
  const makers: Weighted<string>[] = [
    [6, () => `${number()} ${random.pick(['<', '<=', '>', '>=', '===', '!=='])} ${number()}`],
    [1, () => `Number.isInteger(${number()})`],
  ]
  if (depth > 0) {
    makers.push([
      2,
      () => `(${writeTest(scope, depth - 1)} ${random.pick(['&&', '||'])} ${writeTest(scope, depth - 1)})`,
    ])
    makers.push([1, () => `!(${writeTest(scope, depth - 1)})`])
  }
  if (depth > 0 && scope.of('bigint').length > 0) makers.push([2, () => writeBigintTest(scope)])
  const booleans = scope.of('boolean')
  if (booleans.length > 0) makers.push([3, () => random.pick(booleans).name])
  if (depth > 0) makers.push(...optionalTests(scope, number), ...optionalObjectTests(scope, number))
  const asked = scope.of('tests')
  if (asked.length > 0) makers.push([3, () => writeAsking('tests', asked, random, number)])
  makers.push(...siteCalls(scope, 'tests', leaves))
  const arrays = scope.arrays().filter(({ name }) => !name.includes('§'))
  if (scope.has('search') && arrays.length > 0) {
    makers.push([1, () => `${random.pick(arrays).name}.includes(${writeLeaf(scope)})`])
  }
  return random.oneOf(makers)
}

/** An index into something short, mostly a whole number and mostly in bounds. */
export function writeIndex(scope: LanguageScope, depth: number): string {
  const { random } = scope
  const counters = scope.of('number').filter(({ name }) => /^(?:i|far)\d/.test(name))
  const makers: Weighted<string>[] = [
    [3, () => String(random.int(0, 4))],
    [2, () => `(${writeNumber(scope, Math.min(depth, 1))}) & 3`],
    [1, () => writeNumber(scope, Math.min(depth, 1))],
  ]
  if (counters.length > 0) {
    makers.push([8, () => random.pick(counters).name])
    makers.push([2, () => `${random.pick(counters).name} ${random.pick(['+', '-'])} 1`])
  }
  return random.oneOf(makers)
}

/** An index that lets a loop over the array's length come to its end. */
export function writeSmallIndex(scope: LanguageScope): string {
  const { random } = scope
  const counters = scope.of('number').filter(({ name }) => /^i\d/.test(name))
  if (counters.length > 0 && random.chance(60)) return random.pick(counters).name
  return random.chance(50) ? String(random.int(0, 4)) : `(${writeNumber(scope, 1)}) & 3`
}

function writeElement(scope: LanguageScope, depth: number): string {
  const arrays = [...scope.arrays(), ...scope.of('list'), ...scope.of('text')]
  const makers: Weighted<string>[] = []
  const indexed = arrays.filter(({ kind }) => kind !== 'text')
  if (indexed.length > 0) {
    makers.push([5, () => `${scope.random.pick(indexed).name}[${writeIndex(scope, depth - 1)}]`])
  }
  if (arrays.length > 0) makers.push([1, () => `${scope.random.pick(arrays).name}.length`])
  const grids = scope.of('grid')
  if (grids.length > 0) {
    const grid = (): string => scope.random.pick(grids).name
    makers.push([5, () => `${grid()}[${writeIndex(scope, depth - 1)}][${writeIndex(scope, depth - 1)}]`])
    makers.push([1, () => `${grid()}${scope.random.pick(['', '[0]', `[${writeIndex(scope, 0)}]`])}.length`])
  }
  const tuples = scope.of('tuple')
  if (tuples.length > 0)
    makers.push([4, () => `${scope.random.pick(tuples).name}[${scope.random.int(0, 2)}]`])
  const points = scope.of('point')
  if (points.length > 0)
    makers.push([4, () => `${scope.random.pick(points).name}.${scope.random.pick(['x', 'y'])}`])
  return makers.length > 0 ? scope.random.oneOf(makers) : writeLeaf(scope)
}

/** A name or a constant. */
export function writeLeaf(scope: LanguageScope): string {
  const { random } = scope
  const numbers = scope.of('number')
  if (numbers.length > 0 && random.chance(70)) return random.pick(numbers).name
  const value = random.chance(70) ? random.int(-4, 9) : random.pick(edgeNumbers)
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.startsWith('-') ? `(${text})` : text
}

/** What calls in JavaScript are passed. */
export const leaves = { leaf: writeLeaf, index: writeSmallIndex }

/** A random expression that is a bigint, and may be beyond 64 bits. */
export function writeBigint(scope: LanguageScope, depth = 2): string {
  const { random } = scope
  if (depth <= 0) return writeBigintLeaf(scope)
  const next = (): string => writeBigint(scope, depth - 1)
  const makers: Weighted<string>[] = [
    [3, () => writeBigintLeaf(scope)],
    [6, () => `(${next()} ${random.pick(['+', '-', '*'])} ${next()})`],
    [2, () => `(${next()} ${random.pick(['&', '|', '^'])} ${next()})`],
    [1, () => `(${next()} ${random.pick(['/', '%'])} ${next()})`],
    [1, () => `(${next()} ${random.pick(['<<', '>>'])} ${random.int(0, 70)}n)`],
    [1, () => `${random.pick(['-', '~'])}(${next()})`],
    [3, () => writeWrapped(scope, next())],
    [1, () => `(${writeTest(scope, 1)} ? ${next()} : ${next()})`],
    [1, () => `BigInt(${writeNumber(scope, 1)} | 0)`],
  ]
  const arrays = scope.of('bigints')
  if (arrays.length > 0) {
    // Beyond the end is undefined, which no bigint can be added to: now and then is enough.
    const index = (): string =>
      random.chance(90) ? `(${writeNumber(scope, 1)}) & 3` : writeIndex(scope, depth - 1)
    makers.push([5, () => `${random.pick(arrays).name}[${index()}]!`])
  }
  return random.oneOf(makers)
}

/** A random comparison of bigints. */
function writeBigintTest(scope: LanguageScope): string {
  const operator = scope.random.pick(['<', '<=', '>', '>=', '===', '!=='])
  return `(${writeBigint(scope, 1)}) ${operator} (${writeBigint(scope, 1)})`
}

/** A bigint cut to some bits, often 64 with a sign. */
export function writeWrapped({ random }: LanguageScope, value: string): string {
  const bits = random.pick([64, 64, 64, 32, 8])
  return `BigInt.${random.pick(['asIntN', 'asIntN', 'asUintN'])}(${bits}, ${value})`
}

/** A bigint without operators. */
export function writeBigintLeaf(scope: LanguageScope): string {
  const { random } = scope
  const names = scope.of('bigint')
  if (names.length > 0 && random.chance(70)) return random.pick(names).name
  const value = random.chance(70) ? BigInt(random.int(-4, 9)) : random.pick(edgeBigints)
  return value < 0n ? `(${value}n)` : `${value}n`
}
