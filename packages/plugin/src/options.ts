import type { CompilerOptions, OptionSpecs, ResolvedOptions } from '@hotpath/compiler'
import { compilerOptionSpecs, readOptions } from '@hotpath/compiler/options'

/** What every door takes besides the compiler's own options. */
export interface SharedOptions extends CompilerOptions {
  /**
   * Keeps assembled modules on disk: in the bundler's own cache folder, in this folder, or not at all.
   * @default true
   */
  readonly cache?: boolean | string
  /**
   * Every marked function stays plain JavaScript. The environment variable `HOTPATH_DISABLE=1` does the same.
   * @default false
   */
  readonly disable?: boolean
}

export const sharedOptionSpecs: OptionSpecs<Required<SharedOptions>> = {
  ...compilerOptionSpecs,
  cache: {
    default: true,
    takes: 'true, false or a folder',
    accepts: (value): value is boolean | string => isBoolean(value) || typeof value === 'string',
  },
  disable: { default: false, takes: 'true or false', accepts: isBoolean },
}

/** A path pattern (relative to the working directory), a regular expression over module ids, or several. */
export type ModuleFilter = string | RegExp | readonly (string | RegExp)[]

/** Options of the Vite door. */
export interface HotpathOptions extends SharedOptions {
  /**
   * Modules to look for markers in. With it, `exclude` is empty unless given.
   * @default every JavaScript and TypeScript module
   */
  readonly include?: ModuleFilter
  /**
   * Modules to leave alone.
   * @default everything in node_modules
   */
  readonly exclude?: ModuleFilter
  /**
   * Has the WebAssembly say what its functions are called and which lines they were made of, for profiles and debuggers.
   * @default only in development servers
   */
  readonly debug?: boolean
}

export interface ResolvedHotpathOptions extends Required<SharedOptions> {
  readonly include: ModuleFilter
  readonly exclude: ModuleFilter
  /** Whether `debug` was left open. */
  readonly debugsInDev: boolean
}

const javascript = /\.[cm]?[jt]sx?(?:\?|$)/

/** Fills in the Vite door's defaults; throws for unknown options, with the nearest name, and for wrong values. */
export function resolveHotpathOptions(input: unknown): ResolvedHotpathOptions {
  const filter = {
    default: [],
    takes: 'a pattern, a regular expression or a list of them',
    accepts: isFilter,
  }
  const specs: OptionSpecs<Omit<ResolvedHotpathOptions, 'debugsInDev'>> = {
    ...sharedOptionSpecs,
    include: filter,
    exclude: filter,
  }
  const options = readOptions(input, specs)
  const given: Readonly<HotpathOptions> = input ?? {}
  return {
    ...options,
    include: given.include ?? javascript,
    debugsInDev: given.debug === undefined,
    exclude: given.exclude ?? (given.include === undefined ? /\/node_modules\// : []),
  }
}

/** The compiler's share of a door's options. */
export function compilerOptionsOf(options: Required<SharedOptions>): ResolvedOptions {
  const { strict, fastmath, math, optimize, costModel, size, debug } = options
  return { strict, fastmath, math, optimize, costModel, size, debug }
}

/** Whether the user switched compilation off, by option or by environment. */
export function isDisabled(options: { readonly disable: boolean }): boolean {
  const variable = process.env.HOTPATH_DISABLE ?? ''
  return options.disable || (variable !== '' && variable !== '0' && variable !== 'false')
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isFilter(value: unknown): value is ModuleFilter {
  if (Array.isArray(value)) return value.every(isFilter)
  return typeof value === 'string' || value instanceof RegExp
}
