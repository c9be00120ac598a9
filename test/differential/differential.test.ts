import { expect, it } from 'vitest'
import { runDifferential, summarize } from './run-differential.js'

const PROGRAMS = Number(process.env.HOTPATH_PROGRAMS ?? 1500)
const seed = Number(process.env.HOTPATH_SEED ?? Date.now() % 2 ** 31)

it(`random programs have the same bits in JavaScript and in Wasm (HOTPATH_SEED=${seed})`, async () => {
  const result = await runDifferential(seed, soFar => soFar.programs >= PROGRAMS)
  console.log(`seed ${seed}: ${summarize(result)}`)
  expect(result.failure, result.failure ?? '').toBeNull()
  expect(result.compiled / result.programs).toBeGreaterThanOrEqual(0.9)
}, 1_200_000)
