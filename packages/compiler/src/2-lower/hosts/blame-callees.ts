import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { builtinName } from '../names/builtins.js'
import type { FoundFunction } from '../names/find-function.js'
import { functionCalled } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import type { Host, NamedHost, SiteHost } from './host.js'
import { showing } from './list-sites.js'

/**
 * Of functions that a marked one calls, those on whose account it does not compile: where something is wrong in them, in a
 * function that they call, or with a call of one that cannot be seen while building. Of what is wrong elsewhere, the
 * innermost calls that it stands in. Each comes with what is wrong. `within` is what does not count.
 */
export function blameCallees(
  hosts: readonly Host[],
  problems: readonly Diagnostic[],
  within: FoundFunction['node'],
): ReadonlyMap<Host, Diagnostic> {
  const named = hosts.filter(host => host.kind === 'named')
  const sites = hosts.filter(host => host.kind === 'site')
  const blamed = new Map<Host, Diagnostic>()
  for (const problem of problems) {
    // What JavaScript is asked for, a call that starts over is told.
    const isAboutClocks = problem.code === 'infer/random-restart'
    const callees = named.filter(host =>
      isAboutClocks ? asksClock(host, within) : isAbout(host, problem, within),
    )
    const clocks = isAboutClocks ? sites.filter(({ isShown }) => isShown) : []
    const others = isAboutClocks || callees.length > 0 ? clocks : innermost(sites, problem, within)
    for (const host of [...callees, ...others]) if (!blamed.has(host)) blamed.set(host, problem)
  }
  return blamed
}

/** Whether a function, or one that it calls, writes to the console or reads a clock. */
function asksClock({ found }: NamedHost, within: FoundFunction['node']): boolean {
  let asks = false
  for (const { node, module } of found === null ? [] : functionsFrom(found, within)) {
    forEachNode(node, inner => {
      asks ||= inner.type === 'CallExpression' && showing.test(builtinName(module, inner.callee) ?? '')
      return !asks
    })
  }
  return asks
}

function isAbout({ found, hosted }: NamedHost, { at }: Diagnostic, within: FoundFunction['node']): boolean {
  const places = [...hosted.calls.map(call => call.at), ...(found === null ? [] : reachOf(found, within))]
  return places.some(place => holds(place, at))
}

function innermost(
  sites: readonly SiteHost[],
  { at, code }: Diagnostic,
  within: FoundFunction['node'],
): readonly SiteHost[] {
  // A call that lacks something is more likely to be a mistake.
  if (code === 'infer/missing-argument') return []
  const around = sites.filter(site => holds(site.at, at))
  if (around.length > 0) {
    const size = (site: SiteHost) => site.at.end - site.at.start
    return [around.reduce((best, site) => (size(site) < size(best) ? site : best))]
  }
  return sites.filter(({ found }) => found !== null && reachOf(found, within).some(place => holds(place, at)))
}

/** Where a function stands, and all that it calls by names that always mean the same. */
function reachOf(from: FoundFunction, except: FoundFunction['node']): readonly SourceRange[] {
  return functionsFrom(from, except).map(({ node, module }) => ({
    file: module.file,
    start: node.start ?? 0,
    end: node.end ?? 0,
  }))
}

function functionsFrom(from: FoundFunction, except: FoundFunction['node']): readonly FoundFunction[] {
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
  return [...reached.values()]
}

function holds(place: SourceRange, at: SourceRange): boolean {
  return place.file === at.file && place.start <= at.start && at.end <= place.end
}
