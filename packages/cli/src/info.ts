import { ascVersion } from '@hotpath/assembler'
import { passNames } from '@hotpath/compiler'
import pc from 'picocolors'
import { ownVersion, versionOf } from './versions.js'

/** A Wasm module that holds one `i32x4.splat`: valid exactly where the engine has SIMD. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3],
  ...[2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
)

/** What matters when something does not work: versions, and what this machine can run. */
export interface Info {
  readonly hotpath: string
  readonly assemblyscript: string
  readonly vite: string | null
  readonly babel: string | null
  readonly node: string
  readonly platform: string
  readonly simd: boolean
  readonly disabled: boolean
  readonly passes: readonly string[]
}

/** Gathers `Info`; `folder` is the project's. */
export function gatherInfo(folder: string): Info {
  return {
    hotpath: ownVersion(),
    assemblyscript: ascVersion(),
    vite: versionOf('vite', folder),
    babel: versionOf('@babel/core', folder),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    simd: WebAssembly.validate(simdModule),
    disabled: !['', '0', 'false'].includes(process.env.HOTPATH_DISABLE ?? ''),
    passes: passNames,
  }
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
    ['WebAssembly SIMD', info.simd ? 'yes' : 'no'],
    ['switched off', info.disabled ? 'yes, by HOTPATH_DISABLE' : 'no'],
    ['optional passes', info.passes.join(', ') || 'none'],
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, value]) => `${pc.dim(label.padEnd(width))}  ${value}`).join('\n')
}
