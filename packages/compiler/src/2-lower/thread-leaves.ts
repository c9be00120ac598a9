import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { leafKey } from '../ir/leaf.js'
import { forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import type { LoweredLocal, Stmt } from './lowered.js'

type Lowered = KernelFunction<TypeVar>

/** The leaves one function needs, by key: its own, and those of the functions it calls. */
type Leaves = Map<string, LoweredLocal>

/**
 * Makes every leaf a parameter of the functions that need it: of those that read it, and of all on the way there from
 * the entry. Calls pass on the value of the moment.
 */
export function threadLeaves(
  functions: readonly Lowered[],
  fieldsRead: ReadonlySet<LocalId>,
): readonly Lowered[] {
  const needs = functions.map(fn => new Map(leavesOf(fn, fieldsRead)))
  if (needs.every(own => own.size === 0)) return functions
  let before = -1
  for (let size = total(needs); size !== before; size = total(needs)) {
    before = size
    functions.forEach((fn, id) => {
      forEachStmt(fn.body, stmt => {
        if (stmt.kind !== 'call' || typeof stmt.callee !== 'number') return
        for (const [key, leaf] of needs[stmt.callee] ?? [])
          if (!needs[id]?.has(key)) needs[id]?.set(key, leaf)
      })
    })
  }
  const ids = functions.map((fn, id) => localIds(fn, needs[id] ?? new Map()))
  return functions.map((fn, id) => thread(fn, id, needs, ids))
}

/** Those that are parameters already aside. Of the caller's objects only fields that something asks for. */
function leavesOf(
  fn: Lowered,
  fieldsRead: ReadonlySet<LocalId>,
): readonly (readonly [string, LoweredLocal])[] {
  return fn.locals.flatMap((local, id) => {
    const { source } = local
    const isField = source && (source.path.length > 0 || source.root.kind === 'private')
    const isNeeded = source && !fn.params.includes(id) && (!isField || fieldsRead.has(id))
    return isNeeded ? [[leafKey(source), local] as const] : []
  })
}

function total(needs: readonly Leaves[]): number {
  return needs.reduce((sum, own) => sum + own.size, 0)
}

/** Where each leaf is among the function's locals; those it only passes on come behind the others. */
function localIds(fn: Lowered, needs: Leaves): ReadonlyMap<string, LocalId> {
  const own = fn.locals.flatMap((leaf, id) => (leaf.source ? [[leafKey(leaf.source), id] as const] : []))
  const ids = new Map<string, LocalId>(own)
  let next = fn.locals.length
  for (const key of needs.keys()) if (!ids.has(key)) ids.set(key, next++)
  return ids
}

function thread(
  fn: Lowered,
  id: number,
  needs: readonly Leaves[],
  ids: readonly ReadonlyMap<string, LocalId>[],
): Lowered {
  const own = needs[id] ?? new Map()
  const mine = ids[id] ?? new Map()
  const passedOn = [...own]
    .filter(([key]) => (mine.get(key) ?? 0) >= fn.locals.length)
    .map(([, leaf]) => leaf)
  const pass = (stmt: Stmt): Stmt => {
    const nested = mapStmtBodies(stmt, list => list.map(pass))
    if (nested.kind !== 'call' || typeof nested.callee !== 'number') return nested
    const more = [...(needs[nested.callee] ?? [])].map(
      ([key, { type }]) => ({ kind: 'local', local: mine.get(key) ?? 0, type, at: nested.at }) as const,
    )
    return { ...nested, args: [...nested.args, ...more] }
  }
  // A parameter that came as a leaf is none of the declared ones.
  const leaves = [...own.keys()].map(key => mine.get(key) ?? 0)
  return {
    ...fn,
    params: [...fn.params, ...leaves],
    locals: [...fn.locals, ...passedOn],
    body: fn.body.map(pass),
  }
}
