import { hostClasses } from '../abi/host-classes.js'
import type { ParamPlan } from '../abi/kernel-plan.js'
import type { LeafSource, MethodLeaf } from '../ir/leaf.js'
import { isArray, isNestedArray } from '../ir/types.js'
import type { EditList } from './edit-list.js'
import { isModule } from './glue-inputs.js'
import type { GlueNames } from './glue-names.js'
import { memberKey } from './member-key.js'

/** What glue functions know of how far their module has come: its code notes that in variables while it is evaluated. */
export class ModuleNotes {
  readonly #names: GlueNames
  /** Arrays that stay in Wasm memory → the variables that hold them once they are there. */
  readonly #kept = new Map<string, string>()
  readonly #edits: EditList
  /** Methods → the variables that hold them as their classes declare them. */
  readonly #methods = new Map<string, string>()
  /** Where the bodies begin of classes that were given a brand. */
  readonly #branded = new Set<number>()
  /** Classes of the browser's → the variables that hold their getters. */
  readonly #hosts = new Map<string, string>()
  /** Types of arrays → the variables that hold what the engine gave them by name, and these names. */
  readonly #members = new Map<string, string>()
  readonly #memberNames = new Map<string, Set<string>>()
  #ended = ''

  constructor(names: GlueNames, edits: EditList) {
    this.#edits = edits
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

  /** A method as its class declares it, noted before any code can replace it. */
  methodText({ kind, owner, name, brand }: MethodLeaf): string {
    this.#addBrand(brand)
    const key = `${owner.start} ${name}`
    const known = this.#methods.get(key)
    if (known !== undefined) return known
    const method = this.#claim(this.#methods, key, kind)
    const text = JSON.stringify(name)
    const { runtime } = this.#names
    const note =
      kind === 'method' ? `this.prototype[${text}]` : `${runtime}.noteGetter(this.prototype, ${text})`
    this.#edits.open(owner.start + 1, ` static { ${method} = ${note} }`)
    return method
  }

  /** A private name of the class's own: no proxy passes for what has it, and nobody sees it. */
  #addBrand(brand: LeafSource | undefined): void {
    if (brand?.root.kind !== 'brand' || brand.root.addTo === null) return
    const { name, addTo } = brand.root
    if (this.#branded.has(addTo.start)) return
    this.#branded.add(addTo.start)
    this.#edits.open(addTo.start + 1, ` ${name}() {}`)
  }

  /** What arrays of a class have under these names where nobody changed it, as an object. */
  membersText(owner: string, names: readonly string[]): string {
    const known = this.#memberNames.get(owner) ?? new Set()
    this.#memberNames.set(owner, known)
    for (const name of names) known.add(name)
    return this.#claim(this.#members, owner, 'members')
  }

  /** The getters of a class of the browser's. */
  hostText(name: string): string {
    return this.#claim(this.#hosts, name, 'host')
  }

  /** Statements for the beginning of the module, before any of its own code can change what they note. */
  writeFirst(): readonly string[] {
    const { runtime } = this.#names
    return [...this.#members].map(([owner, variable]) => {
      const names = [...(this.#memberNames.get(owner) ?? [])].sort()
      const keys = names.map(name => memberKey(name, runtime)).join(', ')
      return `var ${variable} = /* @__PURE__ */ ${runtime}.noteMembers(${JSON.stringify(owner)}, [${keys}])`
    })
  }

  /** Statements for the end of the module. */
  write(): readonly string[] {
    const variables = [...this.#kept.values(), ...this.#methods.values(), ...this.#hosts.values()]
    if (this.#ended) variables.push(this.#ended)
    if (variables.length === 0) return []
    const hosts = [...this.#hosts].map(([name, variable]) => {
      const { names = [], fields = {} } = hostClasses[name] ?? {}
      const args = [names, Object.keys(fields)].map(list => JSON.stringify(list)).join(', ')
      return `${variable} = ${this.#names.runtime}.noteHost(${args})`
    })
    return [`var ${variables.join(', ')}`, ...hosts, ...(this.#ended ? [`${this.#ended} = true`] : [])]
  }

  #claim(among: Map<string, string>, what: string, name: string): string {
    const variable = among.get(what) ?? this.#names.claim(`${name}_${what}`)
    among.set(what, variable)
    return variable
  }
}
