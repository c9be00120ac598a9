// pnpm fuzz:language --minutes 1 [--seed 1]: random modules over the whole language; exits with 1 at the first difference.
import { parseArgs } from 'node:util'
import { runLanguage, summarizeLanguage } from './run-language.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const seed = Number(process.env.HOTPATH_SEED ?? values.seed)
const end = Date.now() + Number(values.minutes) * 60_000

const result = await runLanguage(seed, () => Date.now() > end, console.error)
console.log(`seed ${seed}: ${summarizeLanguage(result)}`)
if (result.failure !== null) {
  console.error(result.failure)
  process.exitCode = 1
}
process.exit()
