import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'

/** What such a variable, or what such a function gives, is where it is missing. */
export function absenceOf(name: string): string {
  return name[1] === 'n' ? 'null' : 'undefined'
}

/** Numbers made of objects that may be missing. */
export function optionalObjectValues(scope: LanguageScope, next: () => string): readonly Weighted<string>[] {
  const { random } = scope
  const names = scope.of('maybe')
  if (names.length === 0) return []
  const name = (): string => random.pick(names).name
  const field = (): string => random.pick(['x', 'y'])
  const asked = (one: string): string =>
    `(${one} === ${absenceOf(one)} ? ${next()} : ${one}.${field()} - ${one}.y)`
  return [
    [2, () => `(${name()}?.${field()} ?? ${next()})`],
    [3, () => ((one: string) => `(${one} ? ${one}.${field()} : ${next()})`)(name())],
    [2, () => asked(name())],
    [1, () => `${name()}!.${field()}`],
  ]
}

/** Conditions on objects that may be missing. */
export function optionalObjectTests(scope: LanguageScope, next: () => string): readonly Weighted<string>[] {
  const { random } = scope
  const names = scope.of('maybe')
  if (names.length === 0) return []
  const name = (): string => random.pick(names).name
  const sign = (): string => random.pick(['===', '!==', '==', '!='])
  return [
    [2, () => ((one: string) => `${one} ${sign()} ${absenceOf(one)}`)(name())],
    [1, () => random.pick(['', '!']) + name()],
    [2, () => ((one: string) => `(${one} && ${one}.x < ${next()})`)(name())],
    [2, () => ((one: string) => `(${one} === ${absenceOf(one)} || ${one}.y >= ${next()})`)(name())],
  ]
}
