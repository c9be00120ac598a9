import type { ParamType } from '../../ir/signature.js'
import { isArray, isNestedArray, rowKind } from '../../ir/types.js'
import { typeKey } from './alternatives.js'

/** The types one parameter may have. */
export interface Choice {
  readonly types: readonly ParamType[]
  /** Parameters with the same link have the same type in every signature: a type parameter, or one guess for all. */
  readonly link: string | null
}

// Far more than are compiled; many parameters of many types give millions.
const mostCombinations = 4096

/** Every combination of the parameters' types, those where all arrays are of one kind first. */
export function combine(choices: readonly Choice[]): readonly (readonly ParamType[])[] {
  let combinations: readonly (readonly ParamType[])[] = [[]]
  for (const [position, { types, link }] of choices.entries()) {
    const partner = link === null ? -1 : choices.findIndex(choice => choice.link === link)
    combinations = combinations.flatMap(head => {
      const same = partner < position ? head[partner] : undefined
      const isShared = same !== undefined && types.some(type => typeKey(type) === typeKey(same))
      return (isShared ? [same] : types).map(type => [...head, type])
    })
    combinations = combinations.slice(0, mostCombinations)
  }
  return [...combinations.filter(isUniform), ...combinations.filter(types => !isUniform(types))]
}

function isUniform(types: readonly ParamType[]): boolean {
  const kinds = types.flatMap(({ type }) => {
    if (isNestedArray(type)) return [rowKind(type)]
    return isArray(type) && type !== 'string' ? [type] : []
  })
  return kinds.every(kind => kind === kinds[0])
}
