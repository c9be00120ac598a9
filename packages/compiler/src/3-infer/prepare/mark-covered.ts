import type { Coverage } from '../../ir/extent.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import { coverageOf } from '../coverage/coverage-of.js'

/**
 * Marks typed arrays of the caller's that a loop fills before anything of them is read, so that they need not be copied in.
 *
 * ```
 * for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) out[y * w + x] = …   // out, where it has at most w · h elements
 * ```
 *
 * Soundness: the glue asks, per call, whether the array is no longer than what the loop fills; only then does its copy in
 * memory begin as anything. No element is read before the loop has written it. A call that returns has run the loop to its
 * end, so what is copied out is all the call's own. One that starts over copies nothing out, and one that throws what the
 * user may catch could have left it half written: kernels that may, by themselves or by a function they call, are left
 * alone. Where another array shares elements with this one they are copied in for that one, to the same place.
 */
export const markCovered: Preparation = {
  name: 'mark-covered',
  run: (kernel: Kernel<JsType>) => {
    const [entry] = kernel.functions
    if (!entry || mayThrow(kernel)) return kernel
    const covered = new Map<number, Coverage>()
    entry.params.forEach((id, param) => {
      const coverage = isTypedArray(entry.locals[id]?.type ?? '') ? coverageOf(entry, id) : null
      if (coverage) covered.set(param, coverage)
    })
    return covered.size > 0 ? { ...kernel, covered } : kernel
  },
}

/** Whether a call may end by an error that is thrown on: its own, or that of a function outside. */
function mayThrow({ functions, throws, callbacks = [] }: Kernel<JsType>): boolean {
  return throws.length > 0 || callbacks.length > 0 || functions.some(callsOutside)
}

function callsOutside({ body }: KernelFunction<JsType>): boolean {
  let found = false
  forEachStmt(body, stmt => {
    found ||= stmt.kind === 'call' && typeof stmt.callee !== 'number'
  })
  return found
}
