import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../support/build-app.js'
import { compareSpeed } from '../support/compare-speed.js'
import type * as app from './app/pipeline-main.js'
import type { Figure } from './figure.js'
import { handWrittenPipeline } from './hand-written-pipeline.js'

const WIDTH = 512
const HEIGHT = 512

/** Ten kernels chained over arrays of `alloc`, against one hand-written module with the picture in its memory. */
export async function measurePipeline(): Promise<readonly Figure[]> {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'app', name), 'utf8')
  const { exports } = await buildApp<typeof app>({
    'main.ts': read('pipeline-main.ts'),
    'pipeline.ts': read('pipeline.ts'),
  })
  const plain = exports.pipelineOf('plain', WIDTH, HEIGHT)
  const ours = exports.pipelineOf('compiled', WIDTH, HEIGHT)
  const theirs = await handWrittenPipeline(WIDTH, HEIGHT)
  for (const { source } of [plain, ours, theirs]) {
    for (let i = 0; i < source.length; i++) source[i] = 128 + 90 * Math.sin(i * 0.01) + (i % 37)
  }
  const runs = [plain, ours, theirs].map(({ calls }) => callerOf(Object.values(calls)))
  const [runPlain, runOurs, runTheirs] = runs as [() => void, () => void, () => void]
  for (const run of runs) run()
  const [expected, ...others] = [plain, ours, theirs].map(({ result }) => Buffer.from(result))
  if (others.some(one => !expected?.equals(one))) throw new Error('the pipelines give different pictures')
  const speed = compareSpeed(runTheirs, runOurs, [], { slice: 30 })
  const againstV8 = compareSpeed(runPlain, runOurs, [], { slice: 30, rounds: 9 })
  const names = Object.keys(ours.calls) as (keyof typeof ours.calls)[]
  const ratios = names.map(name => {
    const { ratio } = compareSpeed(theirs.calls[name], ours.calls[name], [], { rounds: 9 })
    return `${name} ${ratio.toFixed(2)}`
  })
  const inJs = exports.stepsInJs()
  const write = (ns: number): string => `${(ns / 1e6).toFixed(2)} ms`
  const times = `AssemblyScript ${write(speed.plain)}, hotpath ${write(speed.jitted)}, V8 ${write(againstV8.plain)}`
  const details = [times, ratios.join(', '), ...inJs.map(step => `in JavaScript: ${step}`)].join('; ')
  return [
    {
      name: '10 steps over a picture of `alloc`, against hand-written AssemblyScript',
      details,
      value: speed.ratio,
      unit: '×',
      target: { atLeast: 0.95 },
    },
  ]
}

function callerOf(calls: readonly (() => void)[]): () => void {
  return () => {
    for (const call of calls) call()
  }
}
