import type { LocalId } from '../../ir/expr.js'
import type { Coverage } from '../../ir/extent.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { LabelId, Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Counter } from './covered-by.js'
import { coveredBy } from './covered-by.js'
import { readsArray } from './reads-array.js'
import { Values } from './values.js'

type List = readonly Stmt<JsType>[]

/**
 * Which elements of an array a function has surely written before it reads any: those that the first loop of its body which
 * has to do with the array fills from 0 on, in a nest that is left by its own tests only. `null` where nothing can be said.
 */
export function coverageOf(fn: KernelFunction<JsType>, array: LocalId): Coverage | null {
  const values = new Values(fn)
  for (const [place, stmt] of fn.body.entries()) {
    if (stmt.kind === 'loop' && writes([stmt], array)) {
      if (readsArray([stmt], array) || mayLeave(stmt, array)) return null
      return coverageOfLoop(stmt, fn.body[place - 1], array, values, [])
    }
    if (readsArray([stmt], array) || writes([stmt], array) || returns([stmt])) return null
    values.note(stmt)
  }
  return null
}

function coverageOfLoop(
  loop: Loop<JsType>,
  before: Stmt<JsType> | undefined,
  array: LocalId,
  values: Values,
  outer: readonly Counter[],
): Coverage | null {
  const counter = counterOf(loop, before, values)
  if (!counter) return null
  const counters = [...outer, counter]
  for (const [place, stmt] of loop.body.entries()) {
    if (stmt.kind === 'store' && stmt.array === array) {
      const found = coveredBy(values.resolve(stmt.index), counters, values)
      if (found) return found
    }
    if (stmt.kind === 'loop' && writes([stmt], array)) {
      const found = coverageOfLoop(stmt, loop.body[place - 1], array, values, counters)
      if (found) return found
    }
    values.note(stmt)
  }
  return null
}

/** Reads `i = 0; for (; i < bound; i = i + 1)`, the counter being assigned nowhere else and the bound nowhere in it. */
function counterOf(loop: Loop<JsType>, before: Stmt<JsType> | undefined, values: Values): Counter | null {
  const { test, update } = loop
  const [step, ...more] = update
  if (test.kind !== 'compare' || test.op !== 'lt' || test.left.kind !== 'local') return null
  if (step?.kind !== 'set' || more.length > 0 || before?.kind !== 'set') return null
  const { local } = test.left
  const { value } = step
  const isCounted =
    step.local === local &&
    value.kind === 'binary' &&
    value.op === 'add' &&
    value.left.kind === 'local' &&
    value.left.local === local &&
    value.right.kind === 'const' &&
    value.right.value === 1
  const isFromZero = before.local === local && before.value.kind === 'const' && before.value.value === 0
  if (!isCounted || !isFromZero || values.assignmentsOf(local) !== 2) return null
  const bound = values.extentOf(test.right)
  return bound && { local, bound }
}

function writes(list: List, array: LocalId): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'store' && stmt.array === array
  })
  return found
}

function returns(list: List): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'return'
  })
  return found
}

/** Whether anything but their own tests ends the loops of a nest that write to an array, or one of their turns. */
function mayLeave(nest: Loop<JsType>, array: LocalId): boolean {
  const jumps: LabelId[] = []
  const left = new Set<LabelId>()
  forEachStmt([nest], stmt => {
    if (stmt.kind === 'break' || stmt.kind === 'continue') jumps.push(stmt.label)
  })
  const visit = (loop: Loop<JsType>) => {
    left.add(loop.label)
    for (const stmt of loop.body) if (stmt.kind === 'loop' && writes([stmt], array)) visit(stmt)
  }
  visit(nest)
  return returns([nest]) || jumps.some(label => left.has(label) || !hasLabel(nest, label))
}

function hasLabel(nest: Loop<JsType>, label: LabelId): boolean {
  let found = false
  forEachStmt([nest], stmt => {
    found ||= 'label' in stmt && stmt.kind !== 'break' && stmt.kind !== 'continue' && stmt.label === label
  })
  return found
}
