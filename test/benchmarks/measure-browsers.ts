import { existsSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { writeApp } from '../support/build-app.js'
import type { Tab } from '../support/open-tab.js'
import { openTab } from '../support/open-tab.js'
import { serveFolder } from '../support/serve-folder.js'
import type { Figure } from './figure.js'
import type { PageSetup } from './suite/browser/page.js'
import type { BuiltSuite } from './suite/build-suite.js'
import { askedCases, buildSuite } from './suite/build-suite.js'
import type { Measurement } from './suite/measure-case.js'
import { assemblyScriptModules } from './suite/peers/assemblyscript-modules.js'
import { publishReport } from './suite/publish-report.js'
import type { SuiteReport, SuiteRow } from './suite/report.js'
import { reportOf } from './suite/report.js'

/** A browser of the machine's, and what its columns are called. */
interface Engine {
  readonly name: 'chromium' | 'firefox'
  readonly path: string
  readonly column: string
  readonly install: string
}

const engines: readonly Engine[] = [
  {
    name: 'chromium',
    path: process.env.CHROMIUM ?? '/usr/bin/chromium',
    column: "Chromium's V8",
    install: 'apt-get install chromium',
  },
  {
    name: 'firefox',
    path: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    column: "Firefox's SpiderMonkey",
    install: 'apt-get install firefox-esr',
  },
]

/** The suite in the browsers that `HOTPATH_BROWSERS` names, or in all; says which are left out for want of one. */
export async function measureBrowsers(): Promise<readonly Figure[]> {
  const names = process.env.HOTPATH_BROWSERS?.split(',')
  const suite = await buildSuite()
  const page = await buildPage(suite)
  const server = await serveFolder(page.folder)
  const figures: Figure[] = []
  try {
    for (const engine of engines.filter(({ name }) => names?.includes(name) ?? true)) {
      if (!existsSync(engine.path)) {
        console.log(`  no columns of ${engine.name}: there is no ${engine.path} (${engine.install})`)
        continue
      }
      const tab = await openTab(engine.name, engine.path, server.url)
      try {
        figures.push(
          ...publishReport(`suite-${engine.name}`, await measureIn(tab, engine, suite, page.peers)),
        )
      } finally {
        await tab.close()
      }
    }
  } finally {
    await server.close()
  }
  return figures
}

/** A folder with the page, both builds of the suite's app and the peers' modules. */
async function buildPage({ plain, compiled }: BuiltSuite) {
  const root = join(import.meta.dirname, 'suite/browser')
  const folder = writeApp({})
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: false, target: 'esnext' },
  })
  await copyFile(join(plain, 'dist/entry.mjs'), join(folder, 'plain.mjs'))
  await copyFile(join(compiled, 'dist/entry.mjs'), join(folder, 'compiled.mjs'))
  const peers = (await assemblyScriptModules()).map((wasm, i) => ({ name: `assemblyscript-${i}.wasm`, wasm }))
  for (const { name, wasm } of peers) await writeFile(join(folder, name), wasm)
  return { folder, peers: peers.map(({ name }) => name) }
}

async function measureIn(
  tab: Tab,
  { name, column }: Engine,
  { verdictOf }: BuiltSuite,
  assemblyScript: readonly string[],
): Promise<SuiteReport> {
  const setup: PageSetup = { column, assemblyScript }
  await tab.evaluate(`window.suite.setUp(${JSON.stringify(setup)})`)
  const rows: SuiteRow[] = []
  const chosen = askedCases()
  for (const { kernel, size } of chosen) {
    const measured = await tab.evaluate<Measurement>(`window.suite.measure(${JSON.stringify(kernel)})`)
    rows.push({ kernel, size, verdict: verdictOf(kernel), ...measured, first: null })
    console.error(`  ${name}, ${kernel}: ${rows.length} of ${chosen.length}`)
  }
  return reportOf(tab.version, rows)
}
