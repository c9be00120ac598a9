import type { Diagnostic, Verdict } from '@hotpath/compiler'
import { expect, it } from 'vitest'
import { reportOf, writeSummary, writeVerdicts } from './build-report.js'
import type { BuiltModule } from './built-module.js'
import { Ledger } from './ledger.js'

const at = { file: '/app/src/a.ts', start: 5, end: 6 }
const reason: Diagnostic = { code: 'lower/unknown-name', severity: 'error', message: 'm', fix: 'f', at }
const verdict = { name: 'f', signatures: [], strict: false, kernels: [], lifted: [], line: 1, column: 1 }
const compiled: Verdict = { ...verdict, status: 'wasm', reasons: [] }
const plain: Verdict = { ...verdict, status: 'js', reasons: [reason] }
const switchedOff: Verdict = { ...verdict, status: 'js', reasons: [] }

function builtWith(verdicts: readonly Verdict[], cached: boolean | null, bytes = 1234): BuiltModule {
  const sources = new Map([[at.file, 'one\ntwo\n']])
  return { code: '', map: null, diagnostics: [], sources, verdicts, cached, bytes, gzip: bytes / 2 }
}

async function afterWork() {
  const ledger = new Ledger()
  await ledger.time(() => new Promise(resolve => setTimeout(resolve, 5)))
  const note = (file: string, built: BuiltModule) => ledger.note(reportOf(`/app/src/${file}`, built, '/app'))
  const summary = (debug = false) => {
    const report = ledger.summary(debug)
    return report && writeSummary(report)
  }
  return { ledger, note, summary }
}

it('sums up a build in one line', async () => {
  const { note, summary } = await afterWork()
  note('a.ts', builtWith([compiled, compiled, switchedOff], true))
  note('b.ts', builtWith([plain], null, 0))
  note('a.ts', builtWith([compiled, plain], true))
  expect(summary()).toMatch(
    /^hotpath: 1 of 3 functions in 2 modules compiled to WebAssembly, 1\.2 kB \(gzip: 0\.6 kB\), \d+ ms \(cached\)$/,
  )
})

it('and as data, with the place of every reason', async () => {
  const { note, ledger } = await afterWork()
  note('b.ts', builtWith([plain], null, 0))
  note('a.ts', builtWith([compiled, switchedOff], true))
  expect(ledger.summary(false)).toMatchObject({
    ...{ version: 1, functions: 2, compiled: 1, lifted: 0, bytes: 1234, gzip: 617, cached: true },
    modules: [
      { file: 'src/a.ts', bytes: 1234, cached: true },
      {
        file: 'src/b.ts',
        functions: [
          { status: 'js', reasons: [{ code: 'lower/unknown-name', file: 'src/a.ts', line: 2, column: 2 }] },
        ],
      },
    ],
  })
})

it('names the functions of which loops run in Wasm', async () => {
  const { note, summary } = await afterWork()
  const lifted: Verdict = { ...plain, status: 'lifted', lifted: [{ from: 2, to: 4 }] }
  note('a.ts', builtWith([compiled, lifted], false))
  expect(summary()).toContain('1 of 2 functions in 1 module compiled to WebAssembly (and loops of 1 more)')
})

it('says `cached` only where everything was', async () => {
  const { note, summary } = await afterWork()
  note('a.ts', builtWith([compiled], true))
  note('b.ts', builtWith([compiled], false))
  expect(summary()).toMatch(/2 of 2 functions in 2 modules compiled to WebAssembly, 2\.5 kB .*, \d+ ms$/)
})

it('says what runs where `debug` is on', async () => {
  const { note, summary } = await afterWork()
  note('a.ts', builtWith([compiled], true))
  expect(summary(true)).toContain('\nhotpath: `debug` is on: ')
})

it('says nothing where nothing was marked, or nothing was built since', async () => {
  const { note, summary } = await afterWork()
  note('a.ts', builtWith([], null, 0))
  expect(summary()).toBe(null)
  note('a.ts', builtWith([compiled], true))
  expect(summary()).toBe(null)
})

it('knows what it has told', () => {
  const ledger = new Ledger()
  expect([ledger.isNews('a'), ledger.isNews('a'), ledger.isNews('b')]).toEqual([true, false, true])
})

it('lists the verdicts of a module', () => {
  const built = builtWith([compiled, { ...plain, name: 'g' }], true)
  expect(writeVerdicts(reportOf('/app/src/a.ts', built, '/app'))).toBe(
    'hotpath: src/a.ts: f Wasm, g JavaScript (lower/unknown-name)',
  )
})
