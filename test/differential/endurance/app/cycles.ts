import { alloc, free } from 'hotpath'
import { compiled } from './compiled.js'
import { diceOf } from './dice.js'
import * as plain from './kernels.js'
import { kernelMemory } from './memory-use.js'
import { sameElements } from './same.js'

export interface Cycles {
  /** What arrays of `alloc` had taken at most after each round, in bytes. */
  readonly floors: readonly number[]
  /** Bytes of the arrays that lived at once, at most. */
  readonly mostAlive: number
  readonly differing: number
}

const ROUNDS = 10
const ALIVE = 24
const kinds = [Float64Array, Float32Array, Int32Array, Uint16Array, Uint8Array] as const

type Any = InstanceType<(typeof kinds)[number]>

/** Makes and frees arrays of all sizes in any order, in ten rounds that are alike; each array is computed in. */
export function cycles(count: number, seed: number): Cycles {
  const floors: number[] = []
  let [differing, mostAlive] = [0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    const { below, length } = diceOf(seed)
    const alive: Any[] = []
    for (let i = 0; i < count / ROUNDS; i++) {
      const kind = kinds[below(kinds.length)]!
      const array = alloc<Any>(kind, length())
      if (!isZero(array)) differing++
      array.fill(i)
      if (array instanceof Float64Array && !scalesAlike(array)) differing++
      alive.push(array)
      if (alive.length > ALIVE) free(alive.splice(below(alive.length), 1)[0]!)
      mostAlive = Math.max(
        mostAlive,
        alive.reduce((sum, { byteLength }) => sum + byteLength, 0),
      )
    }
    for (const array of alive) free(array)
    floors.push(kernelMemory().floor)
  }
  return { floors, mostAlive, differing }
}

function isZero(array: Any): boolean {
  return (array as Float64Array).every(x => x === 0)
}

function scalesAlike(array: Float64Array): boolean {
  const copy = array.slice()
  plain.scale(copy, 0.5)
  compiled.scale(array, 0.5)
  return sameElements(copy, array)
}
