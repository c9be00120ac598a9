import type { Assembler } from '@hotpath/assembler'
import { createAssembler } from '@hotpath/assembler'
import type { BuildCache } from './build-cache.js'
import { createBuildCache } from './build-cache.js'

/** What the builds of a process share. */
interface Workshop {
  readonly assembler: Assembler
  readonly cache: BuildCache | null
}

const workshops = new Map<string | null, Workshop>()

/** Babel makes a plugin anew for every configuration; they share one workshop per cache folder. */
export function workshopFor(cacheDir: string | null): Workshop {
  const known = workshops.get(cacheDir) ?? {
    assembler: createAssembler({ cacheDir }),
    cache: createBuildCache(cacheDir, false),
  }
  workshops.set(cacheDir, known)
  return known
}
