import { enter } from '../support/watched-process.js'
import { reportMismatch } from './report-mismatch.js'
import type { BatchResult, Mismatch, Mode } from './run-batch.js'
import { findMismatches, merge, nothingRun, runBatchSafely } from './run-batch.js'
import { sampleBatch } from './sample-batch.js'
import { shrinkCase } from './shrink-case.js'

const modes: readonly Mode[] = ['passes on', 'passes off']

/** What a run did, and the first failure it met, shrunk. */
export interface DifferentialResult extends BatchResult {
  readonly failure: string | null
}

/** Runs batches, each with the next seed, until `isDone` or the first failure. */
export async function runDifferential(
  seed: number,
  isDone: (soFar: BatchResult) => boolean,
  /** Told of a failure before it is shrunk, which may take minutes. */
  tell: (text: string) => void = () => {},
): Promise<DifferentialResult> {
  let total: BatchResult = nothingRun
  let next: ReturnType<typeof startBatch> | null = startBatch(seed)
  for (let batch = 0; next !== null; batch++) {
    const running = next
    // Compiled here while the batch before it is with the assemblers.
    next = isDone(total) ? null : startBatch(seed + batch + 1)
    const results = await running
    total = merge(total, results[0] ?? nothingRun)
    for (const [i, mode] of modes.entries()) {
      const failure = results[i]?.mismatches[0]
      if (failure) {
        tell(`not shrunk yet: HOTPATH_SEED=${seed + batch}\n${reportMismatch(failure, mode)}`)
        return { ...total, failure: await explain(failure, mode, seed + batch) }
      }
    }
  }
  return { ...total, failure: null }
}

function startBatch(seed: number): Promise<readonly BatchResult[]> {
  enter(`the compilation of the batch HOTPATH_SEED=${seed}`)
  const cases = sampleBatch(seed)
  const results = Promise.all(modes.map(mode => runBatchSafely(cases, mode)))
  // Whoever waits for them hears of it; nobody does after a failure before.
  results.catch(() => {})
  return results
}

/** One line on what was covered: a program that silently stays JavaScript counts for nothing. */
export function summarize(result: BatchResult): string {
  const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`
  const { programs, compiled, calls } = result
  const lines = [
    `${programs} programs, ${share(compiled, programs)} compiled, ${share(calls.wasm, calls.wasm + calls.js)} of ${calls.wasm + calls.js} calls in Wasm`,
  ]
  const causes = [...result.refusals].sort((a, b) => b[1] - a[1]).slice(0, 8)
  for (const [reason, count] of causes) lines.push(`  ${count} × ${reason}`)
  return lines.join('\n')
}

async function explain({ case: one, input }: Mismatch, mode: Mode, seed: number): Promise<string> {
  const smallest = await shrinkCase({ ...one, inputs: input ? [input] : one.inputs }, cases =>
    findMismatches(cases, mode),
  )
  const [mismatch] = await findMismatches([smallest], mode)
  const text = mismatch ? reportMismatch(mismatch, mode) : 'The failure went away while it was shrunk.'
  return `replay with HOTPATH_SEED=${seed}\n${text}`
}
