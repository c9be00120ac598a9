import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'

/** Numbers made of those that may be missing. */
export function optionalValues(scope: LanguageScope, next: () => string): readonly Weighted<string>[] {
  const { random } = scope
  const names = scope.of('optional')
  if (names.length === 0) return []
  const name = (): string => random.pick(names).name
  const filled = (one: string): string => `(${one} === ${absenceOf(one)} ? ${next()} : ${one} * 2)`
  return [
    [4, () => `(${name()} ?? ${next()})`],
    [1, () => `(${name()} || ${next()})`],
    [2, () => filled(name())],
    [1, () => `(${name()} ${random.pick(['+', '-', '*', '|'])} ${next()})`],
    [1, () => `(${name()} && ${next()} || ${next()})`],
  ]
}

/** Conditions on numbers that may be missing. */
export function optionalTests(scope: LanguageScope, next: () => string): readonly Weighted<string>[] {
  const { random } = scope
  const names = scope.of('optional')
  if (names.length === 0) return []
  const name = (): string => random.pick(names).name
  const asked = (one: string): string => `${one} ${random.pick(['===', '!==', '==', '!='])} ${absenceOf(one)}`
  return [
    [3, () => asked(name())],
    [1, () => name()],
    [1, () => `${name()} ${random.pick(['<', '>=', '===', '!=='])} ${next()}`],
    [1, () => `${name()} ${random.pick(['===', '!==', '<'])} ${name()}`],
    [1, () => `typeof ${name()} === 'number'`],
  ]
}

function absenceOf(name: string): string {
  return name.startsWith('w') ? 'null' : 'undefined'
}
