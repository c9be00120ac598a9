import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { HotpathOptions } from 'hotpath/vite'
import hotpath from 'hotpath/vite'
import type { InlineConfig, Logger } from 'vite'
import { build, createLogger } from 'vite'

/** The files of an app, path → text. */
export type AppFiles = Readonly<Record<string, string>>

export interface BuildAppOptions {
  /** The module whose exports the test wants. @default 'main.ts' */
  readonly entry?: string
  /** Options of the plugin; `false` builds without it. */
  readonly hotpath?: HotpathOptions | false
  /** An app folder to build in, so that its caches are kept. By default a new one. */
  readonly folder?: string
  readonly minify?: boolean
  /** Whether the result is imported. @default true */
  readonly load?: boolean
  readonly config?: InlineConfig
}

/** A built app, loaded in this process. */
export interface BuiltApp<Exports> {
  readonly folder: string
  readonly exports: Exports
  /** Text of the entry chunk and everything else that was written. */
  readonly code: string
  /** What the build said: warnings and the summary. */
  readonly log: readonly string[]
}

const modules = join(import.meta.dirname, '../node_modules')

/** Writes an app into a new folder that can import what the tests can. */
export function writeApp(files: AppFiles): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotpath-app-'))
  symlinkSync(modules, join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Builds an app for Node with Vite and imports the result. */
export async function buildApp<Exports = Record<string, unknown>>(
  files: AppFiles,
  options: BuildAppOptions = {},
): Promise<BuiltApp<Exports>> {
  const folder = options.folder ?? writeApp(files)
  const entry = options.entry ?? 'main.ts'
  const log: string[] = []
  const outDir = join(folder, 'dist')
  await build({
    root: folder,
    configFile: false,
    // `warn` silences Vite's progress, which would not go through the logger.
    logLevel: 'warn',
    customLogger: recordingLogger(log),
    cacheDir: join(folder, '.cache'),
    plugins: options.hotpath === false ? [] : [hotpath(options.hotpath)],
    ssr: { noExternal: true },
    ...options.config,
    build: {
      ssr: join(folder, entry),
      outDir,
      emptyOutDir: true,
      minify: options.minify ?? false,
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
      ...options.config?.build,
    },
  })
  const code = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('js'))
    .sort()
    .map(path => readFileSync(join(outDir, path), 'utf8'))
    .join('\n')
  // Without `load` nobody reads the exports.
  const exports =
    options.load === false ? ({} as Exports) : await importFresh<Exports>(join(outDir, 'entry.mjs'))
  return { folder, exports, code, log }
}

let loads = 0

/** Imports a built file anew, by Node itself and not by the test runner. */
export async function importFresh<Exports>(path: string): Promise<Exports> {
  const url = `${pathToFileURL(path).href}?load=${loads++}`
  return (await import(/* @vite-ignore */ url)) as Exports
}

function recordingLogger(log: string[]): Logger {
  const logger = createLogger('info')
  const record = (message: string): void => {
    log.push(message)
  }
  return { ...logger, info: record, warn: record, warnOnce: record, error: record }
}
