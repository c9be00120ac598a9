import type { Diagnostic, Verdict } from '@hotpath/compiler'
import { expect, it } from 'vitest'
import type { BuiltModule } from './built-module.js'
import { Ledger } from './ledger.js'

const at = { file: 'a.ts', start: 0, end: 1 }
const reason: Diagnostic = { code: 'lower/unknown-name', severity: 'error', message: 'm', fix: 'f', at }
const verdict = { name: 'f', signatures: [], strict: false, kernels: [], lifted: [], line: 1, column: 1 }
const compiled: Verdict = { ...verdict, status: 'wasm', reasons: [] }
const plain: Verdict = { ...verdict, status: 'js', reasons: [reason] }
const switchedOff: Verdict = { ...verdict, status: 'js', reasons: [] }

function builtWith(verdicts: readonly Verdict[], cached: boolean | null, bytes = 1234): BuiltModule {
  return { code: '', map: null, diagnostics: [], sources: new Map(), verdicts, cached, bytes }
}

async function afterWork(): Promise<Ledger> {
  const ledger = new Ledger()
  await ledger.time(() => new Promise(resolve => setTimeout(resolve, 5)))
  return ledger
}

it('sums up a build in one line', async () => {
  const ledger = await afterWork()
  ledger.note('a.ts', builtWith([compiled, compiled, switchedOff], true))
  ledger.note('b.ts', builtWith([plain], null, 0))
  ledger.note('a.ts', builtWith([compiled, plain], true))
  expect(ledger.summary()).toMatch(
    /^hotpath: 1 of 3 functions in 2 modules compiled to WebAssembly, 1\.2 kB, \d+ ms \(cached\)$/,
  )
})

it('names the functions of which loops run in Wasm', async () => {
  const ledger = await afterWork()
  const lifted: Verdict = { ...plain, status: 'lifted', lifted: [{ from: 2, to: 4 }] }
  ledger.note('a.ts', builtWith([compiled, lifted], false))
  expect(ledger.summary()).toContain(
    '1 of 2 functions in 1 module compiled to WebAssembly (and loops of 1 more)',
  )
})

it('says `cached` only where everything was', async () => {
  const ledger = await afterWork()
  ledger.note('a.ts', builtWith([compiled], true))
  ledger.note('b.ts', builtWith([compiled], false))
  expect(ledger.summary()).toMatch(/2 of 2 functions in 2 modules compiled to WebAssembly, 2\.5 kB, \d+ ms$/)
})

it('says nothing where nothing was marked, or nothing was built since', async () => {
  const ledger = await afterWork()
  ledger.note('a.ts', builtWith([], null, 0))
  expect(ledger.summary()).toBe(null)
  ledger.note('a.ts', builtWith([compiled], true))
  expect(ledger.summary()).toBe(null)
})

it('knows what it has told', () => {
  const ledger = new Ledger()
  expect([ledger.isNews('a'), ledger.isNews('a'), ledger.isNews('b')]).toEqual([true, false, true])
})
