import { diagnose } from '../../diagnostics/catalog.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { positionAt } from '../../diagnostics/position.js'
import type { MarkedFunction } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Host } from './host.js'

/** Says of each function that stays JavaScript why it does; of calls of one that stand in several places, once. */
export function describeHosts(
  hosts: ReadonlyMap<Host, Diagnostic>,
  { name, module }: MarkedFunction,
): readonly Diagnostic[] {
  const sites = [...hosts.keys()].flatMap(host => (host.kind === 'site' ? [host.at] : []))
  const told = new Set<string>()
  return [...hosts].flatMap(([host, why]) => {
    const at = host.kind === 'site' ? host.at : firstPlace(host.hosted.calls, sites)
    const key = `${host.kind} ${host.name} ${why.message}`
    if (at === undefined || told.has(key)) return []
    told.add(key)
    if (host.kind === 'site')
      return [diagnose('lower/called-in-javascript', at, name, host.name, why.message, '', 'site')]
    const line = why.at.file === at.file ? positionAt(module.source, why.at.start).line : null
    const where = line === null ? '' : ` (line ${line})`
    return [diagnose('lower/called-in-javascript', at, name, host.name, why.message, where)]
  })
}

/** The first call by a name alone, and not as a part of one that JavaScript makes as it is written. */
function firstPlace(
  calls: readonly { readonly at: SourceRange }[],
  sites: readonly SourceRange[],
): SourceRange | undefined {
  const isInside = ({ start, end }: SourceRange) => sites.some(site => site.start <= start && end <= site.end)
  return calls.find(({ at }) => !isInside(at))?.at
}
