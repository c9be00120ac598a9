import { anyBigint, edgeNumbers } from '../edge-values.js'
import type { Random } from '../random.js'
import { watchArrays } from './callbacks.js'
import { pointOf } from './generate-points.js'
import type { Arrange } from './generate-views.js'
import { detach, shareBuffer, viewOf } from './generate-views.js'
import { moreArgument, spreadRest } from './more-parameters.js'
import { giveMember } from './own-members.js'
import type { Parameter } from './parameter.js'

/** Makes the arguments of one call; every time anew, since a call may write to them. */
export type MakeArguments = () => readonly unknown[]

/** Random arguments: mostly what the parameters are for, and now and then something else, or fewer. */
export function generateArguments(random: Random, params: readonly Parameter[]): MakeArguments {
  const makers = params.map(param => (random.chance(2) ? odd(random) : argument(random, param)))
  const count = random.chance(15) ? firstMissing(params) : params.length
  const arrange = random.oneOf<Arrange>([
    [12, () => args => args],
    [8, () => shareBuffer(random)],
    [1, () => detach(random.int(0, 3))],
    [1, () => sameObject],
    [1, () => giveMember(random)],
  ])
  return () => watchArrays(spreadRest(arrange(makers.slice(0, count).map(make => make()))))
}

/** How many arguments are left where those with default values at the end are left out. */
function firstMissing(params: readonly Parameter[]): number {
  const last = params.findLastIndex(({ kind, whenMissing }) => whenMissing === undefined && kind !== 'maybe')
  return last + 1
}

/** Passes one object for two parameters, where two could be the same. */
function sameObject(args: readonly unknown[]): readonly unknown[] {
  const first = args.find(arg => typeof arg === 'object' && arg !== null && !ArrayBuffer.isView(arg))
  const isLike = (arg: unknown): boolean =>
    typeof arg === 'object' &&
    arg !== null &&
    Array.isArray(arg) === Array.isArray(first) &&
    // A row that is its own grid becomes a text, which grows with every element that is added to it.
    isGrid(arg) === isGrid(first) &&
    !ArrayBuffer.isView(arg)
  return args.map(arg => (isLike(arg) ? first : arg))
}

function isGrid(arg: unknown): boolean {
  return Array.isArray(arg) && arg.some(row => typeof row === 'object')
}

function argument(random: Random, { kind, element, whenMissing }: Parameter): () => unknown {
  switch (kind) {
    case 'number':
      return value(whenMissing !== undefined && random.chance(40) ? undefined : number(random))
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
    case 'typed':
      return viewOf(element ?? 'Float64Array', numbers(random))
    case 'bigint':
      return value(bigint(random))
    case 'bigints':
      return viewOf(element ?? 'BigInt64Array', bigints(random))
    case 'text': {
      const text = Array.from({ length: random.chance(10) ? 40 : random.int(0, 6) }, () =>
        random.pick(['a', 'Z', '0', 'é', '\u{1f600}', '\ud800']),
      ).join('')
      return value(text)
    }
    case 'point': {
      const [x, y] = [number(random), number(random)]
      return pointOf(random, x, y)
    }
    default:
      return moreArgument(random, kind, () => number(random))
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
