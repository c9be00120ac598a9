import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { median } from '../../support/compare-speed.js'

const ROUNDS = 5
const script = join(import.meta.dirname, 'first-call.ts')

/** The very first call of a kernel on inputs that keep it busy, in a fresh process. */
export interface FirstCall {
  /** Median milliseconds of plain JavaScript. */
  readonly plain: number
  /** How many times as fast as that hotpath's is, its compiling included: the median over pairs of processes. */
  readonly ratio: number
  /** Whether it ran in Wasm, and was not left to JavaScript for being the first. */
  readonly inWasm: boolean
}

interface Timed {
  readonly time: number
  readonly digest: string
  readonly inWasm: boolean
}

/** Times first calls in two built apps, in turns. Throws where their results differ by bits. */
export function measureFirstCall(kernel: string, plain: string, compiled: string): FirstCall {
  const pairs = Array.from({ length: ROUNDS }, (_, round) => {
    // Who goes first changes every round.
    if (round % 2 === 0) return { plain: firstCall(plain, kernel), compiled: firstCall(compiled, kernel) }
    const before = firstCall(compiled, kernel)
    return { plain: firstCall(plain, kernel), compiled: before }
  })
  if (pairs.some(pair => pair.plain.digest !== pair.compiled.digest)) {
    throw new Error(`the first call of ${kernel} gives other bits`)
  }
  return {
    plain: median(pairs.map(pair => pair.plain.time)),
    ratio: median(pairs.map(pair => pair.plain.time / pair.compiled.time)),
    inWasm: pairs.some(pair => pair.compiled.inWasm),
  }
}

function firstCall(folder: string, kernel: string): Timed {
  // The loader that runs TypeScript here runs it there.
  const output = execFileSync(process.execPath, [...process.execArgv, script, folder, kernel], {
    encoding: 'utf8',
  })
  return JSON.parse(output)
}
