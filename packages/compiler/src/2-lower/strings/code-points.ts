import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { binary, compare, conditional, constant, length, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { callLibrary } from './library.js'

/** How many code units a string of one code point has. */
export function lengthOfPoint(point: Expr, at: SourceRange): Expr {
  return unitsOf(unary('code', point, at), at)
}

/** What `for (const ch of s)` does in every turn. */
export interface PointLoop {
  readonly test: Expr
  /** The string of one code point, read at the beginning of a turn. */
  readonly read: () => Expr
  readonly update: readonly Stmt[]
}

/** Starts to walk over a string by code points: a counter that moves by the units of the one just read. */
export function walkPoints(fn: FunctionContext, text: LocalId, at: SourceRange): PointLoop {
  const counter = fn.temp('number', at)
  const code = fn.temp('number', at)
  fn.assign(counter, constant(0, at), at)
  const index = fn.read(counter, at)
  const next = binary('add', index, unitsOf(fn.read(code, at), at), at)
  return {
    test: compare('lt', index, length(text, at), at),
    read: () => {
      fn.assign(code, callLibrary(fn, 'codePoint', [fn.read(text, at), index], at), at)
      return unary('point', fn.read(code, at), at)
    },
    update: [{ kind: 'set', local: counter, value: next, at }],
  }
}

function unitsOf(code: Expr, at: SourceRange): Expr {
  return conditional(compare('gt', code, constant(0xffff, at), at), constant(2, at), constant(1, at), at)
}
