import { alloc, configure, free, inspect } from 'hotpath'
import { compiled } from './compiled.js'
import * as plain from './kernels.js'
import { sameElements } from './same.js'

export interface LittleRoom {
  /** Of the arrays of `alloc`, how many lie in the kernels' memory. */
  readonly inside: number
  readonly outside: number
  /** The same once all have been freed and one has been made again. */
  readonly insideAgain: number
  readonly compared: number
  readonly differing: number
  /** Calls by where they ran. */
  readonly wasm: number
  readonly js: number
}

/** Computes with more bytes than the kernels' memory may have; `size` bytes per array. */
export function littleRoom(memory: number, size: number, count: number): LittleRoom {
  configure({ memory })
  const arrays = Array.from({ length: count }, () => alloc(Float64Array, size / 8))
  const { buffer } = alloc(Float64Array, 0)
  const inside = arrays.filter(xs => xs.buffer === buffer)
  const differing = [...computeWith(arrays), makesAlike(size / 8), makesAlike((2 * memory) / 8)].filter(
    isSame => !isSame,
  )
  const { wasm, js } = ranWhere()
  for (const xs of inside) free(xs)
  const again = alloc(Float64Array, size / 8)
  const insideAgain = again.buffer === buffer ? 1 : 0
  return {
    inside: inside.length,
    outside: count - inside.length,
    insideAgain,
    compared: count + 3,
    differing: differing.length + (scalesAlike(again) ? 0 : 1),
    wasm,
    js,
  }
}

/** The same where no array is in the kernels' memory: calls copy what has room there. */
export function littleRoomForCopies(memory: number, size: number, count: number): LittleRoom {
  configure({ memory })
  const arrays = Array.from({ length: count }, (_, i) => new Float64Array((size / 8 / count) * (i + 1)))
  const differing = [...computeWith(arrays), makesAlike((2 * memory) / 8), makesAlike(9)].filter(
    isSame => !isSame,
  )
  return {
    inside: 0,
    outside: count,
    insideAgain: 0,
    compared: count + 2,
    differing: differing.length,
    ...ranWhere(),
  }
}

/** Each array once, and with the one before it. */
function computeWith(arrays: readonly Float64Array[]): readonly boolean[] {
  return arrays.map((ys, i) => {
    const xs = arrays[i - 1] ?? ys
    for (let j = 0; j < xs.length; j += 7) xs[j] = j + i
    const [copyX, copyY] = [xs.slice(), ys.slice()]
    const sum = plain.axpy(0.5, copyX, xs === ys ? copyX : copyY)
    const isSame = Object.is(compiled.axpy(0.5, xs, ys), sum)
    return isSame && sameElements(copyX, xs) && (xs === ys || sameElements(copyY, ys)) && scalesAlike(ys)
  })
}

function scalesAlike(xs: Float64Array): boolean {
  const copy = xs.slice()
  plain.limit(copy, Number.POSITIVE_INFINITY)
  compiled.limit(xs, Number.POSITIVE_INFINITY)
  return sameElements(copy, xs)
}

function makesAlike(length: number): boolean {
  return sameElements(compiled.make(length, 0.5), plain.make(length, 0.5))
}

function ranWhere(): Pick<LittleRoom, 'wasm' | 'js'> {
  const all = [compiled.axpy, compiled.limit, compiled.make].map(kernel => inspect(kernel).calls)
  return {
    wasm: all.reduce((sum, { wasm }) => sum + wasm, 0),
    js: all.reduce((sum, { js }) => sum + js, 0),
  }
}
