import { describe, expect, test } from 'vitest'
import { fastmathFlags } from '../ir/fastmath.js'
import { parseModule } from '../parse-module.js'
import { findMarkedFunctions } from './find-marked-functions.js'
import { plainOptions } from './option-set.js'
import { checkSignature } from './signature-text.js'

function find(source: string) {
  const module = parseModule(source, '/a.ts')
  if (module === null) throw new Error(`does not parse: ${source}`)
  return findMarkedFunctions(module, () => null)
}

/** `code text fix` of each diagnostic. */
function told(source: string): readonly string[] {
  return find(source).diagnostics.map(
    ({ code, at, fix }) => `${code} ${source.slice(at.start, at.end)} ${fix}`,
  )
}

const words: readonly (readonly [words: string, object: string, options: object])[] = [
  ['', '{}', {}],
  ['fastmath', '{ fastmath: true }', { fastmath: fastmathFlags }],
  ['fastmath strict', '{ fastmath: true, strict: true }', { fastmath: fastmathFlags, strict: true }],
  ['fastmath(approx)', "{ fastmath: ['approx'] }", { fastmath: ['approx'] }],
  [
    'strict fastmath (arcp reassoc)',
    "{ strict: true, fastmath: ['reassoc', 'arcp'] }",
    { strict: true, fastmath: ['reassoc', 'arcp'] },
  ],
  ['fastmath() f64(f64)', "{ fastmath: [], signature: 'f64(f64)' }", { signatures: ['f64(f64)'] }],
  ['fastmath=false', '{ fastmath: false }', {}],
  ['fastmath=true', '{ fastmath: true as boolean }', { fastmath: fastmathFlags }],
  [
    'parallel, inline,off',
    '{ parallel: true, inline: true, off: true }',
    { parallel: true, inline: true, off: true },
  ],
  ['unchecked', "{ 'unchecked': true as const }", { unchecked: true }],
  ['strict=false', '{ strict: false }', { strict: false }],
  ['math=native', "{ math: 'native' }", { math: 'native' }],
  ['math: native', '{ math: `native` }', { math: 'native' }],
  ["math = 'exact'", "{ math: 'exact' }", { math: 'exact' }],
  ['i32(i32)', "{ signature: 'i32(i32)' }", { signatures: ['i32(i32)'] }],
  ['i32 ( i32,f64 )', "{ signature: ' i32 ( i32,f64 ) ' }", { signatures: ['i32(i32, f64)'] }],
  ['f64()', "{ signature: 'f64()' }", { signatures: ['f64()'] }],
  [
    'void(Float64Array, i32)',
    "{ signatures: ['void(Float64Array, i32)'] }",
    { signatures: ['void(Float64Array, i32)'] },
  ],
  [
    'strict f64(Float64Array), i32(Int32Array) f64(f64) math=native',
    "{ strict: true, signatures: ['f64(Float64Array)', 'i32(Int32Array)', 'f64(f64)'], math: 'native' }",
    { strict: true, math: 'native', signatures: ['f64(Float64Array)', 'i32(Int32Array)', 'f64(f64)'] },
  ],
]

describe('options', () => {
  test.each(words)('as words: %s', (text, _, options) => {
    for (const marker of [
      `/* @jit ${text} */`,
      `/** @jit ${text} */`,
      `// @jit ${text}\n`,
      `/*\n * @jit ${text}\n */`,
    ]) {
      const { functions, diagnostics } = find(`${marker}function f() {}`)
      expect(diagnostics).toEqual([])
      expect(functions.map(found => found.options)).toEqual([{ ...plainOptions, ...options }])
    }
  })

  test.each(words)('as an object: %#', (_, object, options) => {
    const { functions, diagnostics } = find(`import { jit } from 'hotpath'\njit(x => x, ${object})`)
    expect(diagnostics).toEqual([])
    expect(functions.map(found => found.options)).toEqual([{ ...plainOptions, ...options }])
  })

  test('may go over several lines of a plain comment', () => {
    const { functions } = find('/* @jit strict\n * i32(i32,\n *     f64)\n */\nfunction f() {}')
    expect(functions[0]?.options).toMatchObject({ strict: true })
  })
})

describe('words that are no options', () => {
  const wrong: readonly (readonly [text: string, ...told: string[]])[] = [
    ['strct', 'find/unknown-option strct Write `strict`.'],
    ['FastMath', 'find/unknown-option FastMath Write `fastmath`.'],
    ['fast', 'find/unknown-option fast Write `fastmath`.'],
    ['native', 'find/unknown-option native Write `math=native`.'],
    ['strict banana', 'find/unknown-option banana Remove `banana`.'],
    ['fastmath(aprox, arcp)', 'find/unknown-option fastmath(aprox, arcp) Write `approx`.'],
    ['fastmath(nnan)', 'find/unknown-option fastmath(nnan) Remove `nnan`.'],
    ['maths=native', 'find/unknown-option maths=native Write `math`.'],
  ]
  test.each(wrong)('%s is told and left out', (text, ...expected) => {
    const source = `/* @jit ${text} */ function f() {}`
    expect(told(source)).toEqual(expected)
    expect(find(source).functions).toHaveLength(1)
  })

  const refusing: readonly (readonly [text: string, told: string])[] = [
    ['math', 'find/option-value math Write `math=native`.'],
    ['math=fast', 'find/option-value math=fast Write `math=native`.'],
    ['strict=2', 'find/option-value strict=2 Write `strict`.'],
    ['f64', 'find/malformed-signature f64 Write the result first, then the parameters: `f64(f64)`.'],
    ['i32(int)', 'find/malformed-signature int Write the result first, then the parameters: `i32(i32)`.'],
    [
      'double(Float64array, n)',
      'find/malformed-signature double Write the result first, then the parameters: `f64(Float64Array, i32)`.',
    ],
    [
      '(i32)',
      'find/malformed-signature (i32) Write the result first, then the parameters: `f64(Float64Array, i32)`.',
    ],
    [
      'i32(i32',
      'find/malformed-signature i32(i32 Write the result first, then the parameters: `f64(Float64Array, i32)`.',
    ],
  ]
  test.each(refusing)('%s keeps the function JavaScript', (text, expected) => {
    const source = `/* @jit ${text} */ function f() {}`
    expect(find(source).functions).toEqual([])
    expect(find(source).refused).toHaveLength(1)
    expect(told(source)).toEqual([expected])
  })

  test('the message names the function', () => {
    expect(find('/* @jit strct */ const pdist = x => x').diagnostics[0]?.message).toBe(
      '`strct` is not an option of @jit on `pdist`.',
    )
  })
})

describe('objects that cannot be read while building', () => {
  const objects: readonly (readonly [object: string, told: string])[] = [
    ['{ strct: true }', 'find/unknown-option strct Write `strict`.'],
    ['{ [key]: true }', 'find/computed-options [key]: true '],
    ['{ ...options }', 'find/computed-options ...options '],
    ['options', 'find/computed-options options '],
    ["{ fastmath: ['reasoc'] }", "find/unknown-option ['reasoc'] Write `reassoc`."],
    ['{ fastmath: [mode] }', 'find/computed-options [mode] '],
    ['{ strict: isDev }', 'find/computed-options isDev '],
    ['{ strict() {} }', 'find/computed-options strict() {} '],
    [`{ signature: \`\${t}(i32)\` }`, `find/computed-options \`\${t}(i32)\` `],
    ['{ signatures: [...all] }', 'find/computed-options ...all '],
    ['{ math: true }', "find/option-value math: true Write `math: 'native'`."],
    ["{ strict: 'yes' }", "find/option-value strict: 'yes' Write `strict: true`."],
    ['{ signature: true }', "find/option-value true Write `signature: 'f64(f64)'`."],
    ["{ signature: 'i32' }", 'find/malformed-signature i32 '],
  ]
  test.each(objects)('%s', (object, expected) => {
    const source = `import { jit } from 'hotpath'\njit(x => x, ${object})`
    const answers = told(source)
    expect(answers).toHaveLength(1)
    expect(answers[0]?.startsWith(expected)).toBe(true)
    const stays = expected.startsWith('find/unknown-option') ? 1 : 0
    expect(find(source).functions).toHaveLength(stays)
  })
})

describe('a signature', () => {
  const texts: readonly (readonly [text: string, problem: string])[] = [
    ['i32(i32', 'it has to look like `result(parameter, parameter)`'],
    ['(i32)', 'the type of the result is missing'],
    ['i32(i32,)', 'a parameter has no type'],
    ['i32(, i32)', 'a parameter has no type'],
    ['i32(void)', '`void` is not a type'],
    ['i32(object)', '`object` is not a type'],
    ['f64(f64[][][])', '`f64[][][]` is not a type'],
  ]
  test.each(texts)('%s', (text, problem) => {
    expect(checkSignature(text)?.problem).toBe(problem)
  })

  test.each([
    'void(Float32Array, f32)',
    'f64(f64[], i32)',
    'i32[](u8[],i64[] , number[])',
    'bool(string, boolean[], bigint)',
  ])('%s is one', text => {
    expect(checkSignature(text)).toBeNull()
  })

  test('says where it is wrong', () => {
    const wrongPart = (text: string) => {
      const { start = 0, length = 0 } = checkSignature(text) ?? {}
      return text.slice(start, start + length)
    }
    expect(wrongPart('f64( f64, nt )')).toBe('nt')
    expect(wrongPart(' foo (f64)')).toBe('foo')
    expect(wrongPart('f64(f64, f64, x[])')).toBe('x[]')
    expect(wrongPart('f64(x)')).toBe('x')
  })

  test('is corrected by what its types are called elsewhere', () => {
    expect(checkSignature('int32(banana, uint32)')?.correction).toBe('')
    expect(checkSignature('int32(float64[], uint32)')?.correction).toBe('i32(f64[], u32)')
    expect(checkSignature('f64(Float64Aray, f32[])')?.correction).toBe('f64(Float64Array, f32[])')
  })
})
