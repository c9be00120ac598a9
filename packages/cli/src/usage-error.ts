import { nearestName } from '@hotpath/compiler'

/** The command line was not understood, or names something that is not there: exit code 2. */
export class UsageError extends Error {}

/** Says that a name is not known, with the nearest one that is, or all of them. */
export function unknownName(what: string, word: string, known: readonly string[]): UsageError {
  const nearest = nearestName(word, known)
  const hint = nearest === undefined ? `Known: ${known.join(', ')}.` : `Did you mean \`${nearest}\`?`
  return new UsageError(`hotpath: there is no ${what} \`${word}\`. ${known.length > 0 ? hint : ''}`.trimEnd())
}
