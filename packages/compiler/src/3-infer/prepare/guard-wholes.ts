import type { BinaryOp, Expr, LocalId, UnaryOp } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt, mapStmtBodies, stmtBodies, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType, ValueType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import { narrowNumbers } from '../narrow/narrow-numbers.js'
import { isWithin } from './is-within.js'

const roundings: ReadonlySet<UnaryOp> = new Set<UnaryOp>(['floor', 'ceil', 'trunc', 'round'])
const wholeOps: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['add', 'sub', 'mul', 'rem', 'min', 'max'])

type List = readonly Stmt<JsType>[]
type Assignment = Stmt<JsType> & { readonly kind: 'set' }

/**
 * Checks rounded numbers that lead to an element where they are made, so that they are int32 from there on:
 *
 * ```
 * x0 = floor(sx)
 * →
 * t = floor(sx); if (!(t >= -2^30 && t <= 2^30)) start over; x0 = t
 * ```
 *
 * Soundness: a kernel that may start over in JavaScript may do so anywhere. Little is lost by it, as such a number leads to
 * an element that is not there, which starts the call over too. Only numbers that become integers by it are checked.
 */
export const guardWholes: Preparation = { name: 'guard-wholes', run: guardKernel }

function guardKernel(kernel: Kernel<JsType>): Kernel<JsType> {
  const rounded = kernel.functions.map(({ body }) => roundedIn(body))
  if (rounded.every(({ size }) => size === 0)) return kernel
  const before = narrowNumbers(kernel)
  const reads = restartingReads(before)
  const isDouble = (of: Kernel<ValueType>, fn: number, { local }: Assignment) =>
    of.functions[fn]?.locals[local]?.type === 'f64'
  const candidates = kernel.functions.map(({ body }, n) =>
    leadingTo(reads, rounded[n] ?? new Set(), body).filter(stmt => isDouble(before, n, stmt)),
  )
  if (candidates.every(({ length }) => length === 0)) return kernel
  const after = narrowNumbers(withChecks(kernel, candidates))
  const useful = candidates.map((stmts, n) => stmts.filter(stmt => !isDouble(after, n, stmt)))
  return useful.every(({ length }) => length === 0) ? kernel : withChecks(kernel, useful)
}

/** The assignments of what is made of whole numbers and something rounded, perhaps by another of them. */
function roundedIn(list: List): ReadonlySet<Assignment> {
  const [found, locals] = [new Set<Assignment>(), new Set<LocalId>()]
  for (let before = -1; before !== found.size; ) {
    before = found.size
    forEachStmt(list, stmt => {
      if (stmt.kind !== 'set' || !isRounded(stmt.value, locals)) return
      found.add(stmt)
      locals.add(stmt.local)
    })
  }
  return found
}

function isRounded(expr: Expr<JsType>, rounded: ReadonlySet<LocalId>): boolean {
  if (expr.kind === 'local') return rounded.has(expr.local)
  if (expr.kind === 'unary') return roundings.has(expr.op)
  if (expr.kind !== 'binary' || !wholeOps.has(expr.op)) return false
  return isRounded(expr.left, rounded) || isRounded(expr.right, rounded)
}

/** Where elements are read that start the call over when they are not there. */
function restartingReads({ functions }: Kernel<ValueType>): ReadonlySet<string> {
  const places = new Set<string>()
  for (const { body } of functions) {
    forEachExprIn(body, expr => {
      if (expr.kind === 'load' && expr.bounds === 'restart') places.add(placeOf(expr.at))
    })
  }
  return places
}

function placeOf({ file, start, end }: SourceRange): string {
  return `${file} ${start} ${end}`
}

/** Those of the assignments behind which one of these elements is read at that number, come what may. */
function leadingTo(
  reads: ReadonlySet<string>,
  rounded: ReadonlySet<Stmt<JsType>>,
  list: List,
): readonly Assignment[] {
  return list.flatMap((stmt, place) => {
    const inner = stmtBodies(stmt).flatMap(body => leadingTo(reads, rounded, body))
    if (stmt.kind !== 'set' || !rounded.has(stmt)) return inner
    return readsAt(list.slice(place + 1), new Set([stmt.local]), reads) ? [stmt] : inner
  })
}

/** Whether a list reads one of these elements by a number made of `numbers`, which grow by what is made of them. */
function readsAt(list: List, numbers: Set<LocalId>, reads: ReadonlySet<string>): boolean {
  return list.some(stmt => {
    if (stmtExprs(stmt).some(expr => isReadIn(expr, numbers, reads))) return true
    if (stmt.kind === 'set' && isMadeOf(stmt.value, numbers)) numbers.add(stmt.local)
    const isPassed = stmt.kind === 'loop' || stmt.kind === 'block'
    return isPassed && stmtBodies(stmt).some(body => readsAt(body, numbers, reads))
  })
}

function isReadIn(expr: Expr<JsType>, numbers: ReadonlySet<LocalId>, reads: ReadonlySet<string>): boolean {
  if (expr.kind === 'load' && reads.has(placeOf(expr.at)) && isMadeOf(expr.index, numbers)) return true
  const [first, ...others] = operands(expr)
  if (first && isReadIn(first, numbers, reads)) return true
  // What stands behind a choice may never be read.
  if (expr.kind === 'logical' || expr.kind === 'conditional') return false
  return others.some(operand => isReadIn(operand, numbers, reads))
}

function isMadeOf(expr: Expr<JsType>, numbers: ReadonlySet<LocalId>): boolean {
  if (expr.kind === 'local') return numbers.has(expr.local)
  if (expr.kind === 'unary') return isMadeOf(expr.operand, numbers)
  return expr.kind === 'binary' && (isMadeOf(expr.left, numbers) || isMadeOf(expr.right, numbers))
}

function withChecks(kernel: Kernel<JsType>, chosen: readonly (readonly Assignment[])[]): Kernel<JsType> {
  return { ...kernel, functions: kernel.functions.map((fn, n) => checkIn(fn, new Set(chosen[n]))) }
}

function checkIn(fn: KernelFunction<JsType>, chosen: ReadonlySet<Stmt<JsType>>): KernelFunction<JsType> {
  const locals: Local<JsType>[] = [...fn.locals]
  const check = (list: List): List =>
    list.flatMap(stmt => {
      if (stmt.kind !== 'set' || !chosen.has(stmt)) return [mapStmtBodies(stmt, check)]
      const { at } = stmt
      const name = locals[stmt.local]?.name ?? 'value'
      const rounded = locals.push({ name, type: 'number', origin: 'temp', at }) - 1
      const read: Expr<JsType> = { kind: 'local', local: rounded, type: 'number', at }
      return [
        { ...stmt, local: rounded },
        {
          kind: 'if',
          test: isWithin(read, at),
          then: [],
          else: [{ kind: 'throw', site: 'restart', at }],
          at,
        },
        // An expression of its own: the test, of which more is known, may say that nobody comes here.
        { ...stmt, value: { ...read } },
      ]
    })
  return { ...fn, body: check(fn.body), locals }
}
