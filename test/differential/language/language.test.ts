import { expect, it } from 'vitest'
import { runLanguage, summarizeLanguage } from './run-language.js'

const PROGRAMS = Number(process.env.HOTPATH_PROGRAMS ?? 1500)
const seed = Number(process.env.HOTPATH_SEED ?? Date.now() % 2 ** 31)

it(`modules over the whole language do the same in JavaScript and in Wasm (HOTPATH_SEED=${seed})`, async () => {
  const result = await runLanguage(seed, programs => programs >= PROGRAMS)
  console.log(`seed ${seed}: ${summarizeLanguage(result)}`)
  expect(result.failure, result.failure ?? '').toBeNull()
  expect(result.compiled / result.programs).toBeGreaterThanOrEqual(0.9)
}, 1_200_000)
