// What a long program needs: calls, errors and arrays come and go, and nothing stays behind.
import { beforeAll, describe, expect, it } from 'vitest'
import { seedOfTest } from '../fuzz-order.js'
import type { Cycles } from './app/cycles.js'
import type { LittleRoom } from './app/little-room.js'
import type { ManyCalls } from './app/many-calls.js'
import type { Posting, Threads } from './app/threads.js'
import { buildEndurance, runScenario } from './run-scenario.js'
import { summarize, whatGrew } from './what-grew.js'

const CALLS = Number(process.env.HOTPATH_CALLS ?? 20_000)
const seed = seedOfTest()
const MB = 2 ** 20

let entry: string
beforeAll(async () => {
  entry = await buildEndurance()
})

describe.each(['copied', 'allocated'])(`${CALLS} calls with ${'%s'} arrays (HOTPATH_SEED=${seed})`, kind => {
  it('give what JavaScript gives, and leave nothing behind', { timeout: 600_000 }, async () => {
    const found = await runScenario<ManyCalls>(entry, kind, CALLS, seed)
    console.log(summarize(kind, found))
    expect(found).toMatchObject({ differing: 0, unused: [], warnings: [] })
    expect(found.wasm).toBeGreaterThan(found.js)
    expect(whatGrew(found)).toEqual([])
  })
})

it('10,000 arrays of all sizes, made and freed in any order, take no more than the first thousand', async () => {
  const { floors, mostAlive, differing, warnings } = await runScenario<Cycles>(entry, 'cycles', 10_000, seed)
  expect({ differing, warnings }).toEqual({ differing: 0, warnings: [] })
  expect(new Set(floors).size).toBe(1)
  expect(floors[0]).toBeLessThan(2 * mostAlive)
})

describe('more bytes than the memory may have', () => {
  const noRoom = expect.stringMatching(/^hotpath: `axpy` runs as JavaScript: no room in WebAssembly memory\./)

  it('arrays of `alloc` that have no room are ordinary ones, with one warning', async () => {
    const found = await runScenario<LittleRoom>(entry, 'room', 4 * MB, MB / 2, 12)
    expect(found).toMatchObject({ inside: 7, outside: 5, insideAgain: 1, differing: 0 })
    expect(found.warnings).toEqual([
      'hotpath: `alloc(Float64Array, 65536)` makes an ordinary array, which calls copy: no room in WebAssembly memory.',
      // The copies of two of those have no room either.
      noRoom,
    ])
    expect(found.wasm).toBeGreaterThanOrEqual(14)
  })

  it('calls whose copies have no room run as JavaScript, with one warning', async () => {
    const found = await runScenario<LittleRoom>(entry, 'copies', 4 * MB, 6 * MB, 12)
    expect(found).toMatchObject({ compared: 14, differing: 0, warnings: [noRoom] })
    expect(found.wasm).toBeGreaterThanOrEqual(12)
  })
})

it(`threads that compute at the same time give what JavaScript gives (HOTPATH_SEED=${seed})`, async () => {
  const { expected, found, warnings } = await runScenario<Threads>(entry, 'threads', 2_000, seed, 3)
  expect(found.map(({ digest }) => digest)).toEqual(expected)
  expect(found.every(({ wasm }) => wasm > 1_000)).toBe(true)
  expect(warnings).toEqual([])
})

it('a thread that is sent an array of `alloc` gets the whole memory with it, and a slice by itself', async () => {
  const { memory, received, kept, warnings } = await runScenario<Posting>(entry, 'posting', 16 * MB)
  const [whole, part, slice, made] = received
  expect(memory).toBe(16 * MB)
  // Cloning copies the buffer a view is of, as it does for every view.
  expect(whole).toMatchObject({ length: 4, bufferBytes: memory, sum: 10 + 4 })
  expect(part).toMatchObject({ length: 2, bufferBytes: memory, sum: 5 + 2 })
  expect(slice).toMatchObject({ length: 4, byteOffset: 0, bufferBytes: 32 })
  expect(made).toMatchObject({ length: 3, byteOffset: 0, bufferBytes: 24 })
  expect(kept.map(Math.fround)).toEqual([2, 4.001, 6.002, 8.003].map(Math.fround))
  expect(warnings).toEqual([])
})
