import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionId } from '../../ir/stmt.js'
import { wholeArray } from '../arrays/make-array.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { noteGiven } from '../values/given-object.js'
import type { Frame, FunctionValue, Place } from '../values/value.js'
import { capturedVariables } from './captured-variables.js'
import { cellArray, handToCell, takeFromCell } from './cells.js'
import { chooseGiven } from './choose-given.js'
import type { Cell, Given, Source } from './lifted.js'

/** A call of a lifted function, about to be made: what it is given behind its arguments. */
export interface LiftedCall {
  readonly callee: FunctionId
  readonly args: readonly Expr[]
  readonly cells: readonly Cell[]
}

/**
 * Makes a function that captures variables and calls itself one of its own, which is given the variables; `null` where
 * it does not call itself, or where a variable is none that can be given. Variables that it may assign are handed over in
 * an array of one element each, so they are what they are in JavaScript whenever one of the functions runs.
 */
export function liftFunction(
  fn: FunctionContext,
  { node, name, module, frame }: FunctionValue,
  at: SourceRange,
): LiftedCall | null {
  if (frame === null || fn.module !== module) return null
  const homes = new Set<t.Node>()
  for (let around: Frame | null = frame; around !== null; around = around.outer) homes.add(around.node)
  const captured = capturedVariables(module, node, homes)
  if (!captured.isRecursive || captured.usesReceiver) return null
  const copies = new Map<Frame, Frame>()
  const outer = copyFrame(fn, frame, copies)
  const given = chooseGiven(fn, captured, copies)
  if (given === null) return null
  const origin = fn.kernel.origins.get(frame) ?? frame
  const callee = fn.kernel.functionId({ node, name, module, lifted: { origin, outer, given } })
  // What it was lifted with counts, whoever calls it.
  const known = fn.kernel.functions[callee]?.lifted?.given ?? given
  if (known.some(one => one.kind === 'known' && one.value.kind === 'callback'))
    fn.kernel.callsBack.add(callee)
  return handOver(fn, callee, known, at)
}

/** A frame that stands for another one, and for those around that, without what is in them. */
function copyFrame(fn: FunctionContext, original: Frame, copies: Map<Frame, Frame>): Frame {
  const { node, home, certain } = original
  const outer = original.outer && copyFrame(fn, original.outer, copies)
  const nothing = { caller: null, jumps: [], returns: null, receiver: null }
  const copy: Frame = { node, outer, home, certain, places: new Map(), ...nothing }
  copies.set(original, copy)
  fn.kernel.origins.set(copy, fn.kernel.origins.get(original) ?? original)
  return copy
}

/** Where a variable, or a field of one, has its value now. */
function placeOfSource(fn: FunctionContext, { binding, field }: Source): Place | undefined {
  const place = fn.placeOf(binding)
  if (field === null) return place
  return place?.kind === 'object' ? place.fields.get(field) : undefined
}

function handOver(
  fn: FunctionContext,
  callee: FunctionId,
  given: readonly Given[],
  at: SourceRange,
): LiftedCall | null {
  const args: Expr[] = []
  const cells: Cell[] = []
  for (const one of given) {
    if (one.kind === 'known') continue
    const place = placeOfSource(fn, one)
    if (place?.kind !== 'variable') return null
    if (one.field !== null) noteGiven(fn, place, at)
    const { local } = place
    if (one.kind === 'value') {
      args.push(wholeArray(fn, fn.read(local, at)))
      continue
    }
    const cell = { local, array: cellArray(fn, one, at), holds: one.kind === 'list' ? one.kind : one.holds }
    cells.push(cell)
    args.push(fn.read(cell.array, at))
  }
  return { callee, args, cells }
}

/** Emits the call between handing over what may be assigned and taking it back. */
export function betweenCells(
  fn: FunctionContext,
  { cells }: LiftedCall,
  at: SourceRange,
  call: () => Expr,
): Expr {
  for (const cell of cells) fn.emit(handToCell(fn, cell, at))
  const result = call()
  for (const cell of cells) fn.emit(takeFromCell(fn, cell, at))
  return result
}
