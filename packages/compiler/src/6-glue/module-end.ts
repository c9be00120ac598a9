import type { ParamPlan } from '../abi/kernel-plan.js'
import { isArray, isNestedArray } from '../ir/types.js'
import { isModule } from './glue-inputs.js'
import type { GlueNames } from './glue-names.js'

/** What glue functions know only once their module has been evaluated: statements behind it note that, in variables. */
export class ModuleEnd {
  readonly #names: GlueNames
  /** Arrays that stay in Wasm memory → the variables that hold them once they are there. */
  readonly #kept = new Map<string, string>()
  /** Methods as their classes declare them → the variables that hold them. */
  readonly #methods = new Map<string, string>()
  #ended = ''

  constructor(names: GlueNames) {
    this.#names = names
  }

  /**
   * What the runtime gets for an array parameter that is called `value` and has this kind. One that nothing changes after
   * the module has been evaluated stays in Wasm memory from the first call on after that.
   */
  arrayText({ source: { root, path }, type, access }: ParamPlan, value: string, kind: string): string {
    const isKept = isModule(root) && root.isSettled === true && path.length === 0 && access === 'in'
    if (!isKept || !isArray(type) || isNestedArray(type) || type === 'string' || type === 'DataView')
      return value
    this.#ended ||= this.#names.claim('ended')
    const kept = this.#claim(this.#kept, value, 'kept')
    const keep = `${this.#names.runtime}.keepArray(${value}, ${kind})`
    return `${kept} || (${kept} = ${this.#ended} && ${keep}) || ${value}`
  }

  /** The method of a class as it was before anybody could replace it; `undefined` earlier. */
  methodText(owner: string, name: string): string {
    return this.#claim(this.#methods, `${owner}.prototype[${JSON.stringify(name)}]`, name)
  }

  /** Statements for the end of the module. */
  write(): readonly string[] {
    const variables = [...this.#kept.values(), ...this.#methods.values()]
    if (this.#ended) variables.push(this.#ended)
    if (variables.length === 0) return []
    const methods = [...this.#methods].map(([method, variable]) => `${variable} = ${method}`)
    return [`var ${variables.join(', ')}`, ...methods, ...(this.#ended ? [`${this.#ended} = true`] : [])]
  }

  #claim(among: Map<string, string>, what: string, name: string): string {
    const variable = among.get(what) ?? this.#names.claim(`${name}_${what}`)
    among.set(what, variable)
    return variable
  }
}
