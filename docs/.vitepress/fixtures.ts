import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../test/fixtures')

/** What became of a marked function of a fixture. */
export interface FunctionVerdict {
  readonly name: string
  readonly status: 'wasm' | 'lifted' | 'js'
}

/** One fixture: a source text, and what the tests hold hotpath to for it. */
export interface FixtureCase {
  readonly name: string
  readonly source: string
  readonly functions: readonly FunctionVerdict[]
  /** Codes of what was told, each once. */
  readonly codes: readonly string[]
}

export interface FixtureTopic {
  readonly name: string
  readonly cases: readonly FixtureCase[]
}

/** All fixtures, by topic: each is compiled, run and compared with plain JavaScript in every run of the tests. */
export function fixtureTopics(): readonly FixtureTopic[] {
  return foldersIn(folder).map(name => ({
    name,
    cases: foldersIn(join(folder, name)).map(one => readCase(join(folder, name, one), one)),
  }))
}

/** `left-at-the-end` as words. */
export function inWords(name: string): string {
  return name.replaceAll('-', ' ')
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

function readCase(path: string, name: string): FixtureCase {
  const verdictsFile = join(path, 'expected.diagnostics.txt')
  const text = existsSync(verdictsFile) ? readFileSync(verdictsFile, 'utf8') : ''
  const verdicts = text.matchAll(/^(\S+): (wasm|lifted|js) \(/gm)
  const told = text.matchAll(/^\S+:\d+:\d+: \w+ \(([a-z]+\/[a-z-]+)\)$/gm)
  return {
    name,
    source: readFileSync(join(path, 'input.ts'), 'utf8'),
    functions: [...verdicts].map(([, fn = '', status]) => ({
      name: fn,
      status: status === 'wasm' || status === 'lifted' ? status : 'js',
    })),
    codes: [...new Set([...told].map(([, code = '']) => code))],
  }
}
