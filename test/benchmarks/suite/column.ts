import type { SuiteCase } from './cases.js'

/** One way to run the kernels of the suite, and one column of its table. */
export interface Column {
  readonly name: string
  /** Whether it is hotpath's, or plain JavaScript: then it has every kernel, with the same bits. */
  readonly ours: boolean
  /** Sets a case up, or says why this way has no such kernel. */
  readonly enter: (suiteCase: SuiteCase) => Entry | Promise<Entry>
}

export type Entry = Contestant | Refusal

/** Why a column leaves a kernel out, in a few words. */
export interface Refusal {
  readonly refused: string
}

/** A kernel with inputs of its own, ready to be called again and again. */
export interface Contestant {
  /** CPU nanoseconds per call, over as many calls as fill these milliseconds, and a number of them at least. */
  readonly sample: (milliseconds: number, atLeast: number) => number | Promise<number>
  /** What a call on fresh inputs returns and leaves in them, copied. */
  readonly outcome: () => readonly unknown[] | Promise<readonly unknown[]>
  /** Calls it takes at least until it runs as it will from then on. */
  readonly settling: number
  /** How far its floats may be from the first column's, relatively; `bits` where nothing licenses a difference. */
  readonly agreement: 'bits' | number
  /** Why calls run as JavaScript though the kernel compiled, as far as they have until now. */
  readonly leftToJs: () => string | null
  /** Lets go of what it holds outside of this process. */
  readonly leave?: () => void
}

/** Whether a column has the kernel. */
export function isContestant(entry: Entry): entry is Contestant {
  return !('refused' in entry)
}
