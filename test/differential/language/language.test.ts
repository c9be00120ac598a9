import { expect, it } from 'vitest'
import { runWatched } from '../../support/watched-process.js'
import type { FuzzOrder } from '../fuzz-order.js'
import { orderOfTest } from '../fuzz-order.js'
import type { LanguageResult } from './run-language.js'
import { summarizeLanguage } from './run-language.js'

const order = orderOfTest(1800)

it(`modules over the whole language do the same in JavaScript and in Wasm (HOTPATH_SEED=${order.seed})`, async () => {
  const script = new URL('language-process.ts', import.meta.url)
  const result = await runWatched<FuzzOrder, LanguageResult>(script, order, console.error)
  console.log(`seed ${order.seed}: ${summarizeLanguage(result)}`)
  expect(result.failure, result.failure ?? '').toBeNull()
  expect(result.compiled / result.programs).toBeGreaterThanOrEqual(0.9)
}, 1_200_000)
