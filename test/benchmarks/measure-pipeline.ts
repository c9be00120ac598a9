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
  const [expected, ...others] = [plain, ours, theirs].map(({ run }) => Buffer.from(run()))
  if (others.some(one => !expected?.equals(one))) throw new Error('the pipelines give different pictures')
  const speed = compareSpeed(theirs.run, ours.run, [], { slice: 30 })
  const againstV8 = compareSpeed(plain.run, ours.run, [], { slice: 30, rounds: 9 })
  const inJs = exports.stepsInJs()
  const write = (ns: number): string => `${(ns / 1e6).toFixed(2)} ms`
  const times = `AssemblyScript ${write(speed.plain)}, hotpath ${write(speed.jitted)}, V8 ${write(againstV8.plain)}`
  return [
    {
      name: '10 steps over a picture of `alloc`, against hand-written AssemblyScript',
      details: inJs.length === 0 ? times : `${times}; in JavaScript: ${inJs.join(', ')}`,
      value: speed.ratio,
      unit: '×',
      target: { atLeast: 0.95 },
    },
  ]
}
