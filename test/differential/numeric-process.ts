import { serveWatched } from '../support/watched-process.js'
import type { FuzzOrder } from './fuzz-order.js'
import { endOf } from './fuzz-order.js'
import { runDifferential } from './run-differential.js'

await serveWatched((order: FuzzOrder, tell) => {
  const isDone = endOf(order)
  return runDifferential(order.seed, ({ programs }) => isDone(programs), tell)
})
