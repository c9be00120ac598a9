import type { MessagePort } from 'node:worker_threads'
import { Worker } from 'node:worker_threads'
import { alloc, allocFrom, configure, inspect } from 'hotpath'
import type { Kernels } from './compiled.js'
import { compiled } from './compiled.js'
import { diceOf } from './dice.js'
import { Digest } from './digest.js'
import * as plain from './kernels.js'
import type { Arrays } from './mixed-calls.js'
import { anyCall } from './mixed-calls.js'
import { outcomeOf } from './same.js'

/** What a thread did: the digest of its calls, and how many ran in Wasm. */
export interface ThreadWork {
  readonly digest: number
  readonly wasm: number
}

export interface Threads {
  /** By thread, the main one first. */
  readonly expected: readonly number[]
  readonly found: readonly ThreadWork[]
}

/** An array as the thread that was sent it sees it, and what a compiled function gives there. */
export interface Received {
  readonly length: number
  readonly byteOffset: number
  readonly bufferBytes: number
  readonly sum: number
}

export interface Posting {
  readonly memory: number
  /** Of the array itself, a subarray, a slice, and an array that a compiled function made. */
  readonly received: readonly Received[]
  /** The same array here, after it has been sent and a transfer of its buffer has been tried. */
  readonly kept: readonly number[]
}

type Order = { readonly count: number; readonly seed: number } | { readonly array: Float64Array }

/** Every so many calls the event loop turns, so that the threads do take turns. */
const TURN = 32

/** Runs the same kinds of calls in several threads at once. */
export async function threads(count: number, seed: number, others: number): Promise<Threads> {
  const seeds = Array.from({ length: others + 1 }, (_, i) => seed + i)
  const expected = await Promise.all(seeds.map(one => work(count, one, plain)))
  const [mine = 0, ...theirs] = seeds
  const found = await Promise.all([
    work(count, mine, compiled),
    ...theirs.map(one => inThread<ThreadWork>({ count, seed: one })),
  ])
  return { expected: expected.map(({ digest }) => digest), found }
}

/** Sends arrays of `alloc` to a thread. */
export async function posting(memory: number): Promise<Posting> {
  configure({ memory })
  const array = allocFrom(Float64Array.of(1, 2, 3, 4))
  const arrays = [array, array.subarray(1, 3), array.slice(), compiled.make(3, 2)]
  const received = await Promise.all(arrays.map(one => inThread<Received>({ array: one })))
  outcomeOf(() => structuredClone(array, { transfer: [array.buffer] }))
  compiled.scale(array, 2)
  return { memory: alloc(Uint8Array, 0).buffer.byteLength, received, kept: [...array] }
}

/** What a thread of this app does. */
export async function serve(port: MessagePort, order: Order): Promise<void> {
  port.postMessage('array' in order ? receive(order.array) : await work(order.count, order.seed, compiled))
}

function receive(array: Float64Array): Received {
  const sum = array.reduce((total, x) => total + x, 0) + compiled.limit(array, 1e9)
  return { length: array.length, byteOffset: array.byteOffset, bufferBytes: array.buffer.byteLength, sum }
}

async function inThread<Result>(order: Order): Promise<Result> {
  const thread = new Worker(new URL(import.meta.url), { workerData: order })
  try {
    return await new Promise<Result>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
  } finally {
    await thread.terminate()
  }
}

/** Many calls over one set of arrays, half of which `alloc` made where the kernels are compiled. */
async function work(count: number, seed: number, kernels: Kernels): Promise<ThreadWork> {
  const dice = diceOf(seed)
  const digest = new Digest()
  const arrays: Arrays = {
    xs: make(Float64Array, dice.length() >> 2, kernels),
    ys: new Float64Array(dice.length() >> 2),
    words: make(Int32Array, dice.length() >> 2, kernels),
    bytes: new Uint8Array(dice.length() >> 2),
  }
  for (let i = 1; i <= count; i++) {
    const call = anyCall(dice)
    digest.addOutcome(outcomeOf(() => call(kernels, arrays)))
    if (i % TURN !== 0) continue
    digest.addArrays(arrays)
    await new Promise(setImmediate)
  }
  const wasm = Object.values(compiled).reduce((sum, kernel) => sum + inspect(kernel).calls.wasm, 0)
  return { digest: digest.value, wasm }
}

function make<T extends Float64Array | Int32Array>(
  kind: { new (length: number): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
  kernels: Kernels,
): T {
  return kernels === compiled ? alloc<T>(kind, length) : new kind(length)
}
