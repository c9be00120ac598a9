import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import { isCallback } from '../ir/host-function.js'
import type { KernelFunction } from '../ir/kernel.js'
import { leafName } from '../ir/leaf.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import { isNestedArray } from '../ir/types.js'
import type { KernelContext } from './kernel-context.js'
import type { LoweredLocal } from './lowered.js'

/**
 * Refuses a kernel that calls functions of its caller's and holds something that these can see or change meanwhile: fields,
 * variables outside, arrays of arrays. Arrays of numbers that were passed in are shown to them, and compared afterwards.
 * What a kernel makes itself, nobody else knows before it ends, and a rest parameter (`...xs`) nobody but the function.
 */
export function checkCallbacks(
  { callbacks }: KernelContext,
  functions: readonly KernelFunction<TypeVar>[],
): void {
  const [entry] = functions
  if (callbacks.length === 0 || entry === undefined) return
  const shared = entry.params.flatMap(id => entry.locals[id] ?? []).find(isShared)
  let called: string | null = null
  for (const { body } of functions) {
    forEachStmt(body, stmt => {
      if (stmt.kind === 'call' && isCallback(stmt.callee)) called ??= stmt.callee.name
    })
  }
  if (shared !== undefined && called !== null) {
    const name = shared.source ? leafName(shared.source) : shared.name
    refuse(diagnose('lower/shared-with-callback', shared.at, entry.name, called, name))
  }
}

function isShared({ type, source, isFresh }: LoweredLocal): boolean {
  if (isFresh && !isNestedArray(type)) return false
  const isLeaf = source !== undefined && (source.root.kind !== 'argument' || source.path.length > 0)
  return isLeaf || type === 'DataView' || isNestedArray(type)
}
