import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { DiskCache } from '@hotpath/assembler'
import type { Question } from './build-host.js'
import { ask } from './build-host.js'
import type { ImportAnswer, ModuleSource } from './built-module.js'

export interface ModuleCacheOptions {
  /** The folder it may share with other caches. */
  readonly folder: string
  /** What its files' names end in. */
  readonly extension: `.${string}`
  /** Ignore what earlier processes left; write it anew. */
  readonly force: boolean
  /** What the values were made with: other tools, other entries. */
  readonly toolchain: string
}

/** What was kept, and the texts of the modules it was made from, by file. */
export interface Recalled<Value> {
  readonly value: Value
  readonly sources: ReadonlyMap<string, string>
}

/** One entry: the value, and what the module's imports were when it was made. */
interface Entry<Value> {
  readonly value: Value
  readonly imports: readonly RecordedImport[]
}

interface RecordedImport {
  readonly specifier: string
  readonly importer: string
  /** File and digest of its text; `null`: the host did not find it. */
  readonly found: { readonly file: string; readonly digest: string } | null
}

/**
 * What was made of whole modules, on disk. What they import is looked up again on every recall, so that a changed file, or
 * another file in its place, is noticed.
 */
export class ModuleCache<Value> {
  private readonly disk: DiskCache
  private readonly toolchain: string

  constructor({ toolchain, ...folder }: ModuleCacheOptions) {
    this.disk = new DiskCache({ ...folder, maxBytes: 64 * 1024 * 1024 })
    this.toolchain = toolchain
  }

  /**
   * What was kept for this module; `null` where anything that went into it is different now. `settings` is everything
   * besides, as data.
   */
  *recall(module: ModuleSource, settings: unknown): Generator<Question, Recalled<Value> | null, unknown> {
    const entry = this.read(this.keyOf(module, settings))
    if (!entry) return null
    const sources = new Map([[module.file, module.source]])
    for (const { specifier, importer, found } of entry.imports) {
      const imported = yield* ask(host => host.resolve(specifier, importer))
      if (!isSame(imported, found)) return null
      if (imported) sources.set(imported.file, imported.source)
    }
    return { value: entry.value, sources }
  }

  keep(module: ModuleSource, settings: unknown, value: Value, imports: readonly ImportAnswer[]): void {
    const recorded = imports.map(({ specifier, importer, module }) => {
      const found = module && { file: module.file, digest: digestOf(module.source) }
      return { specifier, importer, found }
    })
    const entry: Entry<Value> = { value, imports: recorded }
    this.disk.write(this.keyOf(module, settings), serialize(entry))
  }

  private read(key: string): Entry<Value> | null {
    const bytes = this.disk.read(key)
    if (!bytes) return null
    try {
      // Written by `keep`: the digest of the bytes and the toolchain in the key vouch for the shape.
      return deserialize(bytes) as Entry<Value>
    } catch {
      // Another version of V8 may have written it.
      return null
    }
  }

  private keyOf({ file, source }: ModuleSource, settings: unknown): string {
    return digestOf(JSON.stringify([this.toolchain, file, source, settings]))
  }
}

function isSame(module: ModuleSource | null, found: RecordedImport['found']): boolean {
  if (module === null || found === null) return module === found
  return module.file === found.file && digestOf(module.source) === found.digest
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
