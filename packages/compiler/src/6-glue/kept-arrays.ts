import type { ParamPlan } from '../abi/kernel-plan.js'
import { isArray, isNestedArray } from '../ir/types.js'
import { isModule } from './glue-inputs.js'
import type { GlueNames } from './glue-names.js'

/**
 * The arrays of a module that stay in Wasm memory from the first call on after the module has been evaluated, as nothing
 * changes them any more.
 */
export class KeptArrays {
  readonly #names: GlueNames
  /** Arrays → the variables that hold them once they are there. */
  readonly #kept = new Map<string, string>()
  #ended = ''

  constructor(names: GlueNames) {
    this.#names = names
  }

  /** What the runtime gets for an array parameter that is called `value` and has this kind. */
  textOf({ source: { root, path }, type, access }: ParamPlan, value: string, kind: string): string {
    const isKept = isModule(root) && root.isSettled === true && path.length === 0 && access === 'in'
    if (!isKept || !isArray(type) || isNestedArray(type) || type === 'string' || type === 'DataView')
      return value
    this.#ended ||= this.#names.claim('ended')
    const kept = this.#kept.get(value) ?? this.#names.claim(`kept_${value}`)
    this.#kept.set(value, kept)
    const keep = `${this.#names.runtime}.keepArray(${value}, ${kind})`
    return `${kept} || (${kept} = ${this.#ended} && ${keep}) || ${value}`
  }

  /** Statements for the end of the module. */
  write(): readonly string[] {
    if (this.#ended === '') return []
    return [`var ${[this.#ended, ...this.#kept.values()].join(', ')}`, `${this.#ended} = true`]
  }
}
