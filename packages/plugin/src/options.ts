import type { CompilerOptions, OptionSpecs, ResolvedOptions } from '@hotpath/compiler'
import { compilerOptionSpecs, readOptions } from '@hotpath/compiler/options'
import type { HotpathEvent } from './build-report.js'

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
  /**
   * Every marked function runs as the JavaScript it is written in, so that breakpoints in it hold and its variables show. It
   * is compiled all the same, so that you are told what would become of it. The environment variable `HOTPATH_DEBUG=1` does
   * the same.
   * @default false
   */
  readonly debug?: boolean
}

export const sharedOptionSpecs: OptionSpecs<Required<SharedOptions>> = {
  ...compilerOptionSpecs,
  cache: {
    default: true,
    takes: 'true, false or a folder',
    accepts: (value): value is boolean | string => isBoolean(value) || typeof value === 'string',
  },
  disable: { default: false, takes: 'true or false', accepts: isBoolean },
  debug: { default: false, takes: 'true or false', accepts: isBoolean },
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
  readonly debugInfo?: boolean
  /**
   * Writes what a build came to, as JSON, into this file: every marked function with its verdict and reasons, sizes, time.
   * @default false
   */
  readonly report?: string | false
  /** Called with the same as data: for each module that is built, in development too, and at the end of a build. */
  readonly onEvent?: (event: HotpathEvent) => void
}

export interface ResolvedHotpathOptions extends Required<SharedOptions> {
  readonly report: string | false
  readonly onEvent: ((event: HotpathEvent) => void) | null
  readonly include: ModuleFilter
  readonly exclude: ModuleFilter
  /** Whether `debugInfo` was left open. */
  readonly informsInDev: boolean
}

const javascript = /\.[cm]?[jt]sx?(?:\?|$)/

/** Fills in the Vite door's defaults; throws for unknown options, with the nearest name, and for wrong values. */
export function resolveHotpathOptions(input: unknown): ResolvedHotpathOptions {
  const filter = {
    default: [],
    takes: 'a pattern, a regular expression or a list of them',
    accepts: isFilter,
  }
  const specs: OptionSpecs<Omit<ResolvedHotpathOptions, 'informsInDev'>> = {
    ...sharedOptionSpecs,
    include: filter,
    exclude: filter,
    report: {
      default: false,
      takes: 'the name of a file, or false',
      accepts: (value): value is string | false => value === false || typeof value === 'string',
    },
    onEvent: { default: null, takes: 'a function', accepts: isListener },
  }
  const options = readOptions(input, specs)
  const given: Readonly<HotpathOptions> = input ?? {}
  return {
    ...options,
    include: given.include ?? javascript,
    informsInDev: given.debugInfo === undefined,
    exclude: given.exclude ?? (given.include === undefined ? /\/node_modules\// : []),
  }
}

/** The compiler's share of a door's options. */
export function compilerOptionsOf(options: Required<SharedOptions>): ResolvedOptions {
  const { strict, fastmath, math, optimize, costModel, size, debugInfo } = options
  return { strict, fastmath, math, optimize, costModel, size, debugInfo }
}

/** Whether the user switched compilation off, by option or by environment. */
export function isDisabled(options: { readonly disable: boolean }): boolean {
  return options.disable || isSet('HOTPATH_DISABLE')
}

/** Whether marked functions are to run as JavaScript for a debugger, by option or by environment. */
export function isDebugged(options: { readonly debug: boolean }): boolean {
  return options.debug || isSet('HOTPATH_DEBUG')
}

/** What is said where `debug` is on. */
export const debugText = '`debug` is on: marked functions run as the JavaScript they are written in'

function isSet(variable: string): boolean {
  return !['', '0', 'false'].includes(process.env[variable] ?? '')
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isListener(value: unknown): value is (event: HotpathEvent) => void {
  return typeof value === 'function'
}

function isFilter(value: unknown): value is ModuleFilter {
  if (Array.isArray(value)) return value.every(isFilter)
  return typeof value === 'string' || value instanceof RegExp
}
