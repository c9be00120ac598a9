// One process of `timePackage`.
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { compareSpeed } from '../support/compare-speed.js'
import { serveWatched } from '../support/watched-process.js'
import { runMarked } from './build-marked.js'
import { packages } from './packages.js'
import { runModules } from './run-modules.js'
import { withStableRandom } from './stable-random.js'
import type { TimedModules, TimingOrder } from './time-package.js'

const how = { slice: 30, rounds: 15, warmUp: 1500 }

await serveWatched<TimingOrder, number>(async ({ name, file, first }) => {
  const modules = deserialize(readFileSync(file)) as TimedModules
  const { work } = packages.find(about => about.name === name)!
  const load = {
    plain: () => withStableRandom(() => runModules(modules.plain, entryOf(modules), {})),
    marked: () => runMarked(modules.marked, entryOf(modules)).library,
  }
  const second = first === 'plain' ? 'marked' : 'plain'
  const [one, other] = [work(load[first]()), work(load[second]())]
  const { ratio } = compareSpeed(one, other, [], how)
  return first === 'plain' ? ratio : 1 / ratio
})

function entryOf({ plain }: TimedModules): string {
  return plain.keys().next().value!
}
