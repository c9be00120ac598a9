// pnpm bench: every figure from one run, as a table and as artifacts/bench.json. Ratios, because seconds are the machine's.
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { meets, writeTable } from './figure.js'
import { measureBuild } from './measure-build.js'
import { measureSize } from './measure-size.js'
import { measureSpeed } from './measure-speed.js'

const artifacts = join(import.meta.dirname, '../../artifacts')

const figures = [...(await measureSpeed()), ...(await measureSize()), ...measureBuild()]
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
