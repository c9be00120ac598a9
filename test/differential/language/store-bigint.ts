import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'
import { writeBigint, writeBigintLeaf, writeIndex, writeWrapped } from './write-value.js'

/** A declaration's value. Within a loop it is of 64 bits: what it is added to may not double its length every time. */
export function writeBounded(scope: LanguageScope): string {
  const value = writeBigint(scope)
  return scope.depth === 0 ? value : writeWrapped(scope, value)
}

/** Assignments to the bigints in sight. */
export function bigintStores(scope: LanguageScope): readonly Weighted<string>[] {
  const { random } = scope
  const makers: Weighted<string>[] = []
  const variables = scope.of('bigint').filter(({ isConstant }) => !isConstant)
  if (variables.length > 0) {
    const operator = (): string => random.pick(['+=', '-=', '^=', '|='])
    makers.push([3, () => `${random.pick(variables).name} = ${writeBounded(scope)}`])
    makers.push([2, () => `${random.pick(variables).name} ${operator()} ${writeBigintLeaf(scope)}`])
    makers.push([1, () => `${random.pick(variables).name}${random.pick(['++', '--'])}`])
  }
  const arrays = scope.of('bigints')
  if (arrays.length > 0) {
    makers.push([4, () => `${random.pick(arrays).name}[${writeIndex(scope, 1)}] = ${writeBigint(scope)}`])
  }
  return makers
}
