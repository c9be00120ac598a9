import { join, resolve } from 'node:path'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import { readOptions } from '@hotpath/compiler/options'
import { buildFresh } from './build-fresh.js'
import { buildModuleSync } from './build-module.js'
import type { BuiltModule } from './built-module.js'
import type { SharedOptions } from './options.js'
import { compilerOptionsOf, isDebugged, isDisabled, sharedOptionSpecs } from './options.js'
import type { BabelApi, BabelFile } from './replace-program.js'
import { replaceProgram } from './replace-program.js'
import { resolveFromDisk } from './resolve-from-disk.js'
import { packagedRuntime } from './runtime-module.js'
import { tell } from './tell.js'
import { workshopFor } from './workshop.js'

/** Options of the Babel door. Which files it sees is for Babel's own `only`, `ignore`, `test`, `include` and `exclude`. */
export type HotpathBabelOptions = SharedOptions

interface BabelPlugin {
  readonly name: string
  readonly pre: (file: BabelFile) => void
  readonly visitor: object
}

/**
 * The Babel door, for `transformSync` and `transformAsync` alike. It works before every other plugin, on the text that
 * Babel was given: TypeScript annotations and comments are still there.
 */
export default function hotpath(api: BabelApi, options?: HotpathBabelOptions): BabelPlugin {
  const resolved = readOptions(options, sharedOptionSpecs)
  return {
    name: 'hotpath',
    pre(file) {
      if (isDisabled(resolved) || !mayHoldMarker(file.code)) return
      const built = build(file, resolved)
      // For tools that drive Babel: `result.metadata.hotpath`.
      Object.assign(file.metadata, { hotpath: { verdicts: built.verdicts } })
      tell(built, rootOf(file), console.warn)
      if (built.code !== null && built.map !== null) replaceProgram(api, file, built.code, built.map)
    },
    visitor: {},
  }
}

function build(file: BabelFile, options: Required<SharedOptions>): BuiltModule {
  const input = {
    file: file.opts.filename ?? join(rootOf(file), 'unknown.tsx'),
    source: file.code,
    options: compilerOptionsOf(options),
    runtime: packagedRuntime,
    debug: isDebugged(options),
  }
  const { assembler, cache } = workshopFor(cacheDirOf(file, options))
  const loadBuilder = () => {
    assembler.warmUp()
    return buildFresh
  }
  return buildModuleSync(
    input,
    { resolve: resolveFromDisk, assemble: assembler.assembleSync, loadBuilder },
    cache,
  )
}

function rootOf(file: BabelFile): string {
  return file.opts.root ?? file.opts.cwd ?? process.cwd()
}

function cacheDirOf(file: BabelFile, { cache }: Required<SharedOptions>): string | null {
  if (cache === false) return null
  return resolve(rootOf(file), cache === true ? 'node_modules/.cache/hotpath' : cache)
}
