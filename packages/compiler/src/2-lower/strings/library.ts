import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import { parseModule } from '../../parse-module.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'

/** What strings do as a whole, in the language that is compiled. Positions are whole numbers. */
const source = `
function equal(a: string, b: string) {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return false
  return true
}
function order(a: string, b: string) {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const d = a.charCodeAt(i) - b.charCodeAt(i)
    if (d !== 0) return d
  }
  return a.length - b.length
}
function matches(s: string, t: string, at: number) {
  if (at < 0 || at + t.length > s.length) return false
  for (let i = 0; i < t.length; i++) if (s.charCodeAt(at + i) !== t.charCodeAt(i)) return false
  return true
}
function find(s: string, t: string, from: number) {
  for (let i = Math.min(Math.max(from, 0), s.length); i + t.length <= s.length; i++) if (matches(s, t, i)) return i
  return -1
}
function findUnit(s: string, unit: number, from: number) {
  for (let i = Math.min(Math.max(from, 0), s.length); i < s.length; i++) if (s.charCodeAt(i) === unit) return i
  return -1
}
function codePoint(s: string, i: number) {
  const high = s.charCodeAt(i)
  if (high < 0xd800 || high > 0xdbff || i + 1 >= s.length) return high
  const low = s.charCodeAt(i + 1)
  return low < 0xdc00 || low > 0xdfff ? high : (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000
}
function findPoint(s: string, point: number, from: number) {
  if (point < 0x10000) return findUnit(s, point, from)
  for (let i = Math.min(Math.max(from, 0), s.length); i < s.length; i++) if (codePoint(s, i) === point) return i
  return -1
}
`

const results = {
  equal: 'boolean',
  order: 'number',
  matches: 'boolean',
  find: 'number',
  findUnit: 'number',
  codePoint: 'number',
  findPoint: 'number',
} as const

let parsed: ParsedModule | null = null

/** Calls one of the library's functions, which becomes part of the kernel. */
export function callLibrary(
  fn: FunctionContext,
  name: keyof typeof results,
  args: readonly Expr[],
  at: SourceRange,
): Expr {
  parsed ??= parseModule(source, 'hotpath-strings.ts')
  const module = parsed
  const node = module?.program.node.body.find(
    (statement): statement is t.FunctionDeclaration =>
      statement.type === 'FunctionDeclaration' && statement.id?.name === name,
  )
  if (module === null || node === undefined) throw new Error(`hotpath: no ${name} for strings`)
  const local = fn.temp(results[name], at)
  fn.emit({ kind: 'call', local, callee: fn.kernel.functionId({ node, name, module }), args, at })
  return fn.read(local, at)
}
