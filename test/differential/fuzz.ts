// pnpm fuzz --minutes 10 [--seed 1]: random programs for as long as you like; exits with 1 at the first difference.
import { runWatched } from '../support/watched-process.js'
import type { FuzzOrder } from './fuzz-order.js'
import { readOrder } from './fuzz-order.js'
import type { DifferentialResult } from './run-differential.js'
import { summarize } from './run-differential.js'

const order = readOrder()
console.log(`seed ${order.seed}`)
const script = new URL('numeric-process.ts', import.meta.url)
const result = await runWatched<FuzzOrder, DifferentialResult>(script, order, console.error)
console.log(summarize(result))
if (result.failure !== null) {
  console.error(result.failure)
  process.exitCode = 1
}
