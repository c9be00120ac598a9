import type { Expr, LocalId } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { exprRestarts } from '../../ir/restarts.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray, isTypedArray } from '../../ir/types.js'
import { countReads } from '../count-reads.js'
import { readCountedLoop } from '../counted-loop.js'
import { accessesIn } from '../measure-list.js'
import { isSelfContained } from '../self-contained.js'
import type { Access } from '../symbolic/walk.js'
import { writtenLocals } from '../symbolic/writes.js'
import { linearIndex } from './linear-index.js'

type List = readonly Stmt<ValueType>[]

/**
 * How many elements of each array, by position among the parameters, each turn of a kernel's only loop has for itself; null
 * where it is no such kernel.
 */
export function readBlocks(kernel: Kernel<ValueType>): ReadonlyMap<number, number> | null {
  const [entry, ...helpers] = kernel.functions
  const isPlain = entry?.result === 'void' && helpers.length === 0 && (kernel.outputs ?? []).length === 0
  if (!entry || !isPlain || (kernel.callbacks ?? []).length > 0) return null
  const loop = onlyLoop(entry)
  const written = loop && writtenLocals(loop.body)
  const head = loop && written && readCountedLoop(loop, written)
  if (!head || head.isInclusive || !startsAtZero(entry, head.counter)) return null
  if (!isBoundByLength(entry, head.bound) || !isSelfContained(loop.body, written)) return null
  return blocksOf(entry, loop, head)
}

/** The loop that is all a function does, but for scalars before it. */
function onlyLoop({ body }: KernelFunction<ValueType>): Loop<ValueType> | null {
  const last = body.at(-1)
  const isEnd = last?.kind === 'return' && last.value === null
  const list = isEnd ? body.slice(0, -1) : body
  const loop = list.at(-1)
  const isScalar = (stmt: Stmt<ValueType>) =>
    stmt.kind === 'set' && !isArray(stmt.value.type) && accessesIn([stmt]).length === 0
  return loop?.kind === 'loop' && list.slice(0, -1).every(isScalar) ? loop : null
}

/** The values that a local is given before the loop. */
function valuesBefore({ body }: KernelFunction<ValueType>, local: LocalId): readonly Expr<ValueType>[] {
  return body.flatMap(stmt => (stmt.kind === 'set' && stmt.local === local ? [stmt.value] : []))
}

function startsAtZero(fn: KernelFunction<ValueType>, counter: LocalId): boolean {
  const values = valuesBefore(fn, counter)
  return values.length === 1 && values.every(value => value.kind === 'const' && Number(value.value) === 0)
}

/** Whether the loop ends where an array does, and nothing else asks how long one is. */
function isBoundByLength(fn: KernelFunction<ValueType>, bound: Expr<ValueType>): boolean {
  let lengths = 0
  forEachExprIn(fn.body, expr => {
    if (expr.kind === 'length') lengths++
  })
  if (lengths !== 1) return false
  if (bound.kind !== 'local') return bound.kind === 'length' && bound.unit === undefined
  const values = valuesBefore(fn, bound.local)
  const isLength = values.length === 1 && values.every(({ kind }) => kind === 'length')
  return isLength && countReads(fn.body).get(bound.local) === 1
}

function blocksOf(
  entry: KernelFunction<ValueType>,
  { body }: Loop<ValueType>,
  { counter, step }: { readonly counter: LocalId; readonly step: number },
): ReadonlyMap<number, number> | null {
  const accesses = accessesIn(body)
  const factors = new Map<LocalId, number>()
  for (const access of accesses) {
    const factor = factorOf(access, counter, step)
    const known = factors.get(access.array) ?? factor
    if (factor === null || factor !== known) return null
    factors.set(access.array, factor)
  }
  if (!isQuiet(body) || readsIn(body, counter) !== readsInIndexes(accesses, counter)) return null
  const blocks = new Map<number, number>()
  entry.params.forEach((id, position) => {
    const factor = factors.get(id)
    if (factor !== undefined && isTypedArray(typeOf(entry, id))) blocks.set(position, factor * step)
  })
  const arrays = entry.params.filter(id => isArray(typeOf(entry, id)))
  return blocks.size === arrays.length && blocks.size === factors.size && blocks.size > 0 ? blocks : null
}

/** `a` of an access at `a * counter + c` that no other turn makes, as `c` is less than what the counter moves on by. */
function factorOf(access: Access, counter: LocalId, step: number): number | null {
  if (access.kind === 'row' || access.raw !== undefined || access.wide !== undefined) return null
  const index = linearIndex(access.index, counter)
  return index && index.factor >= 1 && index.first < index.factor * step ? index.factor : null
}

/**
 * Whether nothing starts the call over but an access beyond an array's end, nothing of the host's is called, which somebody may
 * have replaced by what throws, and no array but those of accesses is named.
 */
function isQuiet(body: List): boolean {
  let holds = true
  forEachExprIn(body, expr => {
    holds &&= expr.kind === 'load' ? expr.raw === undefined : !exprRestarts(expr)
    holds &&= expr.kind !== 'global' && !isHosts(expr)
    holds &&= expr.kind !== 'local' || !isArray(expr.type)
  })
  forEachStmt(body, stmt => {
    holds &&= stmt.kind !== 'set' || !isArray(stmt.value.type)
  })
  return holds
}

function isHosts(expr: Expr<ValueType>): boolean {
  return expr.kind === 'math' ? expr.isOurs !== true : expr.kind === 'binary' && expr.op === 'pow'
}

function readsIn(list: List, local: LocalId): number {
  return countReads(list).get(local) ?? 0
}

function readsInIndexes(accesses: readonly Access[], counter: LocalId): number {
  return accesses.reduce(
    (sum, { index, at }) => sum + readsIn([{ kind: 'set', local: -1, value: index, at }], counter),
    0,
  )
}

function typeOf(fn: KernelFunction<ValueType>, id: LocalId): ValueType {
  return fn.locals[id]?.type ?? 'void'
}
