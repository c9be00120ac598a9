import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr, operands } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { accessesIn, heightOf } from '../measure-list.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { KnownLocals } from './magnitude.js'
import { exactLimit, magnitudeOf } from './magnitude.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** A double that a loop only ever adds whole numbers to. */
export interface IntegerSum {
  readonly local: LocalId
  /** What is added in an int32 of its own per strip, or the sum itself, whose low bits the turns look at, in 64 bits. */
  readonly kept: 'added' | 'whole'
}

/** How a loop runs in strips of so many turns, in which sums are integers. */
export interface SumPlan {
  readonly counted: CountedLoop
  readonly sums: readonly IntegerSum[]
  readonly turns: number
}

/** What a strip adds at most, so that one that begins below it ends below 2^53. */
export const mostAdded = 2 ** 51
/** What an int32 takes. */
const mostInt32 = 2 ** 30
/** Turns of the longest strip. */
const mostTurns = 2 ** 22
/** Shorter strips cost more than they save. */
const leastTurns = 2 ** 12
const mostStep = 2 ** 8

/** Null where nothing is to be won. */
export function planSums(loop: Loop<ValueType>, fn: KernelFunction<ValueType>): SumPlan | null {
  const counted = loop.isRemainder ? null : readCountedLoop(loop, writtenLocals(loop.body))
  if (!counted || counted.step > mostStep || counted.bound.kind === 'const' || !isStraight(loop)) return null
  const locals = knownLocals(fn)
  const added = new Map<LocalId, number>()
  for (const local of writtenLocals(loop.body)) {
    const most = fn.locals[local]?.type === 'f64' ? addedPerTurn(loop, local, fn, locals) : null
    if (most !== null) added.set(local, most)
  }
  const sums = [...added].flatMap(([local, most]): readonly (IntegerSum & { readonly most: number })[] => {
    const isRead = isReadBeside(loop, local)
    if (isRead) return showsLowBits(loop, local) ? [{ local, kept: 'whole', most }] : []
    return [{ local, kept: most * leastTurns <= mostInt32 ? 'added' : 'whole', most }]
  })
  const turns = sums.map(({ kept, most }) => (kept === 'added' ? mostInt32 : mostAdded) / Math.max(1, most))
  const fewest = Math.min(mostTurns, ...turns.map(Math.floor))
  return sums.length === 0 || fewest < leastTurns ? null : { counted, sums, turns: fewest }
}

/** An innermost loop that no jump leaves, without a check that could. */
function isStraight(loop: Loop<ValueType>): boolean {
  let holds = heightOf(loop.body) === 0 && accessesIn(loop.body).every(({ bounds }) => bounds === 'proven')
  forEachStmt(loop.body, ({ kind }) => {
    holds &&= ['set', 'store', 'if', 'block', 'output'].includes(kind)
  })
  return holds
}

const nothingKnown: KnownLocals = { typeOf: () => 'void', valueOf: () => null }

function knownLocals(fn: KernelFunction<ValueType>): KnownLocals {
  const values = new Map<LocalId, TypedExpr | null>(fn.params.map(param => [param, null]))
  forEachStmt(fn.body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) values.set(local, stmt.kind === 'set' && !values.has(local) ? stmt.value : null)
  })
  return {
    typeOf: local => fn.locals[local]?.type ?? 'void',
    valueOf: local => values.get(local) ?? null,
  }
}

/** What one turn adds at most, taking away included; null where the local is no sum of whole numbers everywhere. */
function addedPerTurn(
  loop: Loop<ValueType>,
  local: LocalId,
  fn: KernelFunction<ValueType>,
  locals: KnownLocals,
): number | null {
  if (fn.params.includes(local)) return null
  let most: number | null = 0
  const inLoop = new Set<Typed>()
  forEachStmt(loop.body, stmt => {
    inLoop.add(stmt)
    if (most === null || assignedLocal(stmt) !== local) return
    const by = stmt.kind === 'set' ? stepOf(stmt) : null
    const magnitude = by && magnitudeOf(by, locals)
    most = magnitude === null ? null : most + magnitude
  })
  forEachStmt(fn.body, stmt => {
    if (assignedLocal(stmt) === local && !inLoop.has(stmt) && !isWhole(stmt, locals)) most = null
  })
  return most
}

/** `by` in `local = local + by` or `local - by`. */
function stepOf({ local, value }: SetLocal<ValueType>): TypedExpr | null {
  if (value.kind !== 'binary' || (value.op !== 'add' && value.op !== 'sub')) return null
  const isSelf = (expr: TypedExpr) => expr.kind === 'local' && expr.local === local
  if (isSelf(value.left)) return value.right
  return isSelf(value.right) && value.op === 'add' ? value.left : null
}

/** Whether it assigns a whole number that is not -0, as every sum of such numbers is. */
function isWhole(stmt: Typed, locals: KnownLocals): boolean {
  if (stmt.kind !== 'set') return false
  return magnitudeOf(stepOf(stmt) ?? stmt.value, locals) !== null
}

function isReadBeside(loop: Loop<ValueType>, local: LocalId): boolean {
  let reads = 0
  forEachExprIn(loop.body, expr => {
    if (expr.kind === 'local' && expr.local === local) reads++
  })
  forEachStmt(loop.body, stmt => {
    if (stmt.kind === 'set' && stmt.local === local) reads--
  })
  return reads > 0
}

/** Whether turns look at the low 32 bits only, of the sum itself or of a small number added to it. */
function showsLowBits(loop: Loop<ValueType>, local: LocalId): boolean {
  let holds = true
  const visit = (expr: TypedExpr): void => {
    if (expr.kind === 'local' && expr.local === local) holds = false
    else if (!isLowBitsOf(expr, local)) for (const operand of operands(expr)) visit(operand)
  }
  forEachStmt(loop.body, stmt => {
    const step = stmt.kind === 'set' && stmt.local === local ? stepOf(stmt) : null
    for (const expr of step ? [step] : stmtExprs(stmt)) visit(expr)
  })
  return holds
}

/** Whether it wraps a number of less than 2^53 made of this sum. */
export function isLowBitsOf(expr: TypedExpr, local: LocalId): boolean {
  if (expr.kind !== 'convert' || expr.mode !== 'wrap' || (expr.type !== 'i32' && expr.type !== 'u32'))
    return false
  let reads = 0
  forEachExpr(expr, part => {
    if (part.kind === 'local' && part.local === local) reads++
  })
  return reads > 0 && isSumOf(expr.operand, local)
}

function isSumOf(expr: TypedExpr, local: LocalId): boolean {
  const most = magnitudeOf(expr, nothingKnown, local)
  return most !== null && most <= exactLimit
}
