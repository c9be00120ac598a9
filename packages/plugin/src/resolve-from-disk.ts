import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ModuleSource } from './built-module.js'

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']

/**
 * Finds a relatively imported module the way TypeScript and bundlers do: as written, with `.js` standing for `.ts`, with
 * the extension left out, or as a folder's index. Packages are not looked into.
 */
export function resolveFromDisk(specifier: string, importer: string): ModuleSource | null {
  if (!/^\.{0,2}\//.test(specifier)) return null
  const path = resolve(dirname(importer), specifier)
  for (const file of candidates(path)) {
    const source = readIfFile(file)
    if (source !== null) return { file, source }
  }
  return null
}

function candidates(path: string): readonly string[] {
  const asTypeScript = /\.[cm]?jsx?$/.test(path)
    ? [path.replace(/js(x?)$/, 'ts$1'), path.replace(/jsx?$/, 'tsx')]
    : []
  const isScript = extensions.some(extension => path.endsWith(extension))
  return [
    ...(isScript ? [path] : []),
    ...asTypeScript,
    ...extensions.map(extension => path + extension),
    ...extensions.map(extension => `${path}/index${extension}`),
  ]
}

function readIfFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
