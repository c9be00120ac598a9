import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FoundFunction } from '../names/find-function.js'
import { functionCalled } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import type { Host } from './host.js'

/**
 * Of functions that a marked one calls, those on whose account it does not compile: where something is wrong in them, in a
 * function that they call, or with a call of one that cannot be seen while building. `within` is what does not count.
 */
export function blameCallees(
  hosts: readonly Host[],
  problems: readonly Diagnostic[],
  within: FoundFunction['node'],
): readonly Host[] {
  return hosts.filter(({ found, hosted }) => {
    const places = [...hosted.calls.map(({ at }) => at), ...(found === null ? [] : reachOf(found, within))]
    return problems.some(({ at }) => places.some(place => holds(place, at)))
  })
}

/** A function and all that it calls by names that always mean the same. */
function reachOf(from: FoundFunction, except: FoundFunction['node']): readonly SourceRange[] {
  const reached = new Map<FoundFunction['node'], FoundFunction>()
  const follow = (one: FoundFunction): void => {
    if (one.node === except || reached.has(one.node)) return
    reached.set(one.node, one)
    forEachNode(one.node, node => {
      const called = node.type === 'CallExpression' ? functionCalled(one.module, node.callee) : null
      if (called !== null) follow(called)
      return true
    })
  }
  follow(from)
  return [...reached.values()].map(({ node, module }) => ({
    file: module.file,
    start: node.start ?? 0,
    end: node.end ?? 0,
  }))
}

function holds(place: SourceRange, at: SourceRange): boolean {
  return place.file === at.file && place.start <= at.start && at.end <= place.end
}
