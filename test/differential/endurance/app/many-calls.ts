import { alloc, free, inspect } from 'hotpath'
import { compiled } from './compiled.js'
import type { Dice } from './dice.js'
import { diceOf } from './dice.js'
import * as plain from './kernels.js'
import type { MemoryUse } from './memory-use.js'
import { collect, measureMemory } from './memory-use.js'
import type { Arrays } from './mixed-calls.js'
import { anyCall } from './mixed-calls.js'
import { outcomeOf, sameElements, sameOutcome } from './same.js'

export interface ManyCalls {
  /** After a fifth of the calls, and after all of them. */
  readonly early: MemoryUse
  readonly late: MemoryUse
  /** Calls compared with plain JavaScript, and how many of them differed. */
  readonly compared: number
  readonly differing: number
  readonly seconds: number
  /** Calls by where they ran, of all kernels. */
  readonly wasm: number
  readonly js: number
  /** Kernels that never ran in Wasm. */
  readonly unused: readonly string[]
}

/** Every so many calls one is compared, and the event loop turns; and a collection takes place as in a long program. */
const COMPARE = 16
const TURN = 512
const COLLECT = 8192

/** Calls all kernels over a changing set of arrays, ordinary ones or those of `alloc`. */
export async function manyCalls(count: number, isAllocated: boolean, seed: number): Promise<ManyCalls> {
  const dice = diceOf(seed)
  const start = performance.now()
  let early: MemoryUse | null = null
  let pool = new Pool(dice, isAllocated)
  let [compared, differing] = [0, 0]
  for (let i = 1; i <= count; i++) {
    const call = anyCall(dice)
    const arrays = pool.some()
    if (i % COMPARE === 0) {
      compared++
      const copies = copyOf(arrays)
      const expected = outcomeOf(() => call(plain, copies))
      const actual = outcomeOf(() => call(compiled, arrays))
      if (!(sameOutcome(expected, actual) && sameArrays(copies, arrays))) differing++
    } else outcomeOf(() => call(compiled, arrays))
    if (i % TURN === 0) await new Promise(setImmediate)
    if (i % COLLECT === 0) await collect()
    if (i !== Math.round(count / 5)) continue
    pool.drop()
    early = await measureMemory()
    pool = new Pool(dice, isAllocated)
  }
  pool.drop()
  const late = await measureMemory()
  const seconds = (performance.now() - start) / 1000
  return { early: early ?? late, late, compared, differing, seconds, ...whereTheyRan() }
}

type Slot = keyof Arrays
const slots: readonly Slot[] = ['xs', 'ys', 'words', 'bytes']
const kinds = { xs: Float64Array, ys: Float64Array, words: Int32Array, bytes: Uint8Array }

/** Arrays that are used again and again, and now and then make way: freed, or left to the garbage collector. */
class Pool {
  private readonly dice: Dice
  private readonly isAllocated: boolean
  private readonly sets: Arrays[]

  constructor(dice: Dice, isAllocated: boolean) {
    this.dice = dice
    this.isAllocated = isAllocated
    this.sets = Array.from({ length: 8 }, () => this.makeAll())
  }

  some(): Arrays {
    const { below } = this.dice
    const n = below(this.sets.length)
    const set = this.sets[n]!
    if (below(8) > 0) return set
    const slot = slots[below(slots.length)]!
    if (this.isAllocated && below(8) > 0) free(set[slot])
    const renewed = { ...set, [slot]: this.make(slot) }
    this.sets[n] = renewed
    return renewed
  }

  drop(): void {
    this.sets.length = 0
  }

  private makeAll(): Arrays {
    return Object.fromEntries(slots.map(slot => [slot, this.make(slot)])) as unknown as Arrays
  }

  private make(slot: Slot): Arrays[Slot] {
    const length = this.dice.length()
    const kind = kinds[slot] as new (length: number) => Arrays[Slot]
    return this.isAllocated ? alloc(kind as never, length) : new kind(length)
  }
}

function copyOf(arrays: Arrays): Arrays {
  return Object.fromEntries(slots.map(slot => [slot, arrays[slot].slice()])) as unknown as Arrays
}

function sameArrays(a: Arrays, b: Arrays): boolean {
  return slots.every(slot => sameElements(a[slot], b[slot]))
}

function whereTheyRan(): Pick<ManyCalls, 'wasm' | 'js' | 'unused'> {
  const all = Object.values(compiled).map(kernel => inspect(kernel))
  return {
    wasm: all.reduce((sum, { calls }) => sum + calls.wasm, 0),
    js: all.reduce((sum, { calls }) => sum + calls.js, 0),
    unused: all
      .filter(({ calls }) => calls.wasm === 0)
      .map(({ name, reasons }) => [name, ...reasons].join(': ')),
  }
}
