// pnpm bench [speed | targets | fastmath | suite | pipeline | boundary | size | build | annotate]…: every figure from one run, as a table and as artifacts/bench.json. Ratios, because seconds are the machine's.
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.js'
import { meets, writeTable } from './figure.js'
import { measureAnnotate } from './measure-annotate.js'
import { measureBoundary } from './measure-boundary.js'
import { measureBrowsers } from './measure-browsers.js'
import { measureBuild } from './measure-build.js'
import { measureFastmath } from './measure-fastmath.js'
import { measurePipeline } from './measure-pipeline.js'
import { measureSize } from './measure-size.js'
import { measureSpeed } from './measure-speed.js'
import { measureSuite } from './measure-suite.js'
import { measureTargets } from './measure-targets.js'

const artifacts = join(import.meta.dirname, '../../artifacts')

const measures: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  speed: measureSpeed,
  targets: measureTargets,
  fastmath: measureFastmath,
  suite: measureSuite,
  browsers: measureBrowsers,
  pipeline: measurePipeline,
  boundary: measureBoundary,
  size: measureSize,
  build: measureBuild,
  annotate: measureAnnotate,
}
const asked = process.argv.slice(2)
const figures: Figure[] = []
for (const [name, measure] of Object.entries(measures)) {
  if (asked.length === 0 || asked.includes(name)) figures.push(...(await measure()))
}
const load = loadavg()[0] ?? 0
const short = figures.filter(figure => !meets(figure))

console.log(`\n${writeTable(figures)}\n`)
console.log(
  short.length === 0
    ? '  every target met'
    : `  short of target: ${short.map(({ name }) => name).join(', ')}`,
)
if (load > 2) console.log(`  the machine is busy (load ${load.toFixed(1)}): build times are inflated`)
mkdirSync(artifacts, { recursive: true })
const report = {
  node: process.version,
  load,
  figures: figures.map(figure => ({ ...figure, met: meets(figure) })),
}
writeFileSync(join(artifacts, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`)
process.exit()
