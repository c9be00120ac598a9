// Each alternative takes a whole run, and nothing follows the star: it never backtracks.
const trivia = /(?:\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y
const triviaAndParens = /(?:[\s(]+|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y

/** Offset of the first token at or after an offset that lies between tokens. */
export function skipTrivia(source: string, offset: number): number {
  return endOfMatch(trivia, source, offset)
}

/**
 * Offset of the first token that is not an opening parenthesis. Two places with one answer have nothing but comments
 * and parentheses between them, so a marker at one of them stands directly before what begins at the other.
 */
export function skipTriviaAndParens(source: string, offset: number): number {
  return endOfMatch(triviaAndParens, source, offset)
}

function endOfMatch(pattern: RegExp, source: string, offset: number): number {
  pattern.lastIndex = offset
  return offset + (pattern.exec(source)?.[0].length ?? 0)
}
