import { readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'
import type { Survey } from './survey-project.js'

/** What has compiled once, by function: such a file goes with the project and only ever grows. */
export type Ratchet = Readonly<Record<string, 'wasm' | 'lifted'>>

/** How a project stands to its ratchet file. */
export interface Comparison {
  readonly fallen: readonly { readonly key: string; readonly was: 'wasm' | 'lifted'; readonly is: string }[]
  /** In the file, and no longer marked, or gone. */
  readonly gone: readonly string[]
  /** Compiled, and not in the file yet. */
  readonly gained: readonly string[]
}

/** Reads a ratchet file; throws a `UsageError` where there is none, or something else. */
export function readRatchet(file: string): Ratchet {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(
      `hotpath check: there is no ratchet file \`${file}\` yet. Write it: \`hotpath check --ratchet ${file} --update\`.`,
    )
  }
  const functions = functionsIn(text)
  if (functions === null) throw new UsageError(`hotpath check: \`${file}\` is not a ratchet file of hotpath.`)
  return functions
}

function functionsIn(text: string): Ratchet | null {
  try {
    const { functions } = JSON.parse(text) as { readonly functions?: unknown }
    if (typeof functions !== 'object' || functions === null) return null
    const isKnown = Object.values(functions).every(status => status === 'wasm' || status === 'lifted')
    return isKnown ? (functions as Ratchet) : null
  } catch {
    return null
  }
}

/** Writes what compiles today, sorted, so that its diff can be read. */
export function writeRatchet(file: string, { functions }: Survey): void {
  const compiled = functions.flatMap(({ key, status }) => (status === 'js' ? [] : [[key, status] as const]))
  const sorted = compiled.sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ version: 1, functions: Object.fromEntries(sorted) }, null, 2)}\n`)
}

const rank = { js: 0, lifted: 1, wasm: 2 } as const

/** Compares a survey with what has compiled before. */
export function compareRatchet(known: Ratchet, { functions }: Survey): Comparison {
  const now = new Map(functions.map(fn => [fn.key, fn]))
  const fallen = Object.entries(known).flatMap(([key, was]) => {
    const fn = now.get(key)
    return fn && rank[fn.status] < rank[was] ? [{ key, was, is: `${fn.verdict} now: ${fn.cause}` }] : []
  })
  const gone = Object.keys(known).filter(key => !now.has(key))
  const gained = functions.filter(({ key, status }) => rank[status] > rank[known[key] ?? 'js'])
  return { fallen, gone, gained: gained.map(({ key }) => key) }
}
