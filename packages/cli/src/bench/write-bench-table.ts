import pc from 'picocolors'
import type { BenchedFile } from './bench-files.js'
import type { BenchResult, Timing } from './bench-result.js'

/** Nearer to 1 than this, two timings on a busy machine are the same. */
const noise = 0.05

/** How WebAssembly did, in a word. */
export function wordOf({ outcome, timing }: BenchResult): string {
  if (timing === null) return outcome
  if (timing.ratio >= 1 + noise) return 'faster'
  return timing.ratio <= 1 - noise ? 'slower' : 'equal'
}

const colors: Readonly<Record<string, (text: string) => string>> = {
  faster: pc.green,
  equal: pc.dim,
  slower: pc.yellow,
  differs: pc.red,
  throws: pc.red,
}

/** A file's benches as a table, and below it what there is to say of the functions they call. */
export function writeBenchTable(bench: BenchedFile): string {
  const { file, failure, benches } = bench
  if (failure !== null) return `${pc.bold(file)}\n${pc.red('✗')} ${failure}`
  const head = ['', 'JavaScript', 'WebAssembly', 'ratio', '']
  const rows = benches.map(result => {
    const { timing } = result
    const cells = timing
      ? [showTiming(timing.js), showTiming(timing.wasm), `${timing.ratio.toFixed(2)}×`]
      : ['', '', '']
    return [result.name, ...cells, wordOf(result)]
  })
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map(row => row[n]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, n) => (n === 0 || n === 4 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
  const written = rows.map(row => {
    const [name, js, wasm, ratio, word = ''] = line(row)
    const color = colors[word.trim()] ?? String
    return `${name}  ${js}  ${wasm}  ${pc.bold(ratio)}  ${color(word)}`.trimEnd()
  })
  const remarks = remarksOn(bench)
  return [
    pc.bold(file),
    pc.dim(line(head).join('  ').trimEnd()),
    ...written,
    ...(remarks.length > 0 ? ['', ...remarks] : []),
  ].join('\n')
}

/** What the figures alone do not tell, a line each. */
function remarksOn({ benches, functions }: BenchedFile): readonly string[] {
  const failed = benches.flatMap(({ name, outcome, detail }) =>
    outcome === 'differs' || outcome === 'throws' ? [`${pc.red('✗')} ${name} ${outcome}: ${detail}`] : [],
  )
  const unchecked = benches.filter(({ outcome }) => outcome === 'nothing').map(({ name }) => name)
  const left = benches.flatMap(({ called }) => called).filter(fn => fn.left !== null)
  const notes = [
    ...functions
      .filter(({ cause }) => cause !== '')
      .map(({ name, file, verdict, cause }) => `${name} (${file}): ${verdict}. ${cause}`),
    ...left.map(({ name, file, left }) => `${name} (${file}): its calls were left to JavaScript: ${left}`),
    ...benches
      .filter(({ outcome }) => outcome === 'close')
      .map(({ name, detail }) => `${name}: other last digits, as its options allow: ${detail}`),
    ...(unchecked.length > 0
      ? [
          `not compared, for they return nothing that can be: ${unchecked.join(', ')}. Return what is computed.`,
        ]
      : []),
  ]
  return [...failed, ...[...new Set(notes)].map(note => pc.dim(note))]
}

/** `12.3 µs ±1.2%` */
function showTiming({ ms, spread }: Timing): string {
  return `${showTime(ms)} ±${spread.toFixed(1)}%`
}

function showTime(ms: number): string {
  const [value, unit] = ms >= 1 ? [ms, 'ms'] : ms >= 1e-3 ? [ms * 1e3, 'µs'] : [ms * 1e6, 'ns']
  return `${value.toPrecision(value >= 100 ? Math.ceil(Math.log10(value + 1)) : 3)} ${unit}`
}
