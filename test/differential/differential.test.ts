import { expect, it } from 'vitest'
import { runWatched } from '../support/watched-process.js'
import type { FuzzOrder } from './fuzz-order.js'
import { orderOfTest } from './fuzz-order.js'
import type { DifferentialResult } from './run-differential.js'
import { summarize } from './run-differential.js'

// With those over the whole language more than 3,000; both take as long.
const order = orderOfTest(1250)

it(`random programs have the same bits in JavaScript and in Wasm (HOTPATH_SEED=${order.seed})`, async () => {
  const script = new URL('numeric-process.ts', import.meta.url)
  const result = await runWatched<FuzzOrder, DifferentialResult>(script, order, console.error)
  console.log(`seed ${order.seed}: ${summarize(result)}`)
  expect(result.failure, result.failure ?? '').toBeNull()
  expect(result.compiled / result.programs).toBeGreaterThanOrEqual(0.9)
}, 1_200_000)
