/** A piece of AssemblyScript that emitted code names: a function, an import or a global, with what it names itself. */
export interface Helper {
  readonly name: string
  readonly text: string
  readonly needs?: readonly Helper[]
}

/** Collects the helpers one program uses, so that it carries no others. */
export class Prelude {
  readonly #texts = new Map<string, string>()

  /** Makes sure the helper is in the program and gives its name. */
  use(helper: Helper): string {
    if (!this.#texts.has(helper.name)) {
      this.#texts.set(helper.name, helper.text)
      for (const needed of helper.needs ?? []) this.use(needed)
    }
    return helper.name
  }

  /** The collected helpers: imports and globals before functions, each group by name. */
  text(): string {
    const texts = [...this.#texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text.trim())
    const isFunction = (text: string) => /^(\/\/.*\n)*(@inline\n)?function/.test(text)
    const head = texts.filter(text => !isFunction(text)).join('\n')
    return [head, ...texts.filter(isFunction)].filter(text => text !== '').join('\n\n')
  }
}
