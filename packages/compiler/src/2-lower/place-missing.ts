import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import { canComplete } from '../ir/control-flow.js'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { OutputSlot, ResultShape } from '../ir/leaf.js'
import { resultState } from '../ir/leaf.js'
import type { Return } from '../ir/stmt.js'
import { forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import type { Expr, LoweredLocal, Stmt } from './lowered.js'
import type { ObjectResult } from './values/value.js'

type Fn = KernelFunction<TypeVar>

/** The functions, and how the entry's result is put together. */
export interface PlacedResult {
  readonly functions: readonly Fn[]
  readonly taken: readonly OutputSlot[]
  readonly shape: ResultShape | null
}

/**
 * Makes an entry that gives `undefined` or `null` on some paths and a value on others leave both a value and a state in
 * output slots; the glue looks at the state first. Its end without a `return` gives `undefined`.
 */
export function placeMissing([entry, ...others]: readonly Fn[], made: ObjectResult | null): PlacedResult {
  if (!entry) return { functions: [], taken: [], shape: null }
  refuseRecursion([entry, ...others])
  const { at } = entry
  const add = (name: string): LoweredLocal => ({ name, type: 'dyn', origin: 'temp', at })
  const locals = [...entry.locals, add('result_state'), add('result')]
  const places: Places = {
    state: locals.length - 2,
    value: locals.length - 1,
    slot: made?.locals.length ?? 1,
  }
  const list = placeList(entry.body, places)
  const isOver = list.at(-1)?.kind === 'return'
  const body = isOver ? list : [...list, ...leave(places, resultState.undefined, at)]
  const taken = Array.from({ length: places.slot + 1 }, () => ({ target: null }))
  const value = made?.shape ?? ({ kind: 'slot', slot: 0 } as const)
  const shape: ResultShape = { kind: 'optional', state: places.slot, value }
  return { functions: [{ ...entry, locals, body }, ...others], taken, shape }
}

/** Whether some `return` of a function gives a value, and another one, or running off its end, none. */
export function endsBothWays({ body }: Fn): boolean {
  let [isGiven, isBare] = [false, false]
  const look = (list: readonly Stmt[]): readonly Stmt[] => {
    for (const [i, stmt] of list.entries()) {
      if (stmt.kind === 'return' && stmt.value === null && !givesObject(list, i)) isBare = true
      else if (stmt.kind === 'return') isGiven = true
      mapStmtBodies(stmt, look)
    }
    return list
  }
  look(body)
  return isGiven && (isBare || canComplete(body))
}

/** A `return` that gives an object stands behind the output of its fields. */
function givesObject(list: readonly Stmt[], position: number): boolean {
  return list[position - 1]?.kind === 'output'
}

/** Where the state and a result that is no object wait for their outputs, and the slot of the state. */
interface Places {
  readonly state: LocalId
  readonly value: LocalId
  readonly slot: number
}

function placeList(list: readonly Stmt[], places: Places): readonly Stmt[] {
  return list.flatMap((stmt, i) => {
    if (stmt.kind !== 'return') return [mapStmtBodies(stmt, inner => placeList(inner, places))]
    return placeReturn(stmt, stmt.value === null && givesObject(list, i), places)
  })
}

function placeReturn(stmt: Return<TypeVar>, isObject: boolean, places: Places): readonly Stmt[] {
  const { value, missing, at } = stmt
  const back: Stmt = { kind: 'return', value: null, at }
  if (value === null) {
    const state = isObject ? resultState.value : resultState[missing ?? 'undefined']
    return [...leave(places, state, at), back]
  }
  return [
    { kind: 'set', local: places.value, value, at },
    { kind: 'output', slot: 0, value: read(places.value, at), at },
    ...leave(places, resultState.value, at),
    back,
  ]
}

function leave({ state, slot }: Places, value: number, at: Stmt['at']): readonly Stmt[] {
  return [
    { kind: 'set', local: state, value: { kind: 'const', value, type: 'number', at }, at },
    { kind: 'output', slot, value: read(state, at), at },
  ]
}

function read(local: LocalId, at: Stmt['at']): Expr {
  return { kind: 'local', local, type: 'dyn', at }
}

/** A call from inside would look for the result where it no longer is. */
function refuseRecursion(functions: readonly Fn[]): void {
  for (const fn of functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'call' && stmt.callee === 0)
        refuse(
          diagnose(
            'lower/unsupported-syntax',
            stmt.at,
            'Calling a function that may give `undefined` or `null` from inside it',
          ),
        )
    })
  }
}
