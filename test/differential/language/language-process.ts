import { serveWatched } from '../../support/watched-process.js'
import type { FuzzOrder } from '../fuzz-order.js'
import { endOf } from '../fuzz-order.js'
import { runLanguage } from './run-language.js'

await serveWatched((order: FuzzOrder, tell) => runLanguage(order.seed, endOf(order), tell))
