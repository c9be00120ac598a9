import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { median } from '../support/compare-speed.js'
import { runWatched } from '../support/watched-process.js'
import { buildMarked } from './build-marked.js'
import type { CorpusPackage } from './corpus-package.js'
import type { ModuleGraph } from './module-graph.js'
import { readPackage } from './run-package.js'

/** How many times as fast as plain JavaScript a package's typical use is; below 1 it is slower. */
export interface PackageSpeed {
  /** The median over processes. */
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/** What a process times, from a file. */
export interface TimedModules {
  readonly plain: ModuleGraph
  readonly marked: ModuleGraph
}

export interface TimingOrder {
  readonly name: string
  readonly file: string
  /** Which of the two is loaded, warmed up and timed first. */
  readonly first: keyof TimedModules
}

/**
 * Times a package in processes of their own. What an engine compiles when, and where its heap lies, differs between
 * processes by more than what is to be told apart, and whoever comes first in one is at an advantage or not: so there are
 * several, and they take turns at it. Null where there are none.
 */
export async function timePackage(about: CorpusPackage, processes: number): Promise<PackageSpeed | null> {
  if (processes === 0) return null
  const plain = readPackage(about)
  const modules: TimedModules = { plain, marked: (await buildMarked(plain, true)).graph }
  const folder = mkdtempSync(join(tmpdir(), 'hotpath-corpus-'))
  try {
    const file = join(folder, 'modules')
    writeFileSync(file, serialize(modules))
    const ratios: number[] = []
    for (let i = 0; i < processes; i++) {
      const order: TimingOrder = { name: about.name, file, first: i % 2 === 0 ? 'plain' : 'marked' }
      ratios.push(await runWatched<TimingOrder, number>(new URL('time-process.ts', import.meta.url), order))
    }
    return { ratio: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
