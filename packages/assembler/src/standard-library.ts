import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The part of AssemblyScript's standard library a program is compiled with: file texts by path below `~lib/`. */
export interface Library {
  /** Files every program starts with. */
  readonly roots: readonly string[]
  readonly read: (path: string) => string | null
}

/**
 * What this program needs of the library. Our programs use built-in operators, raw memory and sometimes `NativeMath`.
 * Strings, arrays and collections only have to exist by name, so short stand-ins take their place: parsing the real files
 * takes longer than all the rest of a compilation. A program that needs more is compiled again with `fullLibrary`.
 */
export function leanLibraryFor(program: string): Library {
  const math = /%|Math/.test(program) ? (readLibraryFile('math') ?? emptyMath) : emptyMath
  const builtins = withoutUnused(readLibraryFile('builtins') ?? '', program + math)
  const texts: Readonly<Record<string, string>> = { ...standIns, math, builtins }
  return {
    roots: [
      'builtins',
      'memory',
      'math',
      'number',
      'object',
      'string',
      'arraybuffer',
      'typedarray',
      'vector',
    ],
    read: path => texts[path] ?? readLibraryFile(path),
  }
}

/** Empties the namespaces (`v128`, `i64`, …) of which `users` takes nothing: they are most of the text. */
function withoutUnused(builtins: string, users: string): string {
  return builtins.replace(/^export namespace (\w+) \{\n[\s\S]*?^\}/gm, (whole, name: string) =>
    new RegExp(`\\b${name}\\.`).test(users) ? whole : `export namespace ${name} {}`,
  )
}

/** Everything `asc` itself would load. */
export const fullLibrary: Library = {
  roots: [
    ...['array', 'arraybuffer', 'atomics', 'builtins', 'compat', 'console', 'crypto', 'dataview', 'date'],
    ...['diagnostics', 'error', 'function', 'iterator', 'map', 'math', 'memory', 'number', 'object'],
    ...['performance', 'polyfills', 'process', 'reference', 'regexp', 'rt', 'set', 'staticarray', 'string'],
    ...['symbol', 'table', 'typedarray', 'uri', 'vector', 'rt/index-stub'],
  ],
  read: readLibraryFile,
}

const integers = ['8', '16', '32', '64', 'size'].flatMap(bits => [`I${bits}`, `U${bits}`])
const integerLimits = ['MIN_VALUE', 'MAX_VALUE']
const floatLimits = [
  ...['EPSILON', 'MIN_VALUE', 'MAX_VALUE', 'MIN_SAFE_INTEGER', 'MAX_SAFE_INTEGER'],
  ...['POSITIVE_INFINITY', 'NEGATIVE_INFINITY', 'NaN'],
]
const views = ['Int8', 'Uint8', 'Uint8Clamped', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Int64', 'Uint64']

/** By the paths asc looks them up under. */
const standIns: Readonly<Record<string, string>> = {
  object: 'export abstract class Object {}',
  string: 'export abstract class String {}',
  vector: '@final @unmanaged export abstract class V128 {}',
  arraybuffer: emptyClasses(['ArrayBuffer', 'ArrayBufferView']),
  typedarray: emptyClasses([...views, 'Float32', 'Float64'].map(view => `${view}Array`)),
  number: [
    '@builtin @inline export const NaN: f64 = 0 / 0',
    '@builtin @inline export const Infinity: f64 = 1 / 0',
    '@builtin export declare function isNaN<T extends number>(value: T): bool',
    '@builtin export declare function isFinite<T extends number>(value: T): bool',
    ...[...integers, 'Bool'].map(name => limitsClass(name, integerLimits)),
    ...['F32', 'F64'].map(name => limitsClass(name, floatLimits)),
  ].join('\n'),
  'util/string': ['strtol', 'strtod', 'strtob']
    .map(name => `export function ${name}<T>(text: String, radix: i32 = 0): T { return unreachable() }`)
    .join('\n'),
}

const emptyMath = 'export namespace NativeMath {}\nexport namespace NativeMathf {}'

function emptyClasses(names: readonly string[]): string {
  return names.map(name => `export abstract class ${name} {}`).join('\n')
}

function limitsClass(name: string, limits: readonly string[]): string {
  const type = name.toLowerCase()
  const fields = limits.map(limit => `@lazy static readonly ${limit}: ${type} = ${type}.${limit}`)
  return `@final @unmanaged export abstract class ${name} {\n${fields.join('\n')}\n}`
}

const texts = new Map<string, string | null>()
const require = createRequire(import.meta.url)

function readLibraryFile(path: string): string | null {
  const known = texts.get(path)
  if (known !== undefined) return known
  const text = readIfThere(`assemblyscript/std/assembly/${path}.ts`)
  texts.set(path, text)
  return text
}

function readIfThere(specifier: string): string | null {
  try {
    return readFileSync(require.resolve(specifier), 'utf8')
  } catch {
    return null
  }
}
