import type { CallbackImport, KernelPlan } from '../abi/kernel-plan.js'
import { isTypedArray } from '../ir/types.js'
import { endOfDraws } from './place-turns.js'
import type { HostedFunction } from './write-hosted.js'
import { repeatHosted } from './write-hosted.js'
import type { SiteNames } from './write-sites.js'

/** The imports through which the kernels of a module call functions they are passed, as properties of an object. */
export function writeCallbackImports(plans: readonly KernelPlan[], runtime: string): readonly string[] {
  const imports = plans.flatMap(plan => plan.callbackImports ?? [])
  return [...new Set(imports.map(one => writeImport(one, runtime)))]
}

/** Written out for each shape, because V8 is several times slower where a general function passes arguments on. */
function writeImport({ name, params, gives }: CallbackImport, runtime: string): string {
  const head = ['slot', ...params.map((_, n) => `x${n}`)].join(', ')
  const args = params.map((type, n) => (type === 'boolean' ? `x${n} !== 0` : `x${n}`)).join(', ')
  const ask = `let r; const f = ${runtime}.callee(slot); try { r = f(${args}) } catch (e) { ${runtime}.stray(true, e) }`
  const answer =
    gives === null
      ? `${runtime}.keep(0)`
      : `return typeof r === "${gives}" ? ${runtime}.keep(r) : ${runtime}.stray(false, r)`
  return `${name}: (${head}) => { ${ask} ${answer} }`
}

/** A parameter that kernels call. */
export interface CallbackParameter {
  readonly index: number
  readonly name: string
  readonly gives: 'number' | 'boolean' | null
}

/** The parameters of a function that hold typed arrays which a callback may transfer away. */
function takenParameters(plans: readonly KernelPlan[]): readonly CallbackParameter[] {
  const parameters = new Map<number, CallbackParameter>()
  for (const { params, callbacks = [] } of plans) {
    if (callbacks.length === 0) continue
    for (const { source, type } of params) {
      const { root, path } = source
      if (root.kind !== 'argument' || path.length > 0 || !isTypedArray(type)) continue
      parameters.set(root.index, { index: root.index, name: root.name, gives: null })
    }
  }
  return [...parameters.values()]
}

/** The parameters of a function that its kernels call. */
export function callbackParameters(plans: readonly KernelPlan[]): readonly CallbackParameter[] {
  const parameters = new Map<number, CallbackParameter>()
  for (const callback of plans.flatMap(plan => plan.callbacks ?? [])) {
    if (callback.kind === 'site') continue
    const { gives } = callback
    const { root } = callback.source
    if (root.kind === 'argument') parameters.set(root.index, { index: root.index, name: root.name, gives })
  }
  return [...parameters.values()]
}

/**
 * The statements that let JavaScript go on with a call whose kernel has asked callbacks, or drawn random numbers, and then
 * gave up: each parameter that is one, by the text `nameOf` gives, first repeats what was answered, and so does
 * `Math.random`.
 */
export function writeEcho(
  plans: readonly KernelPlan[],
  nameOf: (parameter: CallbackParameter) => string,
  runtime: string,
  hosted: readonly HostedFunction[] = [],
  sites: SiteNames = new Map(),
): string {
  const callbacks = callbackParameters(plans)
  const draws = plans.some(plan => plan.draws)
  if (callbacks.length + hosted.length + sites.size === 0 && !draws) return ''
  const echo = `${runtime}_e`
  const echoes = callbacks.map(callback => {
    const name = nameOf(callback)
    return `${name} = ${echo}(${name}${callback.gives === 'boolean' ? ', "boolean"' : ''})`
  })
  for (const array of takenParameters(plans)) echoes.push(`${nameOf(array)} = ${echo}.own(${nameOf(array)})`)
  echoes.push(...repeatHosted(hosted, sites, echo, runtime, draws))
  if (draws) echoes.push(`${endOfDraws(runtime)} = ${runtime}.redraw(${echo})`)
  return ` const ${echo} = ${runtime}.echo(); if (${echo}) { ${echoes.join('; ')} }`
}
