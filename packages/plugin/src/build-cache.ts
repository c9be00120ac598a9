import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { DiskCache } from '@hotpath/assembler'
import type { Question } from './build-host.js'
import { ask } from './build-host.js'
import type { BuildInput, BuiltModule, FreshBuild, ModuleSource } from './built-module.js'
import { toolchain } from './toolchain.js'

export interface BuildCacheOptions {
  /** The folder it may share with the assembler's cache. */
  readonly folder: string
  /** Ignore what earlier processes left; write it anew. */
  readonly force: boolean
  /** What the modules were built with: other tools, other entries. */
  readonly toolchain: string
}

/** One entry: the module, and what its imports were when it was built. */
interface Entry {
  readonly built: Omit<BuiltModule, 'sources'>
  readonly imports: readonly RecordedImport[]
}

interface RecordedImport {
  readonly specifier: string
  readonly importer: string
  /** File and digest of its text; `null`: the host did not find it. */
  readonly found: { readonly file: string; readonly digest: string } | null
}

/**
 * Whole built modules on disk. What they import is looked up again on every recall, so that a changed file, or another
 * file in its place, is noticed.
 */
export class BuildCache {
  private readonly disk: DiskCache
  private readonly toolchain: string

  constructor({ folder, force, toolchain }: BuildCacheOptions) {
    this.disk = new DiskCache({ folder, force, extension: '.module-entry', maxBytes: 64 * 1024 * 1024 })
    this.toolchain = toolchain
  }

  /** The module as it was built before, `null` where anything that went into it is different now. */
  *recall(input: BuildInput): Generator<Question, BuiltModule | null, unknown> {
    const entry = this.read(this.keyOf(input))
    if (!entry) return null
    const sources = new Map([[input.file, input.source]])
    for (const { specifier, importer, found } of entry.imports) {
      const module = yield* ask(host => host.resolve(specifier, importer))
      if (!isSame(module, found)) return null
      if (module) sources.set(module.file, module.source)
    }
    return { ...entry.built, sources, cached: entry.built.cached === null ? null : true }
  }

  keep(input: BuildInput, { built, imports }: FreshBuild): void {
    const { sources: _, ...rest } = built
    const recorded = imports.map(({ specifier, importer, module }) => {
      const found = module && { file: module.file, digest: digestOf(module.source) }
      return { specifier, importer, found }
    })
    const entry: Entry = { built: rest, imports: recorded }
    this.disk.write(this.keyOf(input), serialize(entry))
  }

  private read(key: string): Entry | null {
    const bytes = this.disk.read(key)
    if (!bytes) return null
    try {
      // Written by `keep`: the digest of the bytes and the toolchain in the key vouch for the shape.
      return deserialize(bytes) as Entry
    } catch {
      // Another version of V8 may have written it.
      return null
    }
  }

  private keyOf({ file, source, options, runtime, imports }: BuildInput): string {
    return digestOf(JSON.stringify([this.toolchain, file, source, options, runtime, imports]))
  }
}

/** The cache in a folder; none where hotpath runs in pieces, unbundled, and cannot tell when it has changed. */
export function createBuildCache(folder: string | null, force: boolean): BuildCache | null {
  const tools = folder === null ? null : toolchain()
  return folder === null || tools === null ? null : new BuildCache({ folder, force, toolchain: tools })
}

function isSame(module: ModuleSource | null, found: RecordedImport['found']): boolean {
  if (module === null || found === null) return module === found
  return module.file === found.file && digestOf(module.source) === found.digest
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
