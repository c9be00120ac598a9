// pnpm endure [--calls 1000000] [--seed 1]: a long program, and more arrays than the memory holds; exits with 1 where memory
// grows or a result differs.
import { parseArgs } from 'node:util'
import type { LittleRoom } from './app/little-room.js'
import type { ManyCalls } from './app/many-calls.js'
import { buildEndurance, runScenario } from './run-scenario.js'
import { summarize, whatGrew } from './what-grew.js'

const GB = 2 ** 30
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const [calls, seed] = [Number(values.calls), Number(values.seed)]
const entry = await buildEndurance()
console.log(`seed ${seed}`)
let problems: readonly string[] = []
for (const kind of ['copied', 'allocated']) {
  const found = await runScenario<ManyCalls>(entry, kind, calls, seed)
  console.log(summarize(kind, found))
  problems = [...problems, ...whatGrew(found), ...found.unused, ...found.warnings]
  if (found.differing > 0) problems = [...problems, `${found.differing} ${kind} calls differ`]
}
// 1.5 GiB in arrays of 128 MiB; then one of 1.5 GiB beside one of half of that.
for (const [name, size, count] of [
  ['room', GB / 8, 12],
  ['copies', 1.5 * GB, 2],
] as const) {
  const { warnings, ...found } = await runScenario<LittleRoom>(entry, name, GB, size, count)
  console.log(`${name}: ${JSON.stringify(found)}`)
  for (const warning of warnings) console.log(`  ${warning}`)
  if (found.differing > 0) problems = [...problems, `${found.differing} calls of ${name} differ`]
}
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
