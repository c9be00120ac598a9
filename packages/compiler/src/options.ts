import { nearestName } from './diagnostics/nearest-name.js'
import type { FastmathFlag } from './ir/fastmath.js'
import { fastmathFlags, isFastmathFlag } from './ir/fastmath.js'

/** Defaults for every marked function; what a marker says itself comes before them. */
export interface CompilerOptions {
  /**
   * A marked function that cannot be compiled is an error instead of a warning.
   * @default false
   */
  readonly strict?: boolean
  /**
   * Floats may be computed faster, and not bit by bit as JavaScript does: in all the ways there are, or in those of a list.
   * @default false
   */
  readonly fastmath?: boolean | readonly FastmathFlag[]
  /**
   * Where `Math.sin`, `Math.exp` and the like come from: `'exact'` calls the engine's own, bit by bit what JavaScript
   * gives; `'native'` uses WebAssembly code whose last digit may differ, as `fastmath: ['approx']` does.
   * @default 'exact'
   */
  readonly math?: 'exact' | 'native'
  /**
   * The optional optimiser passes: all, none, or some switched off by name. Results are the same either way.
   * @default true
   */
  readonly optimize?: boolean | Readonly<Record<string, boolean>>
  /**
   * A function too small to gain from WebAssembly, because a call into it costs more than it does, stays JavaScript.
   * `strict` functions and those with a written signature are compiled all the same.
   * @default true
   */
  readonly costModel?: boolean
  /**
   * Favour few bytes of WebAssembly over speed: no pass runs that writes loops more than once, unless `optimize` names it.
   * @default false
   */
  readonly size?: boolean
  /**
   * Has the WebAssembly say what its functions are called and which lines they were made of: profiles and debuggers show the
   * user's names and lines. The code itself is the same.
   * @default false
   */
  readonly debugInfo?: boolean
}

/** `CompilerOptions` with every default filled in. */
export type ResolvedOptions = Required<CompilerOptions>

/** How one option is checked: its default, what it takes in words, and whether a value is one of those. */
export interface OptionSpec<V> {
  readonly default: V
  readonly takes: string
  readonly accepts: (value: unknown) => value is V
  /** What to throw for a value in which only a name is wrong. */
  readonly unknown?: (value: unknown) => TypeError | null
}

/** One spec per option; a door adds its own to the compiler's. */
export type OptionSpecs<T> = { readonly [K in keyof T]-?: OptionSpec<T[K]> }

const flag: OptionSpec<boolean> = { default: false, takes: 'true or false', accepts: isBoolean }

/** The compiler's options as a table, for `readOptions`. */
export const compilerOptionSpecs: OptionSpecs<ResolvedOptions> = {
  strict: flag,
  fastmath: {
    default: false,
    takes: "true, false or a list such as ['reassoc', 'approx']",
    accepts: (value): value is ResolvedOptions['fastmath'] =>
      isBoolean(value) || (Array.isArray(value) && value.every(isFastmathFlag)),
    unknown: value => {
      const name: unknown = Array.isArray(value) ? value.find(word => !isFastmathFlag(word)) : undefined
      return typeof name === 'string'
        ? unknownName(`flag \`${name}\` in \`fastmath\``, name, fastmathFlags)
        : null
    },
  },
  math: {
    default: 'exact',
    takes: "'exact' or 'native'",
    accepts: (value): value is 'exact' | 'native' => value === 'exact' || value === 'native',
  },
  optimize: {
    default: true,
    takes: 'true, false or { [pass]: boolean }',
    accepts: (value): value is ResolvedOptions['optimize'] => isBoolean(value) || isSwitches(value),
  },
  costModel: { default: true, takes: 'true or false', accepts: isBoolean },
  size: flag,
  debugInfo: flag,
}

/**
 * Fills in the compiler's defaults. Throws a `TypeError` that names the option for an unknown one (with the nearest
 * name) and for a value of the wrong type. With `passes`, the names in `optimize` are checked too.
 */
export function resolveOptions(input: unknown, passes?: readonly string[]): ResolvedOptions {
  const options = readOptions(input, compilerOptionSpecs)
  if (passes !== undefined) checkPassNames(options.optimize, passes)
  return options
}

/** Reads an options object after a table of specs; `undefined` stands for the default. Throws as `resolveOptions`. */
export function readOptions<T extends object>(input: unknown, specs: OptionSpecs<T>): T {
  const given = input ?? {}
  if (!isRecord(given)) throw new TypeError(`hotpath: options must be an object, not ${describe(input)}.`)
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(specs, key)) throw unknownName(`option \`${key}\``, key, Object.keys(specs))
  }
  // The specs' own keys are walked, so every key of T gets a value its spec accepted.
  return Object.fromEntries(
    Object.entries<OptionSpec<unknown>>(specs).map(([key, spec]) => [key, readOption(key, given[key], spec)]),
  ) as T
}

function readOption(key: string, value: unknown, spec: OptionSpec<unknown>): unknown {
  if (value === undefined) return spec.default
  if (spec.accepts(value)) return value
  const wrongName = spec.unknown?.(value) ?? null
  if (wrongName !== null) throw wrongName
  throw new TypeError(`hotpath: the option \`${key}\` takes ${spec.takes}, not ${describe(value)}.`)
}

function checkPassNames(optimize: ResolvedOptions['optimize'], passes: readonly string[]): void {
  if (typeof optimize === 'boolean') return
  for (const name of Object.keys(optimize)) {
    if (!passes.includes(name)) throw unknownName(`pass \`${name}\` in \`optimize\``, name, passes)
  }
}

function unknownName(what: string, name: string, known: readonly string[]): TypeError {
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? `Known: ${known.join(', ')}.` : `Did you mean \`${nearest}\`?`
  return new TypeError(`hotpath: unknown ${what}. ${hint}`)
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isSwitches(value: unknown): value is Readonly<Record<string, boolean>> {
  return isRecord(value) && Object.values(value).every(isBoolean)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
