import { createHash, randomUUID } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export interface DiskCacheOptions {
  readonly folder: string
  /** What its files' names end in: caches that share a folder leave each other alone. */
  readonly extension: `.${string}`
  /** Ignore what earlier processes left; write it anew. */
  readonly force: boolean
  /** Bytes the folder may hold; beyond that the entries used longest ago go. */
  readonly maxBytes: number
}

const digestBytes = 32

/**
 * Bytes by content key, one file each: a digest of the bytes, then the bytes. A file that does not match its digest (cut
 * short, edited, not ours) is treated as absent. No failure of the file system is an error: a cache may always be empty.
 */
export class DiskCache {
  private readonly options: DiskCacheOptions
  private readonly written = new Set<string>()

  constructor(options: DiskCacheOptions) {
    this.options = options
  }

  read(key: string): Uint8Array | null {
    if (this.options.force && !this.written.has(key)) return null
    const file = this.fileOf(key)
    const entry = attempt(() => readFileSync(file))
    if (!entry || entry.length <= digestBytes) return null
    const bytes = entry.subarray(digestBytes)
    if (!digestOf(bytes).equals(entry.subarray(0, digestBytes))) return null
    const now = new Date()
    attempt(() => utimesSync(file, now, now))
    return new Uint8Array(bytes)
  }

  /** Readers in other processes see the whole entry or none: it is renamed into place. */
  write(key: string, bytes: Uint8Array): void {
    const { folder } = this.options
    const temporary = join(folder, `${key}.${randomUUID()}.tmp`)
    const isDone = attempt(() => {
      mkdirSync(folder, { recursive: true })
      if (this.written.size === 0) this.sweep()
      writeFileSync(temporary, Buffer.concat([digestOf(bytes), bytes]))
      renameSync(temporary, this.fileOf(key))
      return true
    })
    if (isDone) this.written.add(key)
    else attempt(() => rmSync(temporary, { force: true }))
  }

  /** Once per process: leftovers of writers that died, and the oldest entries where there are too many. */
  private sweep(): void {
    const { folder, extension, maxBytes } = this.options
    const files = readdirSync(folder).flatMap(name => {
      const path = join(folder, name)
      const stat = attempt(() => statSync(path))
      return stat ? [{ path, bytes: stat.size, usedAt: stat.mtimeMs }] : []
    })
    const entries = files.filter(file => file.path.endsWith(extension)).sort((a, b) => b.usedAt - a.usedAt)
    const isStale = (file: { readonly usedAt: number }) => Date.now() - file.usedAt > 60 * 60 * 1000
    const leftovers = files.filter(file => file.path.endsWith('.tmp') && isStale(file))
    let kept = 0
    const excess = entries.filter(entry => {
      kept += entry.bytes
      return kept > maxBytes
    })
    for (const { path } of [...leftovers, ...excess]) attempt(() => rmSync(path, { force: true }))
  }

  private fileOf(key: string): string {
    return join(this.options.folder, `${key}${this.options.extension}`)
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function attempt<T>(run: () => T): T | null {
  try {
    return run()
  } catch {
    return null
  }
}
