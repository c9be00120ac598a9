import type { KernelFunction } from '../../ir/kernel.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { hoistRows } from './hoist-rows.js'
import { reuseRows } from './reuse-rows.js'

/**
 * Takes the row of an array of arrays once: before a loop in which it stays the same, and one for all places that want
 * the same one. A loop whose test only had to wait for that becomes one with a test again.
 *
 * ```
 * for (j = 0; ; j++) { r = row a[i]; if (!(j < r.length)) break; t = row a[i]; s += t[j] }
 * →
 * r = row a[i]
 * for (j = 0; j < r.length; j++) s += r[j]
 * ```
 *
 * Soundness: where nothing replaces rows, the same table and index give the same row. A row leaves a
 * loop only from where every turn comes past it before it can leave the loop, under the loop's own test, and a call that
 * starts over does so before more of it has run than it would have else. One row stands for another only where nothing in
 * between assigns the array, the index or the row.
 */
export const shareRows: Pass = {
  name: 'share-rows',
  after: { 'fold-constants': 'equal indexes look equal once they are computed' },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(shareFunction) }),
}

function shareFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  let hasRows = false
  forEachStmt(fn.body, stmt => {
    hasRows ||= stmt.kind === 'row'
  })
  return hasRows ? reuseRows(hoistRows(fn)) : fn
}
