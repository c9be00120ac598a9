import type { Random } from '../random.js'
import { callbackKinds, callbackTypes, isUnshared, makeCallback } from './callbacks.js'
import type { Feature } from './features.js'
import type { Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { MoreKind, Parameter } from './parameter.js'

export const moreTypes: Readonly<Record<MoreKind, string>> = {
  ...callbackTypes,
  maybe: 'number | undefined',
  maybeNull: 'number | null',
  fields: '{ x: number; y?: number }',
  pair: 'number[]',
  rest: 'number[]',
}

/** Those of the kinds that compile which may stand anywhere. */
export function moreKinds(features: ReadonlySet<Feature>): readonly MoreKind[] {
  return [
    ...(features.has('leftOut') ? (['maybe', 'maybeNull'] as const) : []),
    ...(features.has('patterns') ? (['fields', 'pair'] as const) : []),
  ]
}

/** Adds what has its own place in the list: a rest parameter behind it, or callbacks and none of what must not be shown to them. */
export function withEnds(
  random: Random,
  features: ReadonlySet<Feature>,
  made: readonly Parameter[],
): readonly Parameter[] {
  const rest: Parameter = { name: 'r0', kind: 'rest', isTyped: true }
  if (features.has('callback') && random.chance(15)) {
    const callbacks = callbackKinds(random).map((kind, i) => ({ name: `c${i}`, kind, isTyped: true }))
    return [...callbacks, ...made.filter(({ kind }) => isUnshared(kind))]
  }
  return features.has('rest') && random.chance(15) ? [...made, rest] : made
}

/** Whether one of the parameters is called. */
export function hasCallbacks(params: readonly Parameter[]): boolean {
  return params.some(({ kind }) => Object.hasOwn(callbackTypes, kind))
}

/** The names such a parameter brings, `null` for any other. */
export function moreNames({ name, kind }: Parameter): readonly Name[] | null {
  switch (kind) {
    case 'gives':
    case 'tests':
    case 'told':
      return [named(name, kind)]
    case 'maybe':
    case 'maybeNull':
      return [named(nameFor(name, kind), 'optional', 'variable')]
    case 'fields':
    case 'pair':
      return [named(`${name}x`, 'number', 'variable'), named(`${name}y`, 'number', 'variable')]
    case 'rest':
      return [named(name, 'plain')]
    default:
      return null
  }
}

/** How such a parameter is declared, `null` for any other. */
export function writeMore({ name, kind }: Parameter): string | null {
  switch (kind) {
    case 'maybe':
      return `${nameFor(name, kind)}?: number`
    case 'maybeNull':
      return `${nameFor(name, kind)}: ${moreTypes[kind]}`
    case 'fields':
      return `{ x: ${name}x, y: ${name}y = 3 }: ${moreTypes[kind]}`
    case 'pair':
      return `[${name}x, ${name}y = -0]: ${moreTypes[kind]} = [2]`
    case 'rest':
      return `...${name}: ${moreTypes[kind]}`
    default:
      return null
  }
}

/** Optional numbers tell by their names what they are where they are missing. */
function nameFor(name: string, kind: 'maybe' | 'maybeNull'): string {
  return `${kind === 'maybe' ? 'u' : 'w'}${name}`
}

/** What is passed for a rest parameter: several arguments. */
class Several {
  readonly items: readonly unknown[]

  constructor(items: readonly unknown[]) {
    this.items = items
  }
}

/** The arguments, with those for a rest parameter each for itself. */
export function spreadRest(args: readonly unknown[]): readonly unknown[] {
  return args.flatMap(arg => (arg instanceof Several ? arg.items : [arg]))
}

/** Makes an argument for such a parameter. */
export function moreArgument(random: Random, kind: MoreKind, number: () => number): () => unknown {
  const [x, y] = [number(), number()]
  switch (kind) {
    case 'gives':
    case 'tests':
    case 'told':
      return makeCallback(random, kind)
    case 'maybe':
    case 'maybeNull': {
      const usual = kind === 'maybe' ? undefined : null
      const odd = random.pick([undefined, null, '3'])
      const value = random.oneOf<unknown>([
        [5, () => x],
        [4, () => usual],
        [1, () => odd],
      ])
      return () => value
    }
    case 'fields': {
      const isWhole = random.chance(60)
      return random.chance(10)
        ? () => ({
            get x() {
              return x
            },
            y,
          })
        : () => (isWhole ? { x, y } : { x })
    }
    case 'pair': {
      const length = random.int(0, 3)
      return random.chance(15) ? () => undefined : () => [x, y, 1].slice(0, length)
    }
    case 'rest': {
      const items = Array.from({ length: random.int(0, 5) }, number)
      if (random.chance(8)) items.push('1' as never)
      return () => new Several(items)
    }
  }
}
