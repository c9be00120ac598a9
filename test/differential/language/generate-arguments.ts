import { anyBigint, edgeNumbers } from '../edge-values.js'
import type { Random } from '../random.js'
import type { Parameter } from './generate-module.js'

/** Makes the arguments of one call; every time anew, since a call may write to them. */
export type MakeArguments = () => readonly unknown[]

/** Random arguments: mostly what the parameters are for, and now and then something else. */
export function generateArguments(random: Random, params: readonly Parameter[]): MakeArguments {
  const makers = params.map(param => (random.chance(4) ? odd(random) : argument(random, param)))
  const shared = random.chance(40) ? shareBuffer(random, params) : unshared
  return () => shared(makers.map(make => make()))
}

type Share = (args: readonly unknown[]) => readonly unknown[]

const unshared: Share = args => args

/** Puts the views among the arguments, all of one type, over one buffer, each at its own offset. */
function shareBuffer(random: Random, params: readonly Parameter[]): Share {
  const type = random.chance(60) ? Float64Array : BigInt64Array
  const offsets = params.map(() => random.int(0, 4))
  return args => {
    const isShared = (arg: unknown): arg is Float64Array => arg instanceof type
    if (args.filter(isShared).length === 0) return args
    const ends = args.map((arg, i) => (isShared(arg) ? offsets[i]! + arg.length : 0))
    const buffer = new ArrayBuffer(8 * (Math.max(...ends) + 1))
    return args.map((arg, i) => {
      if (!isShared(arg)) return arg
      const view = new type(buffer, 8 * offsets[i]!, arg.length)
      view.set(arg as never)
      return view
    })
  }
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
    case 'grid': {
      const rows = Array.from({ length: random.int(0, 4) }, () => numbers(random))
      // Now and then two rows are one.
      const twice = random.chance(10)
      return () => {
        const made = rows.map(row => [...row])
        return twice ? [...made, ...made.slice(0, 1)] : made
      }
    }
    case 'planes': {
      const rows = Array.from({ length: random.int(0, 4) }, () => numbers(random))
      return () => rows.map(row => Float64Array.from(row))
    }
    case 'typed': {
      const list = numbers(random)
      return () => Float64Array.from(list)
    }
    case 'bigint':
      return value(bigint(random))
    case 'bigints': {
      const list = bigints(random)
      return () => BigInt64Array.from(list)
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

function bigints(random: Random): readonly bigint[] {
  return Array.from({ length: random.chance(80) ? random.int(4, 8) : random.int(0, 3) }, () =>
    anyBigint(random),
  )
}

/** Mostly of 64 bits, now and then beyond. */
function bigint(random: Random): bigint {
  return random.chance(90) ? anyBigint(random) : random.bigint(-(2n ** 130n), 2n ** 130n)
}

function number(random: Random): number {
  if (random.chance(55)) return random.int(-5, 12)
  return random.chance(50) ? random.pick(edgeNumbers) : random.double()
}
