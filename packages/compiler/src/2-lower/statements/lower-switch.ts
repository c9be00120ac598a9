import type * as t from '@babel/types'
import type { SwitchCase } from '../../ir/stmt.js'
import type { TypeVar } from '../../ir/types.js'
import type { Lowered } from '../expressions/choose.js'
import { compare, constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { charConstant } from '../strings/compare-strings.js'
import { isString, textOf } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { inside } from './lower-jump.js'

/** `switch`: cases stay as they are, falling through; only the way to the matching one may need statements. */
export function lowerSwitch(fn: FunctionContext, node: t.SwitchStatement, names: readonly string[]): void {
  const at = fn.at(node)
  const zero = constant(0, at)
  const value = fn.kernel.attempt(() => fn.expression(node.discriminant), zero)
  const tests = node.cases.map(({ test }) => {
    if (test == null) return null
    return fn.kernel.attempt<Lowered>(() => fn.capture(() => lowerCaseTest(fn, test)), {
      statements: [],
      value: zero,
    })
  })
  if (isString(fn, value)) {
    fn.kernel.attempt(() => unsupported(node, at, 'A `switch` over a whole string'), undefined)
  }
  const isPlain = tests.every(test => test === null || test.statements.length === 0)
  const way = isPlain ? { value: fn.hold(value), tests } : selectCase(fn, value, tests)
  const label = fn.newLabel()
  const cases = node.cases.map(({ consequent }, i): SwitchCase<TypeVar> => {
    const body = inside(fn, { names, kind: 'switch', label }, () => {
      for (const statement of consequent) fn.statement(statement)
    })
    return { test: way.tests[i]?.value ?? null, body }
  })
  fn.emit({ kind: 'switch', label, discriminant: way.value, cases, at })
}

/** A string of one code unit stands for that; longer ones are not told apart in a switch. */
function lowerCaseTest(fn: FunctionContext, test: t.Expression): Expr {
  const text = textOf(fn.module, test)
  if (text === undefined) return fn.expression(test)
  const at = fn.at(test)
  return text.length === 1
    ? charConstant(text.charCodeAt(0), at)
    : unsupported(test, at, 'A case of a whole string')
}

/**
 * Case tests with effects run one by one until one matches: `k = default; if (v === f()) k = 0; else { … }`; the
 * switch then goes by `k`.
 */
function selectCase(
  fn: FunctionContext,
  value: Expr,
  tests: readonly (Lowered | null)[],
): { readonly value: Expr; readonly tests: readonly (Lowered | null)[] } {
  const { at } = value
  const held = fn.spill(value)
  const chosen = fn.temp('number', at)
  const none = tests.includes(null) ? tests.indexOf(null) : tests.length
  fn.assign(chosen, constant(none, at), at)
  const search = tests.reduceRight<readonly Stmt[]>((otherwise, test, i) => {
    if (test === null) return otherwise
    const then: Stmt = { kind: 'set', local: chosen, value: constant(i, at), at }
    const match = compare('eq', held, test.value, test.value.at)
    return [...test.statements, { kind: 'if', test: match, then: [then], else: otherwise, at }]
  }, [])
  fn.emit(...search)
  const numbered = tests.map((test, i) => test && { statements: [], value: constant(i, test.value.at) })
  return { value: fn.read(chosen, at), tests: numbered }
}
