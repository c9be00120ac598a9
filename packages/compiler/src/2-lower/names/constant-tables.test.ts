import { expect, it } from 'vitest'
import { parseModule } from '../../parse-module.js'
import { constantTable } from './constant-tables.js'

/** What the table `T` of a module holds, or why it is none. */
function tableOf(source: string) {
  const module = parseModule(source, 'input.ts')
  const binding = module?.program.scope.getBinding('T')
  if (!module || !binding) throw new Error('no T')
  return constantTable(module, binding)
}

it('takes arrays of constants that are only read', () => {
  const { table } = tableOf('const T = [1, -0]; function f(n) { return T[n] + T.length }')
  expect(table).toEqual({ name: 'T', element: 'Float64Array', values: [1, -0] })
})

it.each([
  ['let T = [1]; T = [2]; function g(n: number) { return T[n] }', 'is written in line 1'],
  ['const T = [1]; T[0] = 2; function f(n: number) { return T[n] }', 'is written in line 1'],
  ['const T = [1]; T[0]++; function f(n: number) { return T[n] }', 'is written in line 1'],
  ['const T = [1]; [T[0]] = [2]; function f(n: number) { return T[n] }', 'is written'],
  ['const T = [1]; ({ a: T[0] } = o); function f(n: number) { return T[n] }', 'is written'],
  ['const T = [1]; for (T[0] of o) {} function f(n: number) { return T[n] }', 'is written'],
  ['const T = [1];\ng(T); function f(n: number) { return T[n] }', 'used as a whole in line 2'],
  ['const T = [1]; T.push(2); function f(n: number) { return T[n] }', 'used as a whole'],
  ['const T = [1]; T["push"](2); function f(n: number) { return T[n] }', 'used as a whole'],
  ['export const T = [1]; function f(n: number) { return T[n] }', 'is exported'],
  ['const T = [1]; export { T }; function f(n: number) { return T[n] }', 'is exported'],
  ['let T = [1]; T = [2]; function f(n: number) { return T[n] }', 'is written'],
  ['const T = [1]; function f(n: number) { T[n] = 2 }', 'is written'],
])('does not take one whose elements may change: %s', (source, why) => {
  expect(tableOf(source)).toEqual({ table: null, why: expect.stringContaining(why) })
})
