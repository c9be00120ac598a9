import type { Figure } from '../figure.js'
import type { Duel, SuiteReport } from './report.js'
import { ALLOC, COPIES, geometricMean, SLOWER, writeRatio } from './report.js'

/** What the suite came to, against its targets. */
export function figuresOf(report: SuiteReport): readonly Figure[] {
  const { rows, totals, duels } = report
  const compiled = rows.filter(({ verdict }) => verdict.status !== 'js').length
  const simd = rows.filter(({ verdict }) => verdict.simd).length
  const plain = totals[0]?.column ?? ''
  const details = `${compiled} of ${rows.length} compiled, ${simd} with SIMD`
  const own = totals.flatMap(({ column, mean, slower }): readonly Figure[] => {
    if (column === ALLOC) {
      return [times(`suite against ${plain}, arrays of \`alloc\`, geometric mean`, details, mean, null)]
    }
    if (column !== COPIES) return []
    return [
      times(`suite against ${plain}, copies included, geometric mean`, details, mean, { atLeast: 3.5 }),
      kernels(`kernels of the suite slower than ${plain}`, slower),
    ]
  })
  return [...own, ...duels.flatMap(duel => duelFigures(duel, report.engine)), ...firstFigures(report)]
}

function duelFigures(duel: Duel, engine: string): readonly Figure[] {
  const { peer, mean, atLeast, kernels: count, behind, none } = duel
  const against = times(
    `suite in ${engine}, arrays of \`alloc\`, against ${peer}, geometric mean`,
    `${count} kernels, behind in ${behind.length}`,
    mean,
    { atLeast },
  )
  if (!none) return [against]
  const names = behind.map(({ kernel, ratio }) => `${kernel} ${writeRatio(ratio)}`)
  return [against, kernels(`kernels of the suite in ${engine} behind ${peer}`, names)]
}

/** Those that are left to JavaScript count as equal, as in the steady state; what leaving them costs is told. */
function firstFigures({ rows }: SuiteReport): readonly Figure[] {
  const calls = rows.flatMap(({ kernel, first }) => (first ? { kernel, ...first } : []))
  if (calls.length === 0) return []
  const names = calls
    .filter(({ inWasm, ratio }) => inWasm && ratio < SLOWER)
    .toSorted((a, b) => a.ratio - b.ratio)
    .map(({ kernel, ratio }) => `${kernel} ${writeRatio(ratio)}`)
  const left = calls.filter(({ inWasm }) => !inWasm)
  const mean = geometricMean(left.map(({ ratio }) => Math.log(ratio)))
  const details = left.length > 0 ? [`${left.length} left to JavaScript, ${writeRatio(mean)} on average`] : []
  return [kernels('kernels whose first long call is slower than V8', [...names, ...details], names.length)]
}

function times(name: string, details: string, value: number, target: Figure['target']): Figure {
  return { name, details, value, unit: '×', target }
}

function kernels(name: string, slow: readonly string[], value = slow.length): Figure {
  return { name, details: slow.join(', '), value, unit: 'kernels', target: { atMost: 0 } }
}
