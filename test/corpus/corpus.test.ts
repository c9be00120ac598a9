// Real packages with every function marked: the same results by bits, and never fewer functions compiled than before.
// `floor.json` only goes up: `HOTPATH_RATCHET=1 pnpm exec vitest run --project corpus` raises it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { packages } from './packages.js'
import { comparePackage, loadPackage } from './run-package.js'
import { shareOf } from './write-table.js'

const floorFile = join(import.meta.dirname, 'floor.json')
const floor = JSON.parse(readFileSync(floorFile, 'utf8')) as Readonly<Record<string, number>>
const reached: Record<string, number> = { ...floor }

for (const about of packages) {
  it(`${about.name} gives its own bits`, async () => {
    const result = comparePackage(await loadPackage(about), 1)
    const share = shareOf(result)
    console.log(
      `${about.name}: ${share} % of ${result.functions} functions compiled, ${result.compared} calls compared`,
    )
    expect(result.differences).toEqual([])
    expect(result.causes).not.toHaveProperty('internal/compiler-fault')
    expect(share).toBeGreaterThanOrEqual(floor[about.name] ?? 0)
    reached[about.name] = Math.max(share, floor[about.name] ?? 0)
  })
}

afterAll(() => {
  if (process.env.HOTPATH_RATCHET) writeFileSync(floorFile, `${JSON.stringify(reached, null, 2)}\n`)
})
