import type { EnvironmentModuleNode } from 'vite'

/**
 * The modules that a development server is to update where some have changed: besides those, the ones whose kernels hold
 * code of them. A module of kernels takes over its newer copy by itself (`placeExchange`), so that the page keeps its state;
 * where somebody above it takes updates, such as a component that draws itself again, the update is theirs as without us.
 */
export function modulesToUpdate(
  changed: readonly EnvironmentModuleNode[],
  readers: readonly EnvironmentModuleNode[],
  isOurs: (module: EnvironmentModuleNode) => boolean,
): EnvironmentModuleNode[] {
  const all = [...new Set([...changed, ...readers])]
  for (const module of all) {
    const chain = isOurs(module) ? chainTo(module, isOurs) : null
    // Until they are transformed again, which happens next.
    for (const link of chain ?? []) link.isSelfAccepting = false
  }
  return all
}

/** Our modules on all ways from one up to those that take its updates; `null` where one way leads to none. */
function chainTo(
  module: EnvironmentModuleNode,
  isOurs: (module: EnvironmentModuleNode) => boolean,
): ReadonlySet<EnvironmentModuleNode> | null {
  const seen = new Set([module])
  const takes = (importer: EnvironmentModuleNode, of: EnvironmentModuleNode): boolean =>
    importer.acceptedHmrDeps.has(of) || (importer.isSelfAccepting === true && !isOurs(importer))
  const isTaken = (of: EnvironmentModuleNode): boolean =>
    of.importers.size > 0 &&
    [...of.importers].every(importer => {
      if (seen.has(importer) || takes(importer, of)) return true
      seen.add(importer)
      return isTaken(importer)
    })
  return isTaken(module) ? new Set([...seen].filter(isOurs)) : null
}
