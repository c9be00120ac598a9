// pnpm fuzz:language --minutes 1 [--seed 1]: random modules over the whole language; exits with 1 at the first difference.
import { runWatched } from '../../support/watched-process.js'
import type { FuzzOrder } from '../fuzz-order.js'
import { readOrder } from '../fuzz-order.js'
import type { LanguageResult } from './run-language.js'
import { summarizeLanguage } from './run-language.js'

const order = readOrder()
console.log(`seed ${order.seed}`)
const script = new URL('language-process.ts', import.meta.url)
const result = await runWatched<FuzzOrder, LanguageResult>(script, order, console.error)
console.log(summarizeLanguage(result))
if (result.failure !== null) {
  console.error(result.failure)
  process.exitCode = 1
}
