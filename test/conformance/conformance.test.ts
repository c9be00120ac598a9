// Every operator, Math function and element conversion on every edge value, through the plugin. What the specification
// says in integers is checked against rules written from it; floating-point results against the engine's own.
import { afterAll, describe, expect, it } from 'vitest'
import { edgeNumbers } from '../differential/edge-values.js'
import type { CompiledSource } from '../support/compile-source.js'
import { compileSource } from '../support/compile-source.js'
import { evaluateModule } from '../support/evaluate-module.js'
import { asIntN, asUintN, comparisons, integerOperators, toInt, toUint, toUint8Clamp } from './spec-rules.js'

type Compute = (...args: readonly never[]) => unknown

interface Check {
  readonly name: string
  readonly source: (name: string) => string
  readonly inputs: readonly (readonly unknown[])[]
  /** What the specification says; null: what the engine does. */
  readonly rule: ((...args: never[]) => unknown) | null
}

const numbers = [...edgeNumbers, Number.NaN, Infinity, -Infinity]
const pairs = numbers.flatMap(a => numbers.map(b => [a, b]))
const singles = numbers.map(a => [a])
const bigints = [
  0n,
  1n,
  -1n,
  255n,
  -256n,
  2n ** 31n,
  -(2n ** 31n),
  2n ** 53n,
  2n ** 63n - 1n,
  -(2n ** 63n),
].map(b => [b])

const binary = (operator: string, type: string, rule: Check['rule']): Check => ({
  name: `a ${operator} b`,
  source: name => `export function ${name}(a: number, b: number): ${type} { return a ${operator} b }`,
  inputs: pairs,
  rule,
})
const unary = (expression: string, rule: Check['rule'] = null, type = 'number'): Check => ({
  name: expression,
  source: name => `export function ${name}(a: number): ${type} { return ${expression} }`,
  inputs: singles,
  rule,
})
const element = (kind: string, rule: (x: number) => number): Check => ({
  name: `${kind} element`,
  source: name =>
    `export function ${name}(a: number): number { const t = new ${kind}(1); t[0] = a; return t[0] }`,
  inputs: singles,
  rule,
})
const width = (method: 'asIntN' | 'asUintN', bits: number): Check => ({
  name: `BigInt.${method}(${bits}, a)`,
  source: name => `export function ${name}(a: bigint): bigint { return BigInt.${method}(${bits}, a) }`,
  inputs: bigints,
  rule: (a: bigint) => (method === 'asIntN' ? asIntN(bits, a) : asUintN(bits, a)),
})

const ones =
  'abs acos acosh asin asinh atan atanh cbrt ceil clz32 cos cosh exp expm1 floor fround log log10 log1p log2 round sign sin sinh sqrt tan tanh trunc'
const checks: readonly Check[] = [
  ...['+', '-', '*', '/', '%', '**'].map(operator => binary(operator, 'number', null)),
  ...Object.entries(integerOperators).map(([operator, rule]) => binary(operator, 'number', rule)),
  ...Object.entries(comparisons).map(([operator, rule]) => binary(operator, 'boolean', rule)),
  ...['-a', '+a', 'Number.isInteger(a) ? 1 : 0', 'Number.isFinite(a) ? 1 : 0'].map(text => unary(text)),
  unary('~a', (a: number) => -toInt(a, 32) - 1),
  unary('a | 0', (a: number) => toInt(a, 32)),
  unary('a >>> 0', (a: number) => toUint(a, 32)),
  unary('!a', (a: number) => Number.isNaN(a) || a === 0, 'boolean'),
  ...ones.split(' ').map(name => unary(`Math.${name}(a)`)),
  ...['atan2', 'hypot', 'imul', 'max', 'min', 'pow'].map(fn => ({
    ...binary('+', 'number', null),
    name: `Math.${fn}(a, b)`,
    source: (name: string) =>
      `export function ${name}(a: number, b: number): number { return Math.${fn}(a, b) }`,
  })),
  ...[8, 16, 32].flatMap(bits => [
    element(`Int${bits}Array`, x => toInt(x, bits)),
    element(`Uint${bits}Array`, x => toUint(x, bits)),
  ]),
  element('Uint8ClampedArray', toUint8Clamp),
  element('Float32Array', Math.fround),
  element('Float64Array', x => x),
  ...[0, 1, 8, 31, 32, 53, 63, 64].flatMap(bits => [width('asIntN', bits), width('asUintN', bits)]),
]

const nameOf = (i: number): string => `f${i}`
const text = checks.map(({ source }, i) => `/* @jit */\n${source(nameOf(i))}`).join('\n')
const plain = evaluateModule(text, {})
const total = { passed: 0, run: 0, wasm: 0, compiled: 0 }

describe.each([true, false])('passes on: %s', passes => {
  let compiled: Promise<CompiledSource> | undefined

  it.each(checks.map((check, i) => [check.name, check, i] as const))('%s', async (_, { inputs, rule }, i) => {
    compiled ??= compileSource(text, { passes })
    const { exports, inspect } = await compiled
    const [jitted, original] = [exports[nameOf(i)] as Compute, plain[nameOf(i)] as Compute]
    const wrong = inputs.flatMap(args => {
      const expected = (rule ?? original)(...(args as never[]))
      const results = [original, jitted].map(compute => compute(...(args as never[])))
      return results.every(result => Object.is(result, expected)) ? [] : [{ args, expected, results }]
    })
    const { status, calls } = inspect(jitted)
    total.run += inputs.length
    total.passed += inputs.length - wrong.length
    total.wasm += calls.wasm
    total.compiled += status === 'wasm' ? 1 : 0
    expect(wrong.slice(0, 5)).toEqual([])
  })
})

afterAll(() => {
  const { passed, run, wasm, compiled } = total
  console.log(
    `conformance: ${passed} of ${run} checks pass (${((100 * passed) / run).toFixed(2)} %), ` +
      `${wasm} of them in Wasm, ${compiled} of ${2 * checks.length} functions compiled`,
  )
  expect(compiled / (2 * checks.length)).toBeGreaterThanOrEqual(0.95)
})
