import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CompilerOptions } from '@hotpath/compiler'
import type { ModuleSource } from '@hotpath/plugin'
import { cacheFolderAbove, compilerOptionsOf, resolveFromDisk } from '@hotpath/plugin'
import type { HotpathApi } from '@hotpath/plugin/vite'
import type { Command } from 'cac'
import type * as vite from 'vite'
import { UsageError } from './usage-error.js'

/** What decides how a project's files compile, besides the files. */
export interface Project {
  readonly options: CompilerOptions
  /** `null`: nothing is kept. */
  readonly cacheFolder: string | null
  readonly resolve: (
    specifier: string,
    importer: string,
  ) => ModuleSource | null | Promise<ModuleSource | null>
  /** Whether a build looks for markers in this file. */
  readonly isOurs: (file: string) => boolean
}

/** What `--config FILE` and `--no-config` come to; `true`: whatever Vite would find. */
export type ConfigOption = string | boolean | undefined

/** The options by which a command says which configuration it goes by. */
export function addConfigOptions(command: Command): Command {
  return command
    .option('--config [file]', 'The configuration of Vite to take options and aliases from')
    .option('--no-config', 'Compile with the default options, whatever vite.config says')
}

/**
 * The project in a folder, as its Vite configuration sets it up. Vite is loaded only for what the configuration's text does
 * not tell: options of `hotpath(…)`, and imports that are no paths.
 */
export async function openProject(cwd: string, config: ConfigOption): Promise<Project> {
  const file = configFile(cwd, config)
  const cacheFolder = cacheFolderAbove(cwd)
  const plain = { options: {}, cacheFolder, resolve: resolveFromDisk, isOurs: () => true }
  if (file === null) return plain
  let loading: Promise<Loaded> | null = null
  const load = () => {
    loading ??= loadConfig(cwd, file)
    return loading
  }
  const resolveAny: Project['resolve'] = (specifier, importer) =>
    resolveFromDisk(specifier, importer) ??
    (isBare(specifier) ? load().then(loaded => loaded.resolve(specifier, importer)) : null)
  if (tellsOptions(readFileSync(file, 'utf8'))) return { ...plain, resolve: resolveAny }
  const { api, createFilter } = await load()
  if (api === null) return { ...plain, resolve: resolveAny }
  const { cache, include, exclude } = api.options
  return {
    options: compilerOptionsOf(api.options),
    cacheFolder: cache === false ? null : cache === true ? cacheFolder : resolve(cwd, cache),
    resolve: resolveAny,
    isOurs: createFilter(include, exclude),
  }
}

const names = ['js', 'mjs', 'ts', 'cjs', 'mts', 'cts'].map(extension => `vite.config.${extension}`)

function configFile(cwd: string, config: ConfigOption): string | null {
  if (config === false) return null
  if (typeof config !== 'string') return names.map(name => join(cwd, name)).find(existsSync) ?? null
  const file = resolve(cwd, config)
  if (existsSync(file)) return file
  throw new UsageError(`hotpath: there is no file \`${config}\` to read the configuration from.`)
}

/** Whether the text alone says that no options are given: `hotpath()`, once. */
function tellsOptions(text: string): boolean {
  const imported = /\bimport\s+([\w$]+)\s+from\s+['"]hotpath\/vite['"]/.exec(text)?.[1]
  if (imported === undefined) return false
  const uses = text.split(new RegExp(`(?<![\\w$])${imported.replaceAll('$', '\\$')}(?![\\w$/])`)).slice(2)
  return uses.length > 0 && uses.every(behind => /^\s*\(\s*\)/.test(behind) || /^['"]/.test(behind))
}

function isBare(specifier: string): boolean {
  return !/^\.{0,2}\//.test(specifier)
}

interface Loaded {
  /** What the plugin says of itself; `null`: it is not there. */
  readonly api: HotpathApi | null
  readonly createFilter: typeof vite.createFilter
  readonly resolve: (specifier: string, importer: string) => Promise<ModuleSource | null>
}

async function loadConfig(cwd: string, file: string): Promise<Loaded> {
  const { resolveConfig, createFilter } = await loadVite(cwd, file)
  const config = await resolveConfig({ root: cwd, configFile: file, logLevel: 'silent' }, 'build').catch(
    (error: unknown) => {
      throw new Error(failure(file, error instanceof Error ? error.message : String(error)))
    },
  )
  const { api = null } = (config.plugins.find(({ name, api }) => name === 'hotpath' && api) ?? {}) as {
    readonly api?: HotpathApi
  }
  const find = config.createResolver()
  return {
    ...{ api, createFilter },
    resolve: async (specifier, importer) => readScript(await find(specifier, importer)),
  }
}

/** The project's own Vite, as the configuration is written for that. */
async function loadVite(cwd: string, file: string): Promise<typeof vite> {
  let path: string
  try {
    path = createRequire(join(cwd, 'package.json')).resolve('vite')
  } catch {
    throw new Error(failure(file, 'Vite is not installed here'))
  }
  return (await import(pathToFileURL(path).href)) as typeof vite
}

function failure(file: string, why: string): string {
  return `hotpath: ${basename(file)} cannot be loaded: ${why}\n\`--no-config\` compiles with the default options.`
}

async function readScript(id: string | undefined): Promise<ModuleSource | null> {
  const file = id?.split('?', 1)[0] ?? ''
  if (!/\.[cm]?[jt]sx?$/.test(file)) return null
  try {
    return { file, source: await readFile(file, 'utf8') }
  } catch {
    return null
  }
}
