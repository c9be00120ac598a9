import type { LocalId } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Section } from '../../ir/section.js'
import { forEachExprIn, forEachStmt, namedArrays } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { boundAccesses } from './bound-accesses.js'
import { readSection } from './read-section.js'

/**
 * Marks typed arrays of the caller's of which a call touches no more than what lies between two numbers that it is given, so
 * that only that has to be copied.
 *
 * ```
 * for (let x = 0; x < w; x++) sum += a[y * w + x]   // a, from y * w up to y * w + w
 * ```
 *
 * Soundness: it changes no code and no length, only what is copied, to where it would be copied anyway. Each element that
 * the function reads or writes as it stands here is proven to lie in between, by the facts that also prove bounds, under
 * conditions that the glue asks; where they do not hold, all is copied. What passes behind this one read besides, ahead of
 * a test or beside a lane, was never looked at, and what they write besides is what they have read there. Arrays that are
 * named in any other way are left alone, and so are kernels with callbacks, which see whole arrays.
 */
export const markSections: Pass = {
  name: 'mark-sections',
  after: {
    'nest-turns': 'a turn that is left early keeps nothing of what was known in it',
  },
  run: kernel => {
    const [entry] = kernel.functions
    if (!entry || (kernel.callbacks ?? []).length > 0) return kernel
    const wanted = entry.params.filter(id => isTypedArray(typeOf(entry, id)) && isOnlyIndexed(entry, id))
    if (wanted.length === 0) return kernel
    const bounds = boundAccesses(entry, kernel, new Set(wanted))
    const sections = new Map<number, Section>()
    entry.params.forEach((id, position) => {
      const bound = bounds.get(id)
      const section = bound && readSection(bound, entry)
      if (section) sections.set(position, section)
    })
    return sections.size > 0 ? { ...kernel, sections } : kernel
  },
}

function typeOf(fn: KernelFunction<ValueType>, id: LocalId): ValueType {
  return fn.locals[id]?.type ?? 'void'
}

/** Whether nothing is done with an array but reading and writing elements, and asking for its length. */
function isOnlyIndexed(fn: KernelFunction<ValueType>, array: LocalId): boolean {
  let isOnly = true
  forEachStmt(fn.body, stmt => {
    if (stmt.kind !== 'store' && namedArrays(stmt).includes(array)) isOnly = false
    if ('local' in stmt && stmt.local === array) isOnly = false
    if (stmt.kind === 'new-array' && stmt.like === array) isOnly = false
  })
  forEachExprIn(fn.body, expr => {
    if (expr.kind === 'local' && expr.local === array) isOnly = false
  })
  return isOnly
}
