import { describe, expect, test } from 'vitest'
import { compilerOptionSpecs, readOptions, resolveOptions } from './options.js'

const defaults = {
  strict: false,
  fastmath: false,
  math: 'exact',
  optimize: true,
  costModel: true,
  size: false,
  debugInfo: false,
}

describe('resolveOptions', () => {
  test('fills in every default', () => {
    expect(resolveOptions(undefined)).toEqual(defaults)
    expect(resolveOptions({})).toEqual(defaults)
    expect(resolveOptions({ strict: undefined })).toEqual(defaults)
  })

  test('keeps what is given', () => {
    const given = {
      strict: true,
      fastmath: true,
      math: 'native',
      optimize: { 'vectorize-loops': false },
      costModel: false,
      size: true,
      debugInfo: true,
    }
    expect(resolveOptions(given, ['vectorize-loops'])).toEqual(given)
    expect(resolveOptions({ fastmath: ['reassoc'] }).fastmath).toEqual(['reassoc'])
  })

  const wrong: readonly (readonly [input: unknown, message: string])[] = [
    ['strict', "hotpath: options must be an object, not 'strict'."],
    [[], 'hotpath: options must be an object, not an array.'],
    [{ strct: true }, 'hotpath: unknown option `strct`. Did you mean `strict`?'],
    [
      { banana: true },
      'hotpath: unknown option `banana`. Known: strict, fastmath, math, optimize, costModel, size, debugInfo.',
    ],
    [
      { toString: true },
      'hotpath: unknown option `toString`. Known: strict, fastmath, math, optimize, costModel, size, debugInfo.',
    ],
    [{ strict: 'yes' }, "hotpath: the option `strict` takes true or false, not 'yes'."],
    [
      { fastmath: null },
      "hotpath: the option `fastmath` takes true, false or a list such as ['reassoc', 'approx'], not null.",
    ],
    [{ fastmath: ['aprox'] }, 'hotpath: unknown flag `aprox` in `fastmath`. Did you mean `approx`?'],
    [{ math: 'fast' }, "hotpath: the option `math` takes 'exact' or 'native', not 'fast'."],
    [
      { optimize: { unroll: 1 } },
      'hotpath: the option `optimize` takes true, false or { [pass]: boolean }, not a value of type object.',
    ],
    [
      { optimize: { 'vectorise-loops': false } },
      'hotpath: unknown pass `vectorise-loops` in `optimize`. Did you mean `vectorize-loops`?',
    ],
  ]
  test.each(wrong)('refuses %o', (input, message) => {
    expect(() => resolveOptions(input, ['vectorize-loops', 'hoist-bounds'])).toThrow(new TypeError(message))
  })
})

test('a door adds options of its own', () => {
  const specs = {
    ...compilerOptionSpecs,
    cache: { default: true, takes: 'true or false', accepts: (value: unknown) => typeof value === 'boolean' },
  }
  expect(readOptions({ cache: false }, specs)).toEqual({ ...defaults, cache: false })
  expect(() => readOptions({ cahce: false }, specs)).toThrow('Did you mean `cache`?')
})
