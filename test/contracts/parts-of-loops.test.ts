import { createAssembler } from '@hotpath/assembler'
import { compileModule } from '@hotpath/compiler'
import { afterAll, expect, it } from 'vitest'
import { partMark } from '../../packages/compiler/src/abi/names.js'

const assembler = createAssembler()
afterAll(() => assembler.dispose())

const source = `/* @jit */
export function sum(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]!
  return s
}
`

it.each([true, false])('what runs a part of a loop stays a function of its own (size: %s)', async size => {
  const { program } = compileModule({ file: 'sum.ts', source })
  expect(program?.text).toContain(`function $sum${partMark}1(`)
  const assembled = program && assembler.assembleSync(program, { size })
  expect(assembled?.ok && (await assembled.wat())).toMatch(new RegExp(`\\(func \\S*sum${partMark}1`))
})
