import type { LanguageScope } from './language-scope.js'

/** Numbers that an object gives: fields, a getter, methods' results. */
export function writeMember(scope: LanguageScope, next: () => string): string {
  const { random } = scope
  const { name } = random.pick(scope.of('instance'))
  return random.oneOf([
    [4, () => `${name}.${random.pick(['x', 'y'])}`],
    [2, () => `${name}.sum`],
    [2, () => `${name}.add(${next()})`],
    [1, () => `${name}.turn(${next()}).${random.pick(['x', 'sum'])}`],
  ])
}
