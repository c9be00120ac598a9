import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { Callback } from '../ir/host-function.js'
import { isCallback } from '../ir/host-function.js'
import type { KernelFunction } from '../ir/kernel.js'
import { isOwnCall } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import { leafName } from '../ir/leaf.js'
import type { SourceRange } from '../ir/source-range.js'
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
  { callbacks, callsItself, hosted, sites, missing, methods }: KernelContext,
  functions: readonly KernelFunction<TypeVar>[],
): void {
  const [entry] = functions
  if (callbacks.length === 0 || entry === undefined) return
  const [host] = [...hosted.values(), ...sites.values()]
  // What starts over is told what was answered, but not the calls that it makes of itself.
  if (callsItself && host !== undefined)
    refuse(diagnose('lower/shared-with-callback', entry.at, entry.name, host.name, '', 'itself'))
  const shared = entry.params.flatMap(id => entry.locals[id] ?? []).find(isShared)
  const called = firstCalled(functions)
  if (called === null) return
  const who = isOwnCall(callbacks[called.slot]) ? 'ours' : ''
  const isAbout = (at: SourceRange, name: string) =>
    refuse(diagnose('lower/shared-with-callback', at, entry.name, called.name, name, who))
  if (shared !== undefined) isAbout(shared.at, shared.source ? leafName(shared.source) : shared.name)
  // What is missing may be there after a call, and a method may be another one.
  const absent = [...missing].find(({ source }) => isLeaf(source) && !isFixed(source))
  if (absent !== undefined) isAbout(entry.at, leafName(absent.source))
  const method = [...methods.values()].find(({ kind }) => kind !== 'private')
  if (method !== undefined)
    isAbout(entry.at, leafName({ ...method.of, path: [...method.of.path, method.name] }))
}

/** Whether it is more than an argument. */
function isLeaf({ root, path }: LeafSource): boolean {
  return root.kind !== 'argument' || path.length > 0
}

/** Whether it keeps its value, whoever is called. */
function isFixed({ root, path }: LeafSource): boolean {
  return root.kind === 'outer' && path.length === 0 && root.isFixed === true
}

function firstCalled(functions: readonly KernelFunction<TypeVar>[]): Callback | null {
  let called: Callback | null = null
  for (const { body } of functions) {
    forEachStmt(body, stmt => {
      if (stmt.kind === 'call' && isCallback(stmt.callee)) called ??= stmt.callee
    })
  }
  return called
}

function isShared({ type, source, isFresh }: LoweredLocal): boolean {
  if (isFresh && !isNestedArray(type)) return false
  if (source && isFixed(source)) return isNestedArray(type)
  return (source !== undefined && isLeaf(source)) || type === 'DataView' || isNestedArray(type)
}
