import type { Random } from '../random.js'
import type { CallbackKind } from './callbacks.js'
import type { Feature } from './features.js'

/** What a name in a program stands for. */
export type NameKind =
  | CallbackKind
  | 'number'
  | 'optional'
  | 'boolean'
  | 'typed'
  | 'plain'
  | 'grid'
  | 'rows'
  | 'list'
  | 'tuple'
  | 'text'
  | 'point'
  | 'bigint'
  | 'bigints'
  | 'function'
  | 'class'
  | 'instance'
  | 'maker'
  | 'maybe'
  | 'site'
  | 'label'

/** `given`: the first object that was passed in. */
export type ResultShape = 'number' | 'bigint' | 'object' | 'tuple' | 'given'

export interface Name {
  readonly name: string
  readonly kind: NameKind
  readonly isConstant: boolean
  /** Whether anything may be stored in it: not in strings, and in parameters only where that compiles. */
  readonly isWritable: boolean
}

/** Where a program is being written: the names in sight, and what has been decided about it. */
export class LanguageScope {
  readonly random: Random
  readonly features: ReadonlySet<Feature>
  readonly names: readonly Name[]
  readonly depth: number
  /** Inside a function in the function: it returns nothing. */
  readonly isInner: boolean
  /** Whether the program prints. */
  readonly hasConsole: boolean
  /** What the marked function returns, everywhere. */
  readonly result: ResultShape
  private readonly counter: { next: number }

  constructor(from: {
    readonly random: Random
    readonly features: ReadonlySet<Feature>
    readonly names: readonly Name[]
    readonly depth?: number
    readonly isInner?: boolean
    readonly hasConsole?: boolean
    readonly result: ResultShape
    readonly counter?: { next: number }
  }) {
    this.random = from.random
    this.features = from.features
    this.names = from.names
    this.depth = from.depth ?? 0
    this.isInner = from.isInner ?? false
    this.hasConsole = from.hasConsole ?? false
    this.result = from.result
    this.counter = from.counter ?? { next: 0 }
  }

  has(feature: Feature): boolean {
    return this.features.has(feature)
  }

  fresh(prefix: string): string {
    return `${prefix}${this.counter.next++}`
  }

  of(kind: NameKind): readonly Name[] {
    return this.names.filter(name => name.kind === kind)
  }

  /** Arrays whose length only a store beyond their end changes. */
  arrays(): readonly Name[] {
    return [...this.of('typed'), ...this.of('plain')]
  }

  with(...names: readonly Name[]): LanguageScope {
    return new LanguageScope({ ...this.parts(), names: [...this.names, ...names] })
  }

  deeper(...names: readonly Name[]): LanguageScope {
    return new LanguageScope({ ...this.parts(), names: [...this.names, ...names], depth: this.depth + 1 })
  }

  inner(...names: readonly Name[]): LanguageScope {
    return new LanguageScope({
      ...this.parts(),
      names: [...this.names.filter(({ kind }) => kind !== 'function' && kind !== 'label'), ...names],
      depth: this.depth + 2,
      isInner: true,
    })
  }

  /** With these names in sight and no others. */
  only(names: readonly Name[]): LanguageScope {
    return new LanguageScope({ ...this.parts(), names })
  }

  private parts() {
    const { random, features, names, depth, isInner, hasConsole, result, counter } = this
    return { random, features, names, depth, isInner, hasConsole, result, counter }
  }
}

/** A name, with what may be done to it. */
export function named(
  name: string,
  kind: NameKind,
  change: 'constant' | 'variable' | 'read-only' = 'constant',
): Name {
  return { name, kind, isConstant: change !== 'variable', isWritable: change !== 'read-only' }
}
