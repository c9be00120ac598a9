import { expect, it } from 'vitest'
import { partMark } from './abi/names.js'
import { compileModule } from './compile-module.js'
import type { CompilerOptions } from './options.js'

const source = `/* @jit */
export function scale(xs: Float64Array, by: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * by
}
`

const textOf = (options: CompilerOptions) =>
  compileModule({ file: 'scale.ts', source, options }).program?.text ?? ''

it('writes no loop twice where bytes count', () => {
  const [fast, small] = [textOf({}), textOf({ size: true })]
  expect(fast).toContain('v128')
  expect(fast).toContain(partMark)
  expect(small).not.toMatch(`v128|${partMark}`)
  expect(small.match(/\bfor \(/g)).toHaveLength(1)
})

it('lets `optimize` name what bytes are worth it', () => {
  const text = textOf({ size: true, optimize: { 'vectorize-loops': true } })
  expect(text).toContain('v128')
  expect(text).not.toContain(partMark)
  expect(textOf({ size: true, optimize: false })).not.toContain('v128')
})
