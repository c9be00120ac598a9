/** The name a misspelt word most likely meant, or `undefined` where none is near. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const typed = word.toLowerCase()
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const name of names) {
    const distance = editDistance(typed, name.toLowerCase())
    if (distance >= least) continue
    nearest = name
    least = distance
  }
  return nearest ?? onlyNameAround(typed, names)
}

/** `fast` meant `fastmath`: a word too short for a small distance may still begin or end one name only. */
function onlyNameAround(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 3) return undefined
  const around = names.filter(name => {
    const known = name.toLowerCase()
    return known.startsWith(typed) || known.endsWith(typed)
  })
  return around.length === 1 ? around[0] : undefined
}

/** Levenshtein distance, a swap of neighbours counting once. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const edits = [at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (same ? 0 : 1)]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) edits.push(at(beforeLast, j - 2) + 1)
      row.push(Math.min(...edits))
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
