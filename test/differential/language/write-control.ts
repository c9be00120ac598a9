import type { Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import { writeLeaf, writeNumber, writeTest } from './write-value.js'

/** Writes lines that see the names of `scope`, one to `most` of them. */
export type WriteBody = (scope: LanguageScope, most: number) => readonly SourceNode[]

/** Ways through a program: switches, labels, jumps, loops of unusual counters, `finally`. */
export function controlLines(
  scope: LanguageScope,
  body: WriteBody,
  result: () => string,
): readonly Weighted<readonly SourceNode[]>[] {
  const makers: Weighted<readonly SourceNode[]>[] = []
  const labels = scope.of('label')
  if (labels.length > 0) makers.push([3, () => [writeJump(scope, labels)]])
  if (scope.depth >= 3) return makers
  makers.push([1, () => [writeSwitch(scope, body)]])
  makers.push([2, () => [writeOddLoop(scope, body)]])
  if (scope.depth < 2) makers.push([1, () => [writeLabelled(scope, body)]])
  if (scope.has('tryCatch')) makers.push([1, () => [writeFinally(scope, body, result)]])
  return makers
}

function writeJump(scope: LanguageScope, labels: readonly Name[]): SourceNode {
  const { random } = scope
  const label = random.chance(70) ? ` ${random.pick(labels).name}` : ''
  return `if (${writeTest(scope)}) ${random.pick(['break', 'continue'])}${label}`
}

/** A nest of two loops, the outer one with a name to jump to; sometimes the inner one too. */
function writeLabelled(scope: LanguageScope, body: WriteBody): SourceNode {
  const { random } = scope
  const [outer, inner] = [scope.fresh('L'), scope.fresh('L')]
  const [i, j] = [scope.fresh('i'), scope.fresh('i')]
  const outside = scope.deeper(named(outer, 'label'), named(i, 'number'))
  const isNamed = random.chance(50)
  const inside = outside.deeper(named(j, 'number'), ...(isNamed ? [named(inner, 'label')] : []))
  const nested: SourceNode = {
    head: `${isNamed ? `${inner}: ` : ''}for (let ${j} = ${random.pick(['0', i])}; ${j} < ${random.int(2, 5)}; ${j}++)`,
    body: [...body(inside, 2), writeJump(inside, inside.of('label'))],
  }
  return {
    head: `${outer}: for (let ${i} = 0; ${i} < ${random.int(2, 5)}; ${i}++)`,
    body: [...body(outside, 1), nested, ...(random.chance(50) ? body(outside, 1) : [])],
  }
}

/** A switch whose cases may fall through, with `default` anywhere. */
function writeSwitch(scope: LanguageScope, body: WriteBody): SourceNode {
  const { random } = scope
  const count = random.int(2, 4)
  const position = random.int(0, count)
  const lines: SourceNode[] = []
  for (let i = 0; i < count; i++) {
    const value = random.chance(85) ? String(i) : writeLeaf(scope)
    lines.push(i === position ? 'default:' : `case ${value}:`)
    if (random.chance(85)) lines.push({ head: '', body: body(scope.deeper(), 1) })
    if (random.chance(60)) lines.push('break')
  }
  const subject = random.chance(70) ? `(${writeNumber(scope, 1)}) & 3` : writeNumber(scope, 1)
  return { head: `switch (${subject})`, body: lines }
}

/** Loops that count down, by steps, over edges of integers, or without a counter. All of them end soon. */
function writeOddLoop(scope: LanguageScope, body: WriteBody): SourceNode {
  const { random } = scope
  // Not an index of an ordinary array, which would get more elements than anybody can walk through.
  const i = scope.fresh('far')
  const inside = scope.deeper(named(i, 'number'))
  const few = (): string => `(${writeNumber(scope, 1)} & 7)`
  if (random.chance(15)) return writeWhile(scope, i, few(), body)
  const start = random.pick([
    2 ** 31 - 3,
    -(2 ** 31) - 2,
    2 ** 32 - 2,
    -(2 ** 32) - 1,
    2 ** 53 - 4,
    -3,
    -(2 ** 31) + 1,
  ])
  const end = start + random.int(1, 5)
  const j = scope.fresh('far')
  const head = random.pick([
    `for (let ${i} = ${few()}; ${i}--; )`,
    `for (let ${i} = ${few()}; ${i} >= 0; ${i}--)`,
    `for (let ${i} = ${few()}; ${i} > ${-random.int(1, 4)}; ${i} -= ${random.pick(['1', '2', '0.75'])})`,
    `for (let ${i} = ${start}; ${i} < ${Math.min(end, 2 ** 53)}; ${i}++)`,
    `for (let ${i} = ${start}; ${i} <= ${Math.min(end, 2 ** 53 - 1)}; ${i} += ${random.pick(['1', '2', '3'])})`,
    `for (let ${i} = ${end}; ${i} > ${start}; ${i}--)`,
    `for (let ${i} = ${random.int(0, 3) / 2}; ${i} < ${random.int(2, 5)}; ${i} += ${random.pick(['0.5', '0.7', '1'])})`,
    `for (let ${i} = 0; ${i} !== ${2 * random.int(0, 3)}; ${i} += 2)`,
    `for (let ${i} = ${few()}; ${i}; ${i} >>= 1)`,
    `for (let ${i} = 1; ${i} < ${random.pick(['200', '3e9', '1e17'])}; ${i} *= ${random.pick(['7', '31', '100'])})`,
    `for (let ${i} = 0, ${j} = ${few()}; ${i} < ${j}; ${i}++, ${j}--)`,
    `for (let ${i} = 0; ${i} < ${few()}; ${i} += (${writeNumber(inside, 0)} & 1) + 1)`,
  ])
  return { head, body: body(inside, 2) }
}

function writeWhile(scope: LanguageScope, counter: string, from: string, body: WriteBody): SourceNode {
  const lines = body(scope.deeper(named(counter, 'number')), 2)
  const test = `while (${counter}-- > 0)`
  const loop = scope.random.chance(50)
    ? { head: test, body: lines }
    : { head: 'do', body: lines, close: ` ${test}` }
  return { head: '', body: [`let ${counter} = ${from}`, loop] }
}

function writeFinally(scope: LanguageScope, body: WriteBody, result: () => string): SourceNode {
  const { random } = scope
  const leave = (): readonly SourceNode[] =>
    scope.isInner || random.chance(40) ? [] : [`if (${writeTest(scope)}) return ${result()}`]
  const inside = scope.deeper()
  const lines = [...body(inside, 2), ...leave()]
  const tried: SourceNode = random.chance(50)
    ? {
        head: 'try',
        body: [...lines, `if (${writeTest(scope)}) throw new RangeError('inside')`],
        tail: 'catch (error)',
        otherwise: [...body(inside, 1), ...leave()],
      }
    : { head: '', body: lines }
  return {
    head: 'try',
    body: [tried],
    tail: 'finally',
    otherwise: [...body(inside, 1), ...(random.chance(25) ? leave() : [])],
  }
}
