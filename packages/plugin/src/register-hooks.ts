import { readFile } from 'node:fs/promises'
import type { LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileFile, needsCompiling } from './compile-file.js'
import { formatOf } from './module-format.js'
import { scriptFileOf } from './module-ids.js'
import { resolveFromDisk } from './resolve-from-disk.js'

// Node loads this into a thread of its own and asks it about every `import`.

/** Finds what Node finds; then, as TypeScript and bundlers do, what `.js` or no extension may stand for. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  try {
    return await nextResolve(specifier, context)
  } catch (error) {
    const importer = fileOf(context.parentURL ?? '')
    const found = importer === null ? null : resolveFromDisk(specifier, importer)
    if (found === null) throw error
    return nextResolve(pathToFileURL(found.file).href, context)
  }
}

/** Compiles what is marked or typed. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const file = fileOf(url)
  if (file === null || file.includes('/node_modules/')) return nextLoad(url, context)
  const source = await readFile(file, 'utf8')
  if (!needsCompiling(file, source)) return nextLoad(url, context)
  const format = formatOf(file, source)
  // Without a source, Node goes through `require`, which is taught as well.
  if (format === 'commonjs') return { format, shortCircuit: true }
  return { format, source: compileFile({ file, source, format }), shortCircuit: true }
}

/** The script behind a file URL, `null` for everything else. */
function fileOf(url: string): string | null {
  return url.startsWith('file:') ? scriptFileOf(fileURLToPath(url)) : null
}
