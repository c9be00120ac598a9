import type { Tint } from '../abi/module-report.js'
import type { Bounds, Expr } from '../ir/expr.js'
import { forEachExpr } from '../ir/expr-walk.js'
import type { Callback } from '../ir/host-function.js'
import { hostInfo, isCallback } from '../ir/host-function.js'
import type { Kernel } from '../ir/kernel.js'
import { isOwnCall } from '../ir/kernel.js'
import type { SourceRange } from '../ir/source-range.js'
import type { Call, Stmt } from '../ir/stmt.js'
import { forEachStmt, stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import type { SourcePlaces } from './source-places.js'
import { placeKey } from './source-places.js'

/** What stands at a place of the source and what it costs; without `text`, it is nothing but arithmetic. */
export interface Cost {
  readonly at: SourceRange
  readonly tint: Tint
  readonly text: string | null
}

/**
 * What one kernel costs, place by place. `narrowed` is the kernel before the optional passes, which still has each access
 * once and by the user's names; `final`, after them, tells which of its checks are left.
 */
export function listCosts(
  narrowed: Kernel<ValueType>,
  final: Kernel<ValueType>,
  places: SourcePlaces,
): readonly Cost[] {
  const checks = checksIn(final)
  const found: Cost[] = []
  const add = (at: SourceRange, tint: Tint, text: string | null) => {
    if (places.has(at)) found.push({ at, tint, text })
  }
  const access = (kind: string, at: SourceRange) => {
    if (places.has(at))
      found.push({
        at,
        ...accessCost(
          checks.get(`${kind} ${placeKey(at)}`),
          places.quote(kind === 'store' ? places.target(at) : at),
        ),
      })
  }
  for (const fn of narrowed.functions) {
    forEachStmt(fn.body, stmt => {
      add(stmt.at, 'arithmetic', null)
      if (stmt.kind === 'store' || stmt.kind === 'row') access(stmt.kind, stmt.at)
      const own = stmtCost(stmt, narrowed)
      if (own !== null) add(stmt.at, own.tint, own.text)
      for (const expr of stmtExprs(stmt)) {
        forEachExpr(expr, part => {
          add(part.at, 'arithmetic', null)
          if (part.kind === 'load') access('load', part.at)
          const crossing = exprCrossing(part)
          if (crossing !== null) add(part.at, 'crossing', crossing)
        })
      }
    })
  }
  return found
}

/** The ways in which one access of the source is done, for it may stand in several copies of a loop. */
type Checks = ReadonlySet<Bounds>

function checksIn(kernel: Kernel<ValueType>): ReadonlyMap<string, Checks> {
  const found = new Map<string, Set<Bounds>>()
  const add = (kind: string, at: SourceRange, bounds: Bounds) => {
    const key = `${kind} ${placeKey(at)}`
    found.set(key, (found.get(key) ?? new Set()).add(bounds))
  }
  for (const fn of kernel.functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'store' || stmt.kind === 'row') add(stmt.kind, stmt.at, stmt.bounds)
      for (const expr of stmtExprs(stmt)) {
        forEachExpr(expr, part => {
          if (part.kind === 'load') add('load', part.at, part.bounds)
        })
      }
    })
  }
  return found
}

function accessCost(checks: Checks | undefined, what: string): Pick<Cost, 'tint' | 'text'> {
  if (checks === undefined)
    return {
      tint: 'arithmetic',
      text: `${what} was computed while building, is taken elsewhere, or is not needed`,
    }
  const isFree = checks.has('proven')
  if (isFree && checks.size === 1)
    return { tint: 'arithmetic', text: `${what} is in bounds whatever the arguments are` }
  if (isFree)
    return {
      tint: 'arithmetic',
      text: `${what} is checked once, ahead of the loop; only where that fails, each time`,
    }
  const otherwise = checks.has('restart') ? '; out of bounds, the call starts over in JavaScript' : ''
  return { tint: 'check', text: `the bounds of ${what} are checked each time${otherwise}` }
}

function stmtCost(stmt: Stmt<ValueType>, kernel: Kernel<ValueType>): Pick<Cost, 'tint' | 'text'> | null {
  switch (stmt.kind) {
    case 'call':
      return callCost(stmt, kernel)
    case 'new-array':
      return { tint: 'crossing', text: 'makes an array inside WebAssembly, filled with zeros' }
    case 'resize':
      return { tint: 'crossing', text: 'changes the length of an array, which may move it' }
    case 'bulk':
      return stmt.op === 'sort'
        ? { tint: 'arithmetic', text: 'sorts inside WebAssembly' }
        : { tint: 'crossing', text: 'copies many elements at once' }
    case 'view':
      return { tint: 'arithmetic', text: 'the same elements under another name: nothing is copied' }
    case 'throw':
      return stmt.site === 'restart'
        ? { tint: 'crossing', text: 'comes here: the call starts over in JavaScript' }
        : { tint: 'crossing', text: 'leaves WebAssembly by an error' }
    default:
      return null
  }
}

function callCost({ callee }: Call<ValueType>, kernel: Kernel<ValueType>): Pick<Cost, 'tint' | 'text'> {
  if (typeof callee === 'number') {
    const name = kernel.functions[callee]?.name ?? ''
    return { tint: 'arithmetic', text: `calls \`${name}\` inside WebAssembly` }
  }
  const { called } = hostInfo(callee)
  const text = isCallback(callee)
    ? `calls \`${called}\`, which ${whose(callee, kernel)}: out of WebAssembly and back${showing(kernel)}`
    : `calls \`${called}\`: out of WebAssembly and back`
  return { tint: 'crossing', text }
}

function whose({ slot }: Callback, { callbacks = [] }: Kernel<ValueType>): string {
  return isOwnCall(callbacks[slot]) ? 'stays JavaScript' : 'only the caller knows'
}

/** What it costs that callbacks may look at the arrays that were passed in, and change them. */
function showing({ functions: [entry] }: Kernel<ValueType>): string {
  const types = (entry?.params ?? []).map(id => entry?.locals[id]?.type ?? 'void')
  return types.some(type => isArray(type) && type !== 'string')
    ? '; before it, arrays of the caller’s that are written are copied out, and after it each is compared with its copy'
    : ''
}

/** What leaves WebAssembly, or takes many instructions where the source has one sign. */
function exprCrossing(expr: Expr<ValueType>): string | null {
  switch (expr.kind) {
    case 'math':
      return expr.isOurs
        ? null
        : `\`Math.${expr.fn}\` is the engine's own, called out of WebAssembly for the same bits`
    case 'binary':
      return expr.op === 'pow'
        ? "`**` is the engine's own, called out of WebAssembly for the same bits"
        : null
    case 'convert':
      return expr.mode === 'wrap' && (expr.operand.type === 'f64' || expr.operand.type === 'f32')
        ? `converts a number of type ${expr.operand.type} that may be any to ${expr.type}, as \`${expr.type === 'u32' ? '>>> 0' : '| 0'}\` does`
        : null
    default:
      return null
  }
}
