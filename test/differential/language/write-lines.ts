import type { Weighted } from '../random.js'
import { writeAsking } from './callbacks.js'
import type { LanguageScope } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import { bigintStores, writeBounded } from './store-bigint.js'
import { callbackLines, writeFolding } from './write-callbacks.js'
import { closureDeclarations } from './write-closures.js'
import { controlLines } from './write-control.js'
import { instanceDeclarations, writeMemberStore } from './write-instance.js'
import { listStores, writeNewList } from './write-list.js'
import { writeLoop } from './write-loop.js'
import { optionalLines } from './write-optional.js'
import { optionalObjectLines } from './write-optional-objects.js'
import { ownRowStores, writeNewRows } from './write-own-rows.js'
import { rowLoops, rowStores } from './write-rows.js'
import { siteLines } from './write-sites.js'
import { sortStores } from './write-sort.js'
import { leaves, writeBigint, writeIndex, writeNumber, writeSmallIndex, writeTest } from './write-value.js'

/** Lines of a program and the names they add. */
interface Written {
  readonly nodes: readonly SourceNode[]
  readonly scope: LanguageScope
}

/** What a program returns, in its shape. */
export function writeResult(scope: LanguageScope): string {
  const number = (): string => writeNumber(scope, 2)
  if (scope.result === 'object') return `{ x: ${number()}, y: ${number()} }`
  if (scope.result === 'bigint') return writeBigint(scope)
  if (scope.result === 'given') return scope.of('point')[0]?.name ?? number()
  return scope.result === 'tuple' ? `[${number()}, ${number()}]` : `${number()} + 0`
}

/** Random lines, one after the other, each seeing the names of those before. */
export function writeLines(scope: LanguageScope, count: number): Written {
  let current = scope
  const nodes: SourceNode[] = []
  for (let i = 0; i < count; i++) {
    const written = writeLine(current)
    nodes.push(...written.nodes)
    current = written.scope
  }
  return { nodes, scope: current }
}

function writeLine(scope: LanguageScope): Written {
  const { random } = scope
  const same = (...nodes: readonly SourceNode[]): Written => ({ nodes, scope })
  const block = (more = 0): readonly SourceNode[] => writeLines(scope.deeper(), random.int(1, 2 + more)).nodes
  const makers: Weighted<Written>[] = [
    [4, () => declareNumber(scope)],
    [7, () => same(...writeStore(scope))],
  ]
  if (scope.depth < 3) {
    makers.push([
      3,
      () => same({ head: `if (${writeTest(scope)})`, body: block(), tail: 'else', otherwise: block() }),
    ])
    makers.push([2, () => same({ head: `if (${writeTest(scope)})`, body: block() })])
    makers.push([3, () => same(...writeLoop(scope, bodyOf))])
    for (const [weight, make] of rowLoops(scope, inside => bodyOf(inside, 2)))
      makers.push([weight, () => same(...make())])
    if (scope.has('tryCatch')) makers.push([1, () => same(...writeTry(scope))])
  }
  makers.push(...moreLines(scope))
  const hasBigints = scope.result === 'bigint' || scope.of('bigint').length > 0
  if (scope.has('bigintLocal') && hasBigints) makers.push([2, () => declareBigint(scope)])
  if (scope.depth < 2) makers.push(...declarations(scope))
  if (scope.has('computedThrow') && scope.depth > 0 && scope.depth < 3) {
    makers.push([
      1,
      () => same(`if (${writeTest(scope)}) throw new RangeError(\`no \${${writeNumber(scope, 1)}}\`)`),
    ])
  }
  if (!scope.isInner && scope.depth > 0) {
    makers.push([1, () => same(`if (${writeTest(scope)}) return ${writeResult(scope)}`)])
  }
  return random.oneOf(makers)
}

function bodyOf(scope: LanguageScope, most: number): readonly SourceNode[] {
  return writeLines(scope, scope.random.int(1, most)).nodes
}

/** The lines of files of their own. */
function moreLines(scope: LanguageScope): readonly Weighted<Written>[] {
  const control = controlLines(scope, bodyOf, () => writeResult(scope))
  const makers = control.map(
    ([weight, make]): Weighted<Written> => [weight, () => ({ nodes: make(), scope })],
  )
  const told = scope.of('told')
  const number = (): string => writeNumber(scope, 2)
  if (told.length > 0)
    makers.push([5, () => ({ nodes: [writeAsking('told', told, scope.random, number)], scope })])
  for (const [weight, make] of siteLines(scope, leaves))
    makers.push([weight, () => ({ nodes: [make()], scope })])
  const callbacks = scope.depth < 2 && scope.has('map') ? callbackLines(scope, bodyOf) : []
  const objects = optionalObjectLines(scope, bodyOf, () => writeResult(scope))
  for (const [weight, make] of [...callbacks, ...optionalLines(scope), ...objects]) {
    makers.push([
      weight,
      () => {
        const { nodes, names } = make()
        return { nodes, scope: scope.with(...names) }
      },
    ])
  }
  for (const [weight, make] of scope.depth < 2 ? instanceDeclarations(scope) : []) {
    makers.push([
      weight,
      () => {
        const { line, name } = make()
        return { nodes: [line], scope: scope.with(name) }
      },
    ])
  }
  if (scope.of('instance').length > 0) {
    makers.push([3, () => ({ nodes: [writeMemberStore(scope)], scope })])
  }
  if (scope.hasConsole) {
    makers.push([
      2,
      () => ({
        nodes: [`console.log('at', ${writeNumber(scope, 2)}, \`\${${writeNumber(scope, 1)}}\`)`],
        scope,
      }),
    ])
  }
  return makers
}

function declareNumber(scope: LanguageScope): Written {
  const name = scope.fresh('v')
  if (scope.random.chance(20)) {
    const flag = scope.fresh('b')
    return {
      nodes: [`let ${flag} = ${writeTest(scope)}`],
      scope: scope.with(named(flag, 'boolean', 'variable')),
    }
  }
  // Read without a value, it is `undefined`.
  const isBare = scope.random.chance(8)
  return {
    nodes: isBare
      ? [`let ${name}: number`, `if (${writeTest(scope)}) ${name} = ${writeNumber(scope)}`]
      : [`let ${name} = ${writeNumber(scope)}`],
    scope: scope.with(named(name, 'number', 'variable')),
  }
}

function declareBigint(scope: LanguageScope): Written {
  const name = scope.fresh('n')
  return {
    nodes: [`let ${name} = ${writeBounded(scope)}`],
    scope: scope.with(named(name, 'bigint', 'variable')),
  }
}

function declarations(scope: LanguageScope): readonly Weighted<Written>[] {
  const { random } = scope
  const number = (): string => writeNumber(scope, 2)
  const makers: Weighted<Written>[] = []
  const adding = (
    nodes: readonly SourceNode[],
    ...names: readonly (readonly [string, Parameters<typeof named>[1]])[]
  ) => ({
    nodes,
    scope: scope.with(
      ...names.map(([name, kind]) => named(name, kind, kind === 'number' ? 'variable' : 'constant')),
    ),
  })
  if (scope.has('object')) {
    makers.push([
      2,
      () => {
        const name = scope.fresh('o')
        return adding([`const ${name} = { x: ${number()}, y: ${number()} }`], [name, 'point'])
      },
    ])
  }
  if (scope.has('literal')) {
    makers.push([
      2,
      () => {
        const name = scope.fresh('a')
        return adding([`const ${name} = [${number()}, ${number()}, ${number()}]`], [name, 'tuple'])
      },
    ])
  }
  if (scope.has('growing')) {
    makers.push([
      2,
      () => {
        const name = scope.fresh('g')
        return adding([`const ${name}: number[] = ${writeNewList(scope)}`], [name, 'list'])
      },
    ])
  }
  if (scope.has('ownRows')) {
    makers.push([
      2,
      () => {
        const name = scope.fresh('w')
        return adding([`const ${name}: number[][] = ${writeNewRows(scope)}`], [name, 'grid'], [name, 'rows'])
      },
    ])
  }
  if (scope.has('destructuring')) {
    makers.push([
      1,
      () => {
        const [a, b] = [scope.fresh('d'), scope.fresh('d')]
        const line = random.chance(50)
          ? `let [${a}, ${b}] = [${number()}, ${number()}]`
          : `let { x: ${a}, y: ${b} = ${number()} } = { x: ${number()} }`
        return adding([line], [a, 'number'], [b, 'number'])
      },
    ])
  }
  for (const [weight, make] of closureDeclarations(scope, bodyOf))
    makers.push([
      weight,
      () => {
        const { name, node } = make()
        return adding([node], [name, 'function'])
      },
    ])
  if (scope.has('map') && scope.arrays().length > 0) {
    makers.push([
      1,
      () => {
        const name = scope.fresh('m')
        const from = random.pick(scope.arrays()).name
        return adding(
          [`let ${name} = ${from}.reduce(${writeFolding(random, number)}, ${number()})`],
          [name, 'number'],
        )
      },
    ])
  }
  return makers
}

/** An assignment to anything in sight that may be assigned. */
function writeStore(scope: LanguageScope): readonly SourceNode[] {
  const { random } = scope
  const makers: Weighted<string>[] = []
  const variables = scope.of('number').filter(({ isConstant }) => !isConstant)
  const value = (): string => writeNumber(scope)
  if (variables.length > 0) {
    makers.push([
      4,
      () => `${random.pick(variables).name} ${random.pick(['=', '+=', '-=', '*=', '|=', '='])} ${value()}`,
    ])
    makers.push([1, () => `${random.pick(variables).name}${random.pick(['++', '--'])}`])
  }
  const arrays = scope.arrays().filter(({ isWritable }) => isWritable)
  if (arrays.length > 0) {
    makers.push([
      4,
      () => {
        const { name, kind } = random.pick(arrays)
        // An ordinary array grows when something is stored beyond its end: not without end, please.
        const index = kind === 'typed' ? writeIndex(scope, 1) : writeSmallIndex(scope)
        return `${name}[${index}] ${random.pick(['=', '+=', '='])} ${value()}`
      },
    ])
  }
  const points = scope.of('point').filter(({ isWritable }) => isWritable)
  if (points.length > 0) {
    makers.push([
      3,
      () => `${random.pick(points).name}.${random.pick(['x', 'y'])} ${random.pick(['=', '+='])} ${value()}`,
    ])
  }
  makers.push(...bigintStores(scope), ...rowStores(scope), ...ownRowStores(scope))
  const tuples = scope.of('tuple')
  if (tuples.length > 0) {
    makers.push([
      3,
      () => `${random.pick(tuples).name}[${random.int(0, 2)}] ${random.pick(['=', '+='])} ${value()}`,
    ])
  }
  makers.push(...listStores(scope), ...sortStores(scope))
  const booleans = scope.of('boolean').filter(({ isConstant }) => !isConstant)
  if (booleans.length > 0) makers.push([1, () => `${random.pick(booleans).name} = ${writeTest(scope)}`])
  return makers.length > 0 ? [random.oneOf(makers)] : []
}

function writeTry(scope: LanguageScope): readonly SourceNode[] {
  const { random } = scope
  const body = [
    ...writeLines(scope.deeper(), random.int(0, 2)).nodes,
    `if (${writeTest(scope)}) throw new Error('inside')`,
    ...writeLines(scope.deeper(), random.int(0, 1)).nodes,
  ]
  return [{ head: 'try', body, tail: 'catch', otherwise: writeLines(scope.deeper(), random.int(1, 2)).nodes }]
}
