import type { KernelPlan } from '../abi/kernel-plan.js'
import type { HostSite } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import type { EditList } from './edit-list.js'
import type { GlueNames } from './glue-names.js'
import type { PlaceMarks } from './place-marks.js'

/** The calls of the user's text that kernels have JavaScript make, by name of the function that makes each of them. */
export type SiteNames = ReadonlyMap<HostSite, string>

/** The calls that these kernels have made, each with a name of its own. */
export function claimSites(plans: readonly KernelPlan[], names: GlueNames): SiteNames {
  const known = new Map<string, string>()
  const sites = new Map<HostSite, string>()
  for (const site of plans.flatMap(plan => plan.callbacks ?? [])) {
    if (site.kind !== 'site') continue
    const { at, text, params, given } = site
    const key = JSON.stringify([at.start, text, params, given.map(({ name }) => name)])
    const name = known.get(key) ?? names.claim(`ask_${site.name.slice(0, 20)}`)
    known.set(key, name)
    sites.set(site, name)
  }
  return sites
}

/**
 * The functions that make the calls: the user's text, in which what the kernel passes are parameters. They stand where
 * everything of the module's own means the same as in the text.
 */
export function writeSites(sites: SiteNames, places: PlaceMarks, runtime: string): readonly string[] {
  const written = new Map([...sites].map(([site, name]) => [name, site]))
  return [...written].map(([name, { at, text, params, given, isTest }]) => {
    const names = [...given.map(one => one.name), ...params.map((param, n) => param ?? hole(n, runtime))]
    const call = text.map(part => (typeof part === 'number' ? hole(part, runtime) : part)).join('')
    const made = call.includes('\0') ? call : places.around(at, call)
    return `function ${name}(${names.join(', ')}) { return ${isTest ? `!!(${made})` : made} }`
  })
}

function hole(n: number, runtime: string): string {
  return `${runtime}$${n}`
}

/** What a kernel is given to call, where `nameOf` gives what the caller passed. */
export function writeAskedSite(
  site: HostSite,
  sites: SiteNames,
  nameOf: (source: LeafSource) => string,
  runtime: string,
): string {
  const name = sites.get(site) ?? ''
  if (site.given.length === 0) return name
  const args = site.params.map((_, n) => hole(n, runtime)).join(', ')
  const given = site.given.map(({ source }) => nameOf(source)).join(', ')
  return `(${args}) => ${name}(${given}${args && `, ${args}`})`
}

/**
 * Has the text of a marked function give again what its calls gave where a kernel has made them and gave up. Nothing of a
 * call is evaluated then: what it is passed has no effect but what the kernel had. Answers come out of an array as long as
 * there are any, as those of functions that are called by name do. What is called then is given the caller's own arrays
 * again, where others stood in for those that were taken away.
 */
export function placeSites(edits: EditList, sites: SiteNames, runtime: string): void {
  const log = `${runtime}_l`
  const echo = echoOf(runtime)
  const placed = new Set<number>()
  for (const { at, gives, lead, given } of sites.keys()) {
    if (placed.has(at.start)) continue
    placed.add(at.start)
    const [truth, kind] = gives === 'boolean' ? [' !== 0', '"boolean"'] : ['', '']
    const again = `${log} && ${log}.at < ${log}.given.length ? ${log}.given[${log}.at++]${truth}`
    const owners = given.flatMap(({ source: { root } }) => (root.kind === 'argument' ? [root.name] : []))
    const own = owners.map(name => `${name} = ${echo}.real(${name})`).join(', ')
    const text = `${again} : ${echo} && ${echo}.isLeft() ? ${echo}.take(${kind}) : ${own && `(${echo} && (${own}), `}`
    const end = own && ')'
    if (lead === 'whole') {
      edits.open(at.start, text)
      if (end) edits.close(at.end, end)
      continue
    }
    // A statement that begins with a parenthesis may go on the line before it.
    edits.open(at.start, `${lead === 'first' ? '0, ' : ''}(${text}`)
    edits.close(at.end, `${end})`)
  }
}

/** What has a call that starts over repeat what these calls gave. */
export function repeatSites(sites: SiteNames, echo: string, runtime: string): readonly string[] {
  return sites.size > 0 ? [`${echoOf(runtime)} = ${echo}`] : []
}

/** The variable for what repeats answers. */
export function echoOf(runtime: string): string {
  return `${runtime}_h`
}
