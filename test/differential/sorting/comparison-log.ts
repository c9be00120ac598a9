/** Comparators as text, of elements `a` and `b`: those that order, and those that contradict themselves. */
export const comparators = [
  'a - b',
  'b - a',
  'a < b ? -1 : a > b ? 1 : 0',
  'Math.floor(a / 10) - Math.floor(b / 10)',
  'a > b ? 1 : 0',
  'a < b ? -1 : 0',
  '0',
  'NaN',
  '-1',
  '1',
  'random >> 16',
  '(a - b) * ((random >>> 16) % 10 === 0 ? -1 : 1)',
] as const

/** Elements by position: what is sorted already, in one piece or in many, and what is not. */
export const patterns: Readonly<Record<string, (i: number, length: number) => number>> = {
  sorted: i => i,
  reversed: i => -i,
  saw: i => i % 37,
  'long saw': i => i % 300,
  equal: () => 1,
  hills: (i, length) => Math.min(i, length - i),
  'few values': i => hash(i) & 3,
  random: i => hash(i),
  'nearly sorted': i => (hash(i) % 20 === 0 ? hash(i) % 1000 : i),
  blocks: i => ((Math.floor(i / 100) * 7919) % 13) * 1000 + (i % 100),
  'not numbers': i => [Number.NaN, -0, 0, i][hash(i) & 3] ?? i,
}

function hash(i: number): number {
  return Math.imul(Math.imul(i ^ 0x5bd1e995, 0x9e3779b1) ^ (i << 7), 0x85ebca6b) >>> 3
}

/** All short lengths, those around powers of two, and some in between, to 2000. */
export const lengths: readonly number[] = [
  ...Array.from({ length: 70 }, (_, i) => i),
  ...[96, 127, 128, 129, 200, 255, 256, 300, 511, 513, 700, 1000, 1023, 1025, 1333, 1600, 1999, 2000],
]

type Sorted = Float64Array | number[]

/** A function that notes every pair of elements its comparator is given, as text and as plain JavaScript. */
export interface LoggingSort {
  readonly name: string
  readonly text: string
  readonly reference: (xs: Sorted, log: Float64Array, state: Int32Array, comparator: number) => void
}

/** Writes one; `state` counts the numbers that were noted, and holds the state of a random sequence. */
export function logsComparisons(kind: 'Float64Array' | 'number[]'): LoggingSort {
  const name = kind === 'number[]' ? 'sortList' : 'sortTyped'
  const chosen = comparators.map((text, n) => `    if (comparator === ${n}) return ${text}`)
  const body = [
    '  xs.sort((a, b) => {',
    '    log[state[0]] = a',
    '    log[state[0] + 1] = b',
    '    state[0] += 2',
    '    state[1] = Math.imul(state[1], 1103515245) + 12345',
    '    const random = state[1]',
    ...chosen,
    '    return 0',
    '  })',
  ].join('\n')
  const params = `xs: ${kind}, log: Float64Array, state: Int32Array, comparator: number`
  const reference = new Function('xs', 'log', 'state', 'comparator', body) as LoggingSort['reference']
  return { name, text: `function ${name}(${params}): void {\n${body}\n}`, reference }
}
