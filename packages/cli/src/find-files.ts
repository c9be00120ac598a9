import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { nearestName } from '@hotpath/compiler'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { UsageError } from './usage-error.js'

const scripts = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'
const left = ['**/node_modules/**', '**/dist/**', '**/.*/**', '**/*.d.{ts,mts,cts}']

/**
 * The files that arguments name, each once, as absolute paths: files as they are, patterns by what they match, and, where
 * `folders` may be named, all scripts in a folder. Throws a `UsageError` for what names nothing.
 */
export function findFiles(
  words: readonly string[],
  cwd: string,
  folders: 'folders' | 'no folders',
): string[] {
  return [...new Set(words.flatMap(word => filesOf(word, cwd, folders)))]
}

function filesOf(word: string, cwd: string, folders: 'folders' | 'no folders'): string[] {
  const path = resolve(cwd, word)
  const kind = kindOf(path)
  if (kind === 'file') return [path]
  if (kind === 'folder') {
    if (folders === 'folders') return scriptsIn(path)
    throw new UsageError(
      `hotpath: \`${word}\` is a folder. Name its files: \`${word.replace(/\/$/, '')}/*.ts\`.`,
    )
  }
  if (!isDynamicPattern(word)) throw missing(word, path)
  const found = globSync(word, { cwd, absolute: true, ignore: left, expandDirectories: false })
  if (found.length === 0) throw new UsageError(`hotpath: no file matches \`${word}\`.`)
  return found.sort()
}

/** Every script in a folder and below, but for what is built or installed. */
export function scriptsIn(folder: string): string[] {
  return globSync(scripts, { cwd: folder, absolute: true, ignore: left }).sort()
}

function kindOf(path: string): 'file' | 'folder' | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return 'folder'
  return stat?.isFile() ? 'file' : null
}

function missing(word: string, path: string): UsageError {
  let beside: readonly string[] = []
  try {
    beside = readdirSync(dirname(path))
  } catch {
    return new UsageError(`hotpath: there is no folder for \`${word}\`.`)
  }
  const nearest = nearestName(basename(path), beside)
  const folder = word.slice(0, word.length - basename(word).length)
  const hint = nearest === undefined ? '' : ` Did you mean \`${folder}${nearest}\`?`
  return new UsageError(`hotpath: there is no file \`${word}\`.${hint}`)
}
