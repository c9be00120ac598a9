/**
 * Names for the glue of one module. Every one of them begins with a prefix that the module's text does not contain, so
 * that none meets a name of the user's in any scope.
 */
export class GlueNames {
  /** The runtime's namespace. */
  readonly runtime: string
  readonly #taken = new Set<string>()

  constructor(source: string) {
    let prefix = '$hp'
    for (let n = 1; source.includes(prefix); n++) prefix = `$hp${n}`
    this.runtime = prefix
  }

  /** A name for `what`, numbered from 2 where it is taken. */
  claim(what: string): string {
    const wanted = `${this.runtime}_${what.replace(/[^A-Za-z0-9_$]/gu, '_')}`
    let name = wanted
    for (let n = 2; this.#taken.has(name); n++) name = `${wanted}_${n}`
    this.#taken.add(name)
    return name
  }
}

/** Whether a module's text has been through `linkModule` before. Linear. */
export function isLinked(source: string): boolean {
  return /\bimport \* as \$hp\d* from|\bconst \$hp\d* = require\(/.test(source)
}

/** Names for local variables of one generated function: the wanted ones, changed where they are taken, no names, or the glue's own
 * (a function from another module may use those). */
export function localNames(wanted: readonly string[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken)
  return wanted.map(want => {
    let name =
      /^(?!\$hp)[A-Za-z_$][\w$]*$/.test(want) && !reserved.has(want)
        ? want
        : `_${want.replace(/[^\w$]/g, '_')}`
    while (used.has(name)) name += '_'
    used.add(name)
    return name
  })
}

// Names a parameter may have in sloppy code only.
const reserved = new Set(
  'arguments await eval implements interface let package private protected public static yield'.split(' '),
)
