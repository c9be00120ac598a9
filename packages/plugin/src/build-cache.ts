import type { Question } from './build-host.js'
import type { BuildInput, BuiltModule, FreshBuild } from './built-module.js'
import type { ModuleCacheOptions } from './module-cache.js'
import { ModuleCache } from './module-cache.js'
import { toolchain } from './toolchain.js'

/** Whole built modules on disk. */
export class BuildCache {
  private readonly modules: ModuleCache<Omit<BuiltModule, 'sources'>>

  constructor(options: Omit<ModuleCacheOptions, 'extension'>) {
    this.modules = new ModuleCache({ ...options, extension: '.module-entry' })
  }

  /** The module as it was built before, `null` where anything that went into it is different now. */
  *recall(input: BuildInput): Generator<Question, BuiltModule | null, unknown> {
    const found = yield* this.modules.recall(input, settingsOf(input))
    if (!found) return null
    const { value, sources } = found
    return { ...value, sources, cached: value.cached === null ? null : true }
  }

  keep(input: BuildInput, { built, imports }: FreshBuild): void {
    const { sources: _, ...rest } = built
    this.modules.keep(input, settingsOf(input), rest, imports)
  }
}

/** The cache in a folder; none where hotpath runs in pieces, unbundled, and cannot tell when it has changed. */
export function createBuildCache(folder: string | null, force: boolean): BuildCache | null {
  const tools = folder === null ? null : toolchain()
  return folder === null || tools === null ? null : new BuildCache({ folder, force, toolchain: tools })
}

function settingsOf({ options, runtime, imports, debug = false, hot = false }: BuildInput): unknown {
  return [options, runtime, imports, debug, hot]
}
