import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { SwitchCase } from '../../ir/stmt.js'
import type { TypeVar } from '../../ir/types.js'
import type { Lowered } from '../expressions/choose.js'
import { compare, constant, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { charConstant, equalsText } from '../strings/compare-strings.js'
import { isPoint, isString, textOf } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { inside } from './lower-jump.js'

/** `switch`: cases stay as they are, falling through; only the way to the matching one may need statements. */
export function lowerSwitch(fn: FunctionContext, node: t.SwitchStatement, names: readonly string[]): void {
  const at = fn.at(node)
  const zero = constant(0, at)
  const known = fn.kernel.attempt(() => fn.value(node.discriminant), zero)
  if (known.kind === 'text') return lowerKnownSwitch(fn, node, names, known.text)
  const given = fn.kernel.attempt(() => scalar(fn, known, node.discriminant), zero)
  const isText = isString(fn, given)
  const value = isPoint(fn, given) ? unary('code', given, at) : isText ? fn.hold(given) : given
  const caseOf = isText ? textCase : isPoint(fn, given) ? pointCase : plainCase
  const tests = node.cases.map(({ test }) => {
    if (test == null) return null
    return fn.kernel.attempt<Lowered>(() => fn.capture(() => caseOf(fn, test, value)), {
      statements: [],
      value: zero,
    })
  })
  const isPlain = !isText && tests.every(test => test === null || test.statements.length === 0)
  const way = isPlain
    ? { value: fn.hold(value), tests }
    : selectCase(fn, isText ? matchIsTest : isEqual(fn.spill(value)), tests, at)
  const label = fn.newLabel()
  const cases = node.cases.map(({ consequent }, i): SwitchCase<TypeVar> => {
    const body = inside(fn, { names, kind: 'switch', label }, () => {
      for (const statement of consequent) fn.statement(statement)
    })
    return { test: way.tests[i]?.value ?? null, body }
  })
  fn.emit({ kind: 'switch', label, discriminant: way.value, cases, at })
}

/** Where the discriminant is known, so is the case: what runs is its body and those it falls through to. */
function lowerKnownSwitch(
  fn: FunctionContext,
  node: t.SwitchStatement,
  names: readonly string[],
  text: string,
): void {
  const tests = node.cases.map(({ test }) => {
    if (test == null) return null
    return textOf(fn.module, test) ?? unsupported(test, fn.at(test), 'A case that is no known string')
  })
  const match = tests.indexOf(text)
  const first = match >= 0 ? match : tests.indexOf(null)
  if (first < 0) return
  const last = node.cases.findIndex(({ consequent }, i) => i >= first && consequent.some(leaves))
  const run = node.cases.slice(first, last < 0 ? undefined : last + 1)
  // Where its declaration did not run, JavaScript throws.
  const declares = node.cases.find(one => !run.includes(one) && one.consequent.some(isDeclaration))
  if (declares !== undefined)
    return unsupported(declares, fn.at(declares), 'A case that declares a variable without braces')
  const label = fn.newLabel()
  const body = inside(fn, { names, kind: 'switch', label }, () => {
    for (const { consequent } of run) for (const statement of consequent) fn.statement(statement)
  })
  fn.emit({ kind: 'block', label, body, at: fn.at(node) })
}

function isDeclaration(statement: t.Statement): boolean {
  return statement.type === 'VariableDeclaration' || statement.type === 'ClassDeclaration'
}

/** Whether what follows a statement never runs. */
function leaves(statement: t.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leaves)
  return ['BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement'].includes(statement.type)
}

/** A string of one code unit stands for that; longer ones are not told apart from one. */
function plainCase(fn: FunctionContext, test: t.Expression): Expr {
  const text = textOf(fn.module, test)
  if (text === undefined) return fn.expression(test)
  const at = fn.at(test)
  return text.length === 1
    ? charConstant(text.charCodeAt(0), at)
    : unsupported(test, at, 'A case of a whole string')
}

// No character has this code.
const noCode = -1

/** The code of a string of one code point, which is what is switched by. */
function pointCase(fn: FunctionContext, test: t.Expression): Expr {
  const at = fn.at(test)
  const [first, ...more] = textOf(fn.module, test) ?? unsupported(test, at, 'A case that is no known string')
  return constant((more.length === 0 ? first?.codePointAt(0) : undefined) ?? noCode, at)
}

/** Whether the whole string is this one. */
function textCase(fn: FunctionContext, test: t.Expression, value: Expr): Expr {
  return (
    equalsText(fn, value, test, fn.at(test)) ?? unsupported(test, fn.at(test), 'A case that is no string')
  )
}

function matchIsTest(test: Expr): Expr {
  return test
}

function isEqual(value: Expr): (test: Expr) => Expr {
  return test => compare('eq', value, test, test.at)
}

/**
 * Case tests with effects run one by one until one matches: `k = default; if (v === f()) k = 0; else { … }`; the
 * switch then goes by `k`.
 */
function selectCase(
  fn: FunctionContext,
  matches: (test: Expr) => Expr,
  tests: readonly (Lowered | null)[],
  at: SourceRange,
): { readonly value: Expr; readonly tests: readonly (Lowered | null)[] } {
  const chosen = fn.temp('number', at)
  const none = tests.includes(null) ? tests.indexOf(null) : tests.length
  fn.assign(chosen, constant(none, at), at)
  const search = tests.reduceRight<readonly Stmt[]>((otherwise, test, i) => {
    if (test === null) return otherwise
    const then: Stmt = { kind: 'set', local: chosen, value: constant(i, at), at }
    return [...test.statements, { kind: 'if', test: matches(test.value), then: [then], else: otherwise, at }]
  }, [])
  fn.emit(...search)
  const numbered = tests.map((test, i) => test && { statements: [], value: constant(i, test.value.at) })
  return { value: fn.read(chosen, at), tests: numbered }
}
