import { existsSync, readdirSync, statSync } from 'node:fs'
import { freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { ascVersion } from '@hotpath/assembler'
import { passNames } from '@hotpath/compiler'
import { cacheFolderAbove } from '@hotpath/plugin'
import { countOf } from '@hotpath/report'
import pc from 'picocolors'
import type { EngineFeature } from './engine-features.js'
import { engineFeatures } from './engine-features.js'
import { ownVersion, versionOf } from './versions.js'

/** What matters when something does not work: versions, and what this machine can run. */
export interface Info {
  readonly hotpath: string
  readonly assemblyscript: string
  readonly vite: string | null
  readonly babel: string | null
  readonly node: string
  readonly platform: string
  readonly simd: boolean
  readonly features: Readonly<Record<EngineFeature, boolean>>
  /** What earlier builds without a bundler left; `null`: there is no `node_modules` to keep it in. */
  readonly cache: { readonly folder: string; readonly entries: number; readonly bytes: number } | null
  /** Of this machine, in bytes. */
  readonly memory: { readonly free: number; readonly total: number }
  readonly disabled: boolean
  readonly passes: readonly string[]
}

/** Gathers `Info`; `folder` is the project's. */
export function gatherInfo(folder: string): Info {
  const features = engineFeatures()
  return {
    hotpath: ownVersion(),
    assemblyscript: ascVersion(),
    vite: versionOf('vite', folder),
    babel: versionOf('@babel/core', folder),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    simd: features.simd,
    features,
    cache: measureCache(cacheFolderAbove(folder)),
    memory: { free: freemem(), total: totalmem() },
    disabled: !['', '0', 'false'].includes(process.env.HOTPATH_DISABLE ?? ''),
    passes: passNames,
  }
}

function measureCache(folder: string | null): Info['cache'] {
  if (folder === null) return null
  const names = existsSync(folder) ? readdirSync(folder) : []
  const sizes = names.map(name => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
  return { folder, entries: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** `Info` as aligned lines. */
export function formatInfo(info: Info): string {
  const rows: readonly (readonly [string, string])[] = [
    ['hotpath', info.hotpath],
    ['assemblyscript', info.assemblyscript],
    ['vite', info.vite ?? 'not installed here'],
    ['@babel/core', info.babel ?? 'not installed here'],
    ['node', info.node],
    ['platform', info.platform],
    ['WebAssembly SIMD', yesOrNo(info.features.simd)],
    ['bulk memory', yesOrNo(info.features.bulkMemory)],
    ['threads', `${yesOrNo(info.features.threads)}, and not needed`],
    ['relaxed SIMD', `${yesOrNo(info.features.relaxedSimd)}, and not needed`],
    ['cache', writeCache(info.cache)],
    ['memory', `${megabytes(info.memory.free)} free of ${megabytes(info.memory.total)}`],
    ['switched off', info.disabled ? 'yes, by HOTPATH_DISABLE' : 'no'],
    ['optional passes', info.passes.join(', ') || 'none'],
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, value]) => `${pc.dim(label.padEnd(width))}  ${value}`).join('\n')
}

function yesOrNo(has: boolean): string {
  return has ? 'yes' : 'no'
}

function writeCache(cache: Info['cache']): string {
  if (cache === null) return 'none: there is no node_modules to keep it in'
  return `${cache.folder}: ${countOf(cache.entries, 'file')}, ${megabytes(cache.bytes)}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}
