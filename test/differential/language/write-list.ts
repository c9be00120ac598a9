import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'
import { writeNumber, writeSmallIndex } from './write-value.js'

/** The first value of an array that may grow. */
export function writeNewList(scope: LanguageScope): string {
  const { random } = scope
  const number = (): string => writeNumber(scope, 2)
  const makers: Weighted<string>[] = [
    [4, () => '[]'],
    [2, () => `[${number()}, ${number()}]`],
    [1, () => `new Array(${random.int(0, 4)}).fill(${number()})`],
    [1, () => `new Array(${random.int(0, 3)})`],
    [1, () => `[...Array(${random.int(0, 4)}).keys()]`],
    [1, () => `[${number()}, ...new Array(${random.int(0, 3)}).keys()]`],
    [1, () => `[...Array(${random.int(0, 4)})].map((_, k) => k - ${number()})`],
    [1, () => `Array.from(Array((${number()}) & 3), (_, k) => ${number()} - k)`],
    [1, () => `new Array((${number()}) & 3).fill(null).map(() => ${number()})`],
    [1, () => `Array.from({ length: ${random.int(0, 4)} }, (_, k) => k * ${number()})`],
  ]
  const lists = [...scope.of('list'), ...scope.arrays()].filter(({ name }) => !name.includes('§'))
  if (lists.length > 0) {
    makers.push([1, () => `[...${random.pick(lists).name}]`])
    makers.push([1, () => `[${number()}, ...${random.pick(lists).name}, ${number()}]`])
  }
  if (scope.of('list').length > 0) {
    const list = (): string => random.pick(scope.of('list')).name
    makers.push([1, () => `${list()}.concat(${list()}, ${number()})`])
    makers.push([1, () => `${list()}.filter(x => x < ${number()})`])
  }
  return random.oneOf(makers)
}

/** What is done to the arrays that may grow: mostly at their end. */
export function listStores(scope: LanguageScope): readonly Weighted<string>[] {
  const lists = scope.of('list')
  if (lists.length === 0) return []
  const { random } = scope
  const list = (): string => random.pick(lists).name
  const number = (): string => writeNumber(scope, 2)
  return [
    [4, () => `${list()}.push(${number()})`],
    [1, () => `${list()}.push(${number()}, ${list()}.length, ${number()})`],
    [2, () => `${list()}.pop()`],
    [1, () => `${list()}.shift()`],
    [1, () => `${list()}.push(${list()}.shift()! - ${list()}.length)`],
    [1, () => `${list()}.push(${list()}.pop()! ${random.pick(['+', '|'])} ${number()})`],
    [1, () => `${list()}.push(${list()}.${random.pick(['pop', 'shift'])}() ?? ${number()})`],
    [1, () => `${list()}[${writeSmallIndex(scope)}] ??= ${number()}`],
    [1, () => `${list()}.unshift(${number()}, ${list()}.length)`],
    [1, () => `${list()}.splice(${number()}, ${number()}, ${number()})`],
    [1, () => `${list()}.push(...${list()}.splice(${writeSmallIndex(scope)}, ${random.int(0, 2)}))`],
    [1, () => `if (${list()}.length > ${random.int(0, 3)}) ${list()}.length = ${random.int(0, 3)}`],
    [2, () => same(list(), name => `${name}[${name}.length] = ${number()}`)],
    [2, () => same(list(), name => `${name}[${name}.length - 1] ${random.pick(['=', '+='])} ${number()}`)],
    [2, () => `${list()}[${writeSmallIndex(scope)}] ${random.pick(['=', '+='])} ${number()}`],
  ]
}

function same(name: string, write: (name: string) => string): string {
  return write(name)
}
