import { transformSync } from 'esbuild'
import type { ModuleMap } from './built-module.js'
import { joinMaps } from './join-maps.js'
import type { ModuleFormat } from './module-format.js'

/** A text without the user's types, and how it relates to the one on disk. */
export interface TextToStrip {
  readonly file: string
  readonly code: string
  /** From `code` to the text on disk; `null` where they are the same. */
  readonly map: ModuleMap | null
  readonly format: ModuleFormat
}

/** Whether Node has to be given this file as plain JavaScript. */
export function needsStripping(file: string): boolean {
  return /\.(?:[cm]?ts|[jt]sx)$/.test(file)
}

/** The JavaScript that this Node runs: types gone, enums and the like spelt out, with its source map inside. */
export function stripTypes({ file, code, map, format }: TextToStrip): string {
  const stripped = transformSync(code, {
    loader: /\.[jt]sx$/.test(file) ? 'tsx' : 'ts',
    // What Node runs as CommonJS must not import; the other way there is nothing to do.
    ...(format === 'commonjs' ? { format: 'cjs' } : {}),
    target: `node${process.versions.node}`,
    platform: 'node',
    sourcefile: file,
    sourcemap: 'external',
  })
  return withMap(stripped.code, joinMaps(JSON.parse(stripped.map), map ?? undefined))
}

/** A text that carries its map, for `--enable-source-maps`. */
export function withMap(code: string, map: object | null): string {
  if (map === null) return code
  const data = Buffer.from(JSON.stringify(map)).toString('base64')
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${data}\n`
}
