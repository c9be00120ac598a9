import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type ModuleFormat = 'module' | 'commonjs'

/** How Node runs a file: as its extension says, as the nearest package.json says, or as what it looks like. */
export function formatOf(file: string, source: string): ModuleFormat {
  if (/\.m[jt]s$/.test(file)) return 'module'
  if (/\.c[jt]s$/.test(file)) return 'commonjs'
  const type = packageTypeOf(dirname(file))
  if (type === 'module' || type === 'commonjs') return type
  return hasModuleSyntax(source) ? 'module' : 'commonjs'
}

/** Whether a text imports or exports: cheap, by lines that begin so. */
export function hasModuleSyntax(source: string): boolean {
  return /^[ \t]*(?:import\s*(?:['"{*]|[\w$]+\s*,|type\b|[\w$]+\s+from\b)|export\b)|\bimport\.meta\b/m.test(
    source,
  )
}

const types = new Map<string, unknown>()

function packageTypeOf(folder: string): unknown {
  if (types.has(folder)) return types.get(folder)
  const parent = dirname(folder)
  const own = readType(join(folder, 'package.json'))
  const type = own !== undefined || parent === folder ? own : packageTypeOf(parent)
  types.set(folder, type)
  return type
}

/** `undefined`: there is no package.json; `null`: there is one that does not say. */
function readType(file: string): unknown {
  try {
    const { type = null } = JSON.parse(readFileSync(file, 'utf8')) as { readonly type?: unknown }
    return type
  } catch {
    return undefined
  }
}
