/** Choices that are the same for the same seed, fast enough to fill arrays with. */
export class SeededRandom {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A number from 0 up to, and without, 1. */
  readonly unit = (): number => {
    // Mulberry32.
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A number between the two. */
  between(low: number, high: number): number {
    return low + this.unit() * (high - low)
  }

  /** A whole number between the two, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1))
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)]!
  }

  /** As many results of `make`. */
  list<T>(length: number, make: () => T): T[] {
    return Array.from({ length }, make)
  }
}
