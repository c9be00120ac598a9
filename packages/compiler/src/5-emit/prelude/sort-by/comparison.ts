import type { Helper } from '../prelude.js'

/**
 * What the functions that sort by one comparator are made from. They move elements as bits, and take them by address:
 * whatever the comparator needs beside two of them is handed down as further parameters.
 */
export interface Comparison {
  /** Ends the names of all functions made for it. */
  readonly name: string
  /** An unsigned integer type as wide as an element. */
  readonly bits: 'u8' | 'u16' | 'u32' | 'u64'
  /** Bytes of an element as a power of two. */
  readonly shift: number
  /** Further parameters, `, c0: f64`, and the arguments that hand them on, `, c0`. */
  readonly params: string
  readonly args: string
  /** What the comparator says of the elements at `p` and `q`. */
  readonly test: string
}

/** Asks the comparator: of the runs of an ordinary array whether `p` comes first, of a typed array whether `q` does. */
export function askComparator({ name, params, test }: Comparison): Helper {
  return {
    name: `ask_${name}`,
    text: `
@inline
function ask_${name}(p: usize, q: usize${params}): bool {
  return ${test}
}`,
  }
}
