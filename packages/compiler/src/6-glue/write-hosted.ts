import type { KernelPlan } from '../abi/kernel-plan.js'
import type { CallbackSource, Hosted } from '../ir/kernel.js'
import { leafKey, leafName } from '../ir/leaf.js'
import type { EditList } from './edit-list.js'
import type { GlueNames } from './glue-names.js'
import type { SiteNames } from './write-sites.js'
import { echoOf, repeatSites } from './write-sites.js'

/** How the JavaScript of a marked function calls a function outside it that its kernels call too. */
export interface HostedFunction {
  /** What it is called in the user's text, and what the functions are called that stand in its place. */
  readonly called: string
  readonly name: string
  /** The variable for what repeats the answers of a call that starts over. */
  readonly again: string
  readonly gives: 'number' | 'boolean' | null
  readonly calls: Hosted['calls']
}

/** The functions outside that these kernels call, each with names of its own. */
export function claimHosted(plans: readonly KernelPlan[], names: GlueNames): readonly HostedFunction[] {
  const functions = new Map<string, HostedFunction>()
  for (const callback of plans.flatMap(plan => plan.callbacks ?? [])) {
    if (callback.kind === 'site') continue
    const { source, gives, hosted } = callback
    const key = leafKey(source)
    if (hosted === undefined || functions.has(key)) continue
    const called = leafName(source)
    const [name, again] = [names.claim(`call_${called}`), names.claim(`again_${called}`)]
    functions.set(key, { called, name, again, gives, calls: hosted.calls })
  }
  return [...functions.values()]
}

/** Has the text of a marked function call what `writeHosted` writes. */
export function placeHosted(edits: EditList, functions: readonly HostedFunction[], runtime: string): void {
  for (const { called, name, again, calls } of functions) {
    const given = `${logOf(runtime)}, ${again}, ${called}`
    for (const { at, inside, count } of calls) {
      edits.replace(at.start, at.end, `${name}_${count}`)
      edits.open(inside, count > 0 ? `${given}, ` : given)
    }
  }
}

/** The variables it asks: what repeats answers, and the plain ones among them, where that is all there is. */
export function declareHosted(
  functions: readonly HostedFunction[],
  sites: SiteNames,
  runtime: string,
): string {
  const names = [...functions.map(({ again }) => again), ...(sites.size > 0 ? [echoOf(runtime)] : [])]
  return names.length > 0 ? `let ${[logOf(runtime), ...names].join(', ')}; ` : ''
}

/**
 * The functions that stand in the place of those outside, one for each number of arguments. They are given what the user's
 * name means before the arguments, as a call looks it up, and under that name, by which an error calls it. It has a call of its own, because an engine puts no body in the place of a call that has
 * ever met two functions. Answers are taken from an array, which keeps them numbers for it: it makes an object of each
 * where a call could give anything.
 */
export function writeHosted(functions: readonly HostedFunction[], runtime: string): readonly string[] {
  return functions.flatMap(one => writeCallers(one, logOf(runtime)))
}

function writeCallers({ called, name, again, gives, calls }: HostedFunction, log: string): readonly string[] {
  const answer = `${log}.given[${log}.at++]${gives === 'boolean' ? ' !== 0' : ''}`
  return [...new Set(calls.map(({ count }) => count))].map(count => {
    const args = Array.from({ length: count }, (_, n) => `${name}$${n}`)
    const params = [log, again, called, ...args].join(', ')
    const ask = `${again} ? ${again}(${args.join(', ')}) : ${called}(${args.join(', ')})`
    return [
      `function ${name}_${count}(${params}) {`,
      `  return ${log} && ${log}.at < ${log}.given.length ? ${answer} : ${ask}`,
      '}',
    ].join('\n')
  })
}

function logOf(runtime: string): string {
  return `${runtime}_l`
}

/**
 * What has a call that starts over repeat the answers, given the name of what makes that. `draws`: random numbers are among
 * them, whose end has to be seen.
 */
export function repeatHosted(
  functions: readonly HostedFunction[],
  sites: SiteNames,
  echo: string,
  runtime: string,
  draws: boolean,
): readonly string[] {
  if (functions.length + sites.size === 0) return []
  const put = functions.map(
    ({ again, called, gives }) =>
      `${again} = ${echo}(${forwardTo(called)}${gives === 'boolean' ? ', "boolean"' : ''})`,
  )
  put.push(...repeatSites(sites, echo, runtime))
  if (draws) return put
  return [`${logOf(runtime)} = ${echo}.log`, `if (${echo}.hasEnd) { ${put.join('; ')} }`]
}

/** What a kernel is given to call for a function called `name` in the glue. */
export function writeAsked({ source, hosted }: CallbackSource, name: string): string {
  return hosted?.isLive ? forwardTo(leafName(source)) : name
}

/** A function that asks for a variable at each call. */
function forwardTo(name: string): string {
  return `(...a) => ${name}(...a)`
}
