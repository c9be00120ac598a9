import type { Expr, LocalId } from '../../ir/expr.js'
import type { HostFunction } from '../../ir/host-function.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { Call, FunctionId } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray, isNestedArray } from '../../ir/types.js'

/** What a function may do with the arrays of its parameters, each set holding parameter positions. */
export interface ArrayFlow {
  readonly written: ReadonlySet<number>
  readonly returned: ReadonlySet<number>
  readonly returnsTable: boolean
}

/** Where an array may come from: a parameter by position, or a constant table. Arrays made here have no origin. */
export type Origin = number | 'table'

export type Origins = ReadonlyMap<LocalId, ReadonlySet<Origin>>

/**
 * Follows the arrays of a kernel through assignments and calls, by function id. Order and conditions are ignored, so the
 * answer may be too large and never too small. Grows all functions' answers together until none changes, which recursion
 * needs.
 */
export function traceArrays(kernel: Kernel<ValueType>): readonly ArrayFlow[] {
  let flows: readonly ArrayFlow[] = kernel.functions.map(() => ({
    written: new Set(),
    returned: new Set(),
    returnsTable: false,
  }))
  for (;;) {
    const grown = kernel.functions.map(fn => traceFunction(fn, flows))
    if (size(grown) === size(flows)) return grown
    flows = grown
  }
}

function size(flows: readonly ArrayFlow[]): number {
  return flows.reduce(
    (sum, flow) => sum + flow.written.size + flow.returned.size + Number(flow.returnsTable),
    0,
  )
}

function traceFunction(fn: KernelFunction<ValueType>, flows: readonly ArrayFlow[]): ArrayFlow {
  const origins = originsIn(fn, flows)
  const written = new Set<number>()
  const returned = new Set<number>()
  let returnsTable = false
  const write = (local: LocalId) => {
    for (const origin of origins.get(local) ?? []) if (origin !== 'table') written.add(origin)
  }
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'store' || stmt.kind === 'bulk') write(stmt.array)
    if (stmt.kind === 'call') for (const local of passed(stmt, flows, 'written')) write(local)
    if (stmt.kind === 'call' && stmt.sorts !== undefined) write(stmt.sorts)
    const isResult = stmt.kind === 'return' || stmt.kind === 'output'
    if (!isResult || stmt.value === null) return
    for (const local of arraysIn(stmt.value)) {
      for (const origin of origins.get(local) ?? []) {
        if (origin === 'table') returnsTable = true
        else returned.add(origin)
      }
    }
  })
  return { written, returned, returnsTable }
}

/** Where the arrays that each local of a function holds may come from. */
export function originsIn(fn: KernelFunction<ValueType>, flows: readonly ArrayFlow[]): Origins {
  const origins = new Map<LocalId, Set<Origin>>(fn.locals.map((_, id) => [id, new Set()]))
  for (const [position, id] of fn.params.entries()) origins.get(id)?.add(position)
  fn.locals.forEach((local, id) => {
    if (local.table !== undefined) origins.get(id)?.add('table')
  })
  let grew = true
  const flow = (from: LocalId, to: LocalId) => {
    const target = origins.get(to)
    for (const origin of origins.get(from) ?? []) {
      if (!target || target.has(origin)) continue
      target.add(origin)
      grew = true
    }
  }
  while (grew) {
    grew = false
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'view' || stmt.kind === 'row') flow(stmt.array, stmt.local)
      if (stmt.kind === 'store-row') for (const from of arraysIn(stmt.row)) flow(from, stmt.array)
      if (stmt.kind === 'bulk' && isNestedArray(fn.locals[stmt.array]?.type ?? 'void'))
        flow(stmt.from, stmt.array)
      if (stmt.kind === 'set') for (const from of arraysIn(stmt.value)) flow(from, stmt.local)
      // Rows that one of two names for an array of arrays is given are the other's too.
      if (stmt.kind === 'set' && isNestedArray(stmt.value.type))
        for (const from of arraysIn(stmt.value)) flow(stmt.local, from)
      if (stmt.kind !== 'call' || stmt.local === null) return
      for (const from of passed(stmt, flows, 'returned')) flow(from, stmt.local)
      const table = returnsTable(stmt.callee, flows) && origins.get(stmt.local)
      if (!table || table.has('table')) return
      table.add('table')
      grew = true
    })
  }
  return origins
}

function returnsTable(callee: FunctionId | HostFunction, flows: readonly ArrayFlow[]): boolean {
  return typeof callee === 'number' && flows[callee]?.returnsTable === true
}

/** The array locals a call passes in positions that the callee writes or returns. */
function passed(
  stmt: Call<ValueType>,
  flows: readonly ArrayFlow[],
  how: 'written' | 'returned',
): readonly LocalId[] {
  if (typeof stmt.callee !== 'number') return []
  const positions = flows[stmt.callee]?.[how]
  return stmt.args.flatMap((arg, position) => (positions?.has(position) ? arraysIn(arg) : []))
}

/** The array locals whose array an expression may be. */
function arraysIn(expr: Expr<ValueType>): readonly LocalId[] {
  if (!isArray(expr.type)) return []
  if (expr.kind === 'local') return [expr.local]
  return expr.kind === 'conditional' ? [...arraysIn(expr.then), ...arraysIn(expr.else)] : []
}
