import type { KernelFunction } from '../../ir/kernel.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { askBehind, askBehindMiddle } from './ask-behind.js'
import { stayInBranch } from './stay-in-branch.js'

type Typed = Stmt<ValueType>

/**
 * Asks behind each turn of a loop in lanes whether there is another one, and not ahead of it.
 *
 * ```
 * for (; i < n; i += 2) out[i] = f64x2.mul(xs[i], f64x2.splat(0.5))
 * →
 * if (i < n) do { out[i] = f64x2.mul(xs[i], f64x2.splat(0.5)); i += 2 } while (i < n)
 * ```
 *
 * V8 takes what no turn changes out of a loop only where every way out of it comes past that: where it stands before the
 * first way out. In a loop that may leave at its head that is nothing, so each turn makes all its constants again, which
 * takes three instructions for one in lanes.
 *
 * Soundness: the same statements and the same tests run in the same order; only the places in the code are others, and
 * tests without effects stand twice.
 */
export const rotateLoops: Pass = {
  name: 'rotate-loops',
  after: {
    'vectorize-loops': 'it is about constants in lanes',
    'outline-loops': 'a loop runs in parts that ask first',
    'unroll-turns': 'so do several turns at once',
    'reduce-strength': 'pointers move as the turns of such loops do',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(rotateFunction) }),
}

function rotateFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const rotate = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const inner = mapStmtBodies(stmt, rotate)
      if (inner.kind !== 'loop' || inner.isRemainder || !isInnermost(inner) || !isWide(inner)) return [inner]
      return stayInBranch(inner, names) ?? askBehind(inner) ?? askBehindMiddle(inner) ?? [inner]
    })
  return { ...fn, body: rotate(fn.body) }
}

function isInnermost({ body, update }: Loop<ValueType>): boolean {
  let found = false
  forEachStmt([...body, ...update], ({ kind }) => {
    found ||= kind === 'loop'
  })
  return !found
}

function isWide({ body }: Loop<ValueType>): boolean {
  let found = false
  forEachExprIn(body, ({ kind }) => {
    found ||= kind === 'simd'
  })
  return found
}
