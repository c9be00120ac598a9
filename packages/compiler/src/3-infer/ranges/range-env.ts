import type { LocalId } from '../../ir/expr.js'
import type { Range } from './range.js'
import { join, sameRange } from './range.js'

/** Locals whose ranges are copied together: a set copies one chunk and the list of them. */
const chunkSize = 16

type Chunk = readonly (Range | undefined)[]

const noChunk: Chunk = []

/**
 * Ranges of one function's locals at one point; an array or a local without a value has none. Immutable. Two that came
 * from one share what is the same in both, so that joining and comparing them looks at the rest only.
 */
export class RangeEnv {
  private readonly chunks: readonly Chunk[]

  private constructor(chunks: readonly Chunk[]) {
    this.chunks = chunks
  }

  static of(entries: Iterable<readonly [LocalId, Range]>): RangeEnv {
    let env = new RangeEnv([])
    for (const [local, range] of entries) env = env.set(local, range)
    return env
  }

  get(local: LocalId): Range | undefined {
    return this.chunks[Math.trunc(local / chunkSize)]?.[local % chunkSize]
  }

  set(local: LocalId, range: Range): RangeEnv {
    const n = Math.trunc(local / chunkSize)
    const chunks = this.chunks.slice()
    while (chunks.length <= n) chunks.push(noChunk)
    const chunk = (chunks[n] ?? noChunk).slice()
    while (chunk.length < chunkSize) chunk.push(undefined)
    chunk[local % chunkSize] = range
    chunks[n] = chunk
    return new RangeEnv(chunks)
  }

  /** What holds on either way: a local has a range only where both give it one. */
  meet(other: RangeEnv): RangeEnv {
    if (this === other) return this
    const chunks: Chunk[] = []
    const count = Math.min(this.chunks.length, other.chunks.length)
    for (let n = 0; n < count; n++)
      chunks.push(meetChunks(this.chunks[n] ?? noChunk, other.chunks[n] ?? noChunk))
    return new RangeEnv(chunks)
  }

  map(change: (range: Range, local: LocalId) => Range): RangeEnv {
    return new RangeEnv(
      this.chunks.map((chunk, n) => chunk.map((range, i) => range && change(range, n * chunkSize + i))),
    )
  }

  equals(other: RangeEnv): boolean {
    return this.agrees(other, (a, b) => a === b || (a !== undefined && sameRange(a, b)))
  }

  /** Whether every fact of `next` follows from these already. */
  covers(next: RangeEnv): boolean {
    return this.agrees(
      next,
      (a, b) => a === undefined || a === b || (b !== undefined && sameRange(join(a, b), a)),
    )
  }

  private agrees(other: RangeEnv, test: (a: Range | undefined, b: Range | undefined) => boolean): boolean {
    const count = Math.max(this.chunks.length, other.chunks.length)
    for (let n = 0; n < count; n++) {
      const [a, b] = [this.chunks[n] ?? noChunk, other.chunks[n] ?? noChunk]
      if (a === b) continue
      for (let i = 0; i < chunkSize; i++) if (!test(a[i], b[i])) return false
    }
    return true
  }
}

/** The first itself where nothing in it changes. */
function meetChunks(a: Chunk, b: Chunk): Chunk {
  if (a === b) return a
  let both: (Range | undefined)[] | null = null
  for (let i = 0; i < a.length; i++) {
    const [mine, other] = [a[i], b[i]]
    if (mine === other || mine === undefined) continue
    const joined = other && join(mine, other)
    if (joined && sameRange(joined, mine)) continue
    both ??= a.slice()
    both[i] = joined
  }
  return both ?? a
}
