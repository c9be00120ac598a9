import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import { compare, conditional, constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, LoweredLocal, Stmt } from '../lowered.js'
import { homeOf } from '../names/bindings.js'
import { frameOf } from '../values/value.js'
import type { Cell, Given, Source } from './lifted.js'
import { sourceName } from './lifted.js'

type Travelling = Given & { readonly kind: 'cell' | 'list' }

/** The local of the array in which a variable travels. */
export function cellLocal(given: Travelling, at: SourceRange): LoweredLocal {
  const made = { name: `${sourceName(given)}_cell`, origin: 'variable', at } as const
  if (given.kind === 'list') return { ...made, type: `${given.type}[]`, isOwn: true }
  return { ...made, type: given.holds === 'boolean' ? 'Uint8Array' : 'Float64Array' }
}

/** The array in which a variable travels: the one it came in, or one that is made once, where its function begins. */
export function cellArray(fn: FunctionContext, given: Travelling, at: SourceRange): LocalId {
  const frame = frameFor(fn, given)
  const known = fn.cells.find(
    ({ source, frame: own }) =>
      source.binding === given.binding && source.field === given.field && own === frame,
  )
  if (known !== undefined) return known.array
  const array = fn.addLocal(cellLocal(given, at))
  fn.entry.push({ kind: 'new-array', local: array, length: constant(1, at), at })
  if (given.kind === 'list') {
    const none = fn.temp(given.type, at)
    const row = fn.read(none, at)
    fn.entry.push({ kind: 'new-array', local: none, length: constant(0, at), at })
    fn.entry.push({ kind: 'store-row', array, index: constant(0, at), row, bounds: 'proven', at })
  }
  noteCell(fn, given, array)
  return array
}

/** Notes the array of a variable, in the function that is being lowered. */
export function noteCell(fn: FunctionContext, source: Source, array: LocalId): void {
  fn.cells.push({ source, frame: frameFor(fn, source), array })
}

function frameFor(fn: FunctionContext, { binding }: Source) {
  const home = homeOf(binding)
  return home && frameOf(fn.frame, home)
}

/** `cell[0] = variable`, before a call. */
export function handToCell(fn: FunctionContext, cell: Cell, at: SourceRange): Stmt {
  if (cell.holds !== 'list') return storeCell(fn, cell, at)
  const { local, array } = cell
  const row = fn.read(local, at)
  return { kind: 'store-row', array, index: constant(0, at), row, bounds: 'proven', isAgain: true, at }
}

/** `variable = cell[0]`, after a call, and where a lifted function begins. */
export function takeFromCell(fn: FunctionContext, cell: Cell, at: SourceRange): Stmt {
  const { local, array, holds } = cell
  const index = constant(0, at)
  if (holds === 'list') {
    fn.noteRow(local, { array, index })
    return { kind: 'row', local, array, index, bounds: 'proven', at }
  }
  const element: Expr = { kind: 'load', array, index, bounds: 'proven', type: 'number', at }
  const value = holds === 'boolean' ? compare('ne', element, constant(0, at), at) : element
  return { kind: 'set', local, value, at }
}

function storeCell(fn: FunctionContext, { local, array, holds }: Cell, at: SourceRange): Stmt {
  const value = fn.read(local, at)
  const stored = holds === 'boolean' ? conditional(value, constant(1, at), constant(0, at), at) : value
  return { kind: 'store', array, index: constant(0, at), value: stored, bounds: 'proven', at }
}

/** The body of a lifted function: it leaves in its cells what it may have assigned, at every end. */
export function withCells(
  fn: FunctionContext,
  cells: readonly Cell[],
  body: readonly Stmt[],
  at: SourceRange,
): readonly Stmt[] {
  if (cells.length === 0) return body
  const left = cells.filter(({ holds }) => holds !== 'list')
  const leave = (end: SourceRange) => left.map(cell => storeCell(fn, cell, end))
  const place = (list: readonly Stmt[]): readonly Stmt[] =>
    list.flatMap(stmt => (stmt.kind === 'return' ? [...leave(stmt.at), stmt] : [mapStmtBodies(stmt, place)]))
  const isOver = body.at(-1)?.kind === 'return'
  return [...place(body), ...(isOver ? [] : leave(at))]
}
