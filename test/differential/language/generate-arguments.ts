import { edgeNumbers } from '../edge-values.js'
import type { Random } from '../random.js'
import type { Parameter } from './generate-module.js'

/** Makes the arguments of one call; every time anew, since a call may write to them. */
export type MakeArguments = () => readonly unknown[]

/** Random arguments: mostly what the parameters are for, and now and then something else. */
export function generateArguments(random: Random, params: readonly Parameter[]): MakeArguments {
  const makers = params.map(param => (random.chance(4) ? odd(random) : argument(random, param)))
  return () => makers.map(make => make())
}

function argument(random: Random, { kind }: Parameter): () => unknown {
  switch (kind) {
    case 'number':
      return value(number(random))
    case 'numbers': {
      const list = numbers(random)
      const hole = random.chance(5) ? random.int(0, list.length) : -1
      return () => {
        const made: unknown[] = [...list]
        if (hole >= 0) delete made[hole]
        return made
      }
    }
    case 'typed': {
      const list = numbers(random)
      return () => Float64Array.from(list)
    }
    case 'text': {
      const text = Array.from({ length: random.int(0, 6) }, () =>
        random.pick(['a', 'Z', '0', 'é', '\u{1f600}', '\ud800']),
      ).join('')
      return value(text)
    }
    case 'point': {
      const [x, y] = [number(random), number(random)]
      return () => ({ x, y })
    }
  }
}

function odd(random: Random): () => unknown {
  return random.pick<() => unknown>([
    value(undefined),
    value(null),
    value(true),
    value('12'),
    () => [1, 'b', 3],
    () => ({ x: 'no', y: 1, valueOf: undefined }),
    () => new Int8Array([1, 2, 3]),
    () => [],
  ])
}

function value<T>(of: T): () => T {
  return () => of
}

function numbers(random: Random): readonly number[] {
  const length = random.chance(80) ? random.int(5, 9) : random.int(0, 4)
  return Array.from({ length }, () => number(random))
}

function number(random: Random): number {
  if (random.chance(55)) return random.int(-5, 12)
  return random.chance(50) ? random.pick(edgeNumbers) : random.double()
}
