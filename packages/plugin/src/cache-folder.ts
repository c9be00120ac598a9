import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** hotpath's cache in the nearest `node_modules` from a folder upwards; `null` where there is none. */
export function cacheFolderAbove(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules/.cache/hotpath')
    if (folder === dirname(folder)) return null
  }
}
