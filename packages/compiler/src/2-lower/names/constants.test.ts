import { describe, expect, it } from 'vitest'
import type { ParsedModule } from '../../ir/marked-function.js'
import { parseModule } from '../../parse-module.js'
import { evaluateConstant } from './constants.js'
import { power } from './power.js'

function evaluate(text: string): number | bigint | boolean | undefined {
  const module = parseModule(`const A = 3, B = A * 2; const VALUE = ${text}`, '/input.ts') as ParsedModule
  const last = module.program.node.body.at(-1)
  const init = last?.type === 'VariableDeclaration' ? last.declarations[0]?.init : null
  return init ? evaluateConstant(module, init) : undefined
}

describe('constants', () => {
  it.each([
    '1 + 2 * 3 - 4 / 5 % 6',
    '-0',
    '~5 ^ (3 << 4) | (7 >> 1) & (-1 >>> 28)',
    'A * B - +(A > B)',
    '!A || B',
    'A && B',
    'A ?? B',
    'A === 3 ? B : A',
    'A !== B && A <= B && A < B && B >= A',
    'Math.PI * 2',
    'Number.EPSILON + Number.MAX_SAFE_INTEGER',
    '(A as number) + (B)',
    '2 ** 53 - 1',
    '2 ** -1074 + 0.5 ** 3',
    '10 ** 15',
    '(-3) ** 3',
    '1n + 2n * 3n - 7n / 2n % 3n',
    '(1n << 40n) ^ 5n | 3n & 6n',
    '2n ** 64n > 5n',
    '-5n >> 1n',
    'NaN',
    '-Infinity',
    'true',
  ])('%s', text => {
    const expected = new Function(`const A = 3, B = A * 2; return ${text.replace(' as number', '')}`)()
    expect(evaluate(text)).toBe(expected)
  })

  it.each([
    '1n + 1',
    '1n / 0n',
    '+1n',
    '1n ** -1n',
    '1n << 100000n',
    'Math.sin(1)',
    'Math.random()',
    'foo',
    'VALUE',
    '"a"',
    '1 == 1',
    '10 ** 16',
    '2 ** 0.5',
    '1.1 ** 2',
    '[1]',
  ])('%s is not known', text => {
    expect(evaluate(text)).toBeUndefined()
  })
})

describe('powers', () => {
  it('are known where they are exact', () => {
    expect(power(2, 10)).toBe(1024)
    expect(power(0.25, -3)).toBe(64)
    expect(power(2, 2000)).toBeUndefined()
    expect(power(7, 0)).toBe(1)
    expect(power(-2, 3)).toBe(-8)
    expect(power(0, 2)).toBe(0)
  })

  it.each([
    [3, -1],
    [-0, 3],
    [3, 40],
    [Number.NaN, 2],
    [2, Number.NaN],
    [Number.POSITIVE_INFINITY, 2],
    [5e-324, 1],
  ])('%d ** %d is left to the engine', (base, exponent) => {
    expect(power(base, exponent)).toBeUndefined()
  })
})
