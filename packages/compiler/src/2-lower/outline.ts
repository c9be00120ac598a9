import type { LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { SourceRange } from '../ir/source-range.js'
import type { FunctionId } from '../ir/stmt.js'
import { assignedLocal, forEachStmt, namedArrays, stmtExprs } from '../ir/stmt-walk.js'
import type { FunctionContext } from './function-context.js'
import type { Expr, LoweredLocal, Stmt } from './lowered.js'
import type { Frame, Place } from './values/value.js'

/** Statements, lowered in place, that become a function of their own. */
export interface Outline {
  readonly name: string
  readonly params: readonly LocalId[]
  readonly statements: readonly Stmt[]
  /** What the function returns. */
  readonly result: Expr
  readonly at: SourceRange
}

/** Where a function's locals and checks ended before the statements were lowered. */
export interface BeforeOutline {
  readonly locals: number
  readonly checks: number
}

/** A function of the kernel, and the locals around it that it takes behind its parameters. */
export interface Outlined {
  readonly callee: FunctionId
  readonly captured: readonly LocalId[]
}

/** Notes where lowering stands, before statements are lowered that shall become a function of their own. */
export function beforeOutline(fn: FunctionContext): BeforeOutline {
  return { locals: fn.locals.length, checks: fn.kernel.definedChecks.length }
}

/**
 * Makes a function of the kernel from statements that were lowered in place. Variables around them become further
 * parameters, so they can be read there; `null` where one is assigned.
 */
export function outline(fn: FunctionContext, what: Outline, before: BeforeOutline): Outlined | null {
  const { name, params, result, at } = what
  const body: readonly Stmt[] = [...what.statements, { kind: 'return', value: result, at }]
  const assigned = assignedIn(body)
  const around = heldAround(fn, before)
  if ([...assigned].some(local => around.has(local))) return null
  const isTable = (local: LocalId) => fn.locals[local]?.table !== undefined
  const captured = [...mentionedIn(body)].filter(
    local => !params.includes(local) && !assigned.has(local) && !isTable(local),
  )
  // The locals keep their ids: those that the function does not name cost nothing.
  const taken = new Set([...params, ...captured])
  const locals = fn.locals.map((local, id) => ownLocal(local, taken.has(id)))
  const lowered = { name, params: [...taken], locals, result: 'dyn', body, at } as const
  const callee = fn.kernel.addLowered({ node: fn.node, name, module: fn.module, lowered })
  const { definedChecks } = fn.kernel
  for (const check of definedChecks.splice(before.checks))
    definedChecks.push(check.inFunction === fn.id ? { ...check, inFunction: callee } : check)
  return { callee, captured }
}

/** What comes with a call is a parameter like others, wherever the function around has it from. */
function ownLocal({ name, type, table, at }: LoweredLocal, isParam: boolean): LoweredLocal {
  if (isParam) return { name, type, origin: 'param', at }
  return table === undefined
    ? { name, type, origin: 'variable', at }
    : { name, type, table, origin: 'table', at }
}

function assignedIn(statements: readonly Stmt[]): ReadonlySet<LocalId> {
  const assigned = new Set<LocalId>()
  forEachStmt(statements, stmt => {
    const target = assignedLocal(stmt)
    if (target !== null) assigned.add(target)
  })
  return assigned
}

function mentionedIn(statements: readonly Stmt[]): ReadonlySet<LocalId> {
  const mentioned = new Set<LocalId>()
  forEachStmt(statements, stmt => {
    for (const array of namedArrays(stmt)) mentioned.add(array)
    if (stmt.kind === 'new-array' && stmt.like !== undefined) mentioned.add(stmt.like)
    for (const expr of stmtExprs(stmt)) forEachLocal(expr, local => mentioned.add(local))
  })
  return mentioned
}

/** The locals that were there before, and those that variables and objects around were given meanwhile. */
function heldAround(fn: FunctionContext, before: BeforeOutline): ReadonlySet<LocalId> {
  const held = new Set(Array.from({ length: before.locals }, (_, id) => id))
  const seen = new Set<Place>()
  const hold = (place: Place): void => {
    if (seen.has(place)) return
    seen.add(place)
    if (place.kind === 'variable') held.add(place.local)
    if (place.kind === 'optional') held.add(place.local).add(place.present)
    if (place.kind === 'optional-object') {
      held.add(place.present)
      hold(place.object)
    }
    if (place.kind === 'object') for (const field of place.fields.values()) hold(field)
  }
  const frames = new Set<Frame>()
  const visit = (frame: Frame | null): void => {
    if (frame === null || frames.has(frame)) return
    frames.add(frame)
    for (const place of frame.places.values()) hold(place)
    visit(frame.outer)
    visit(frame.caller)
  }
  visit(fn.frame)
  return held
}
