import type { TypedArrayName } from '../../packages/compiler/src/ir/types.js'
import { describeValue } from '../support/describe-value.js'
import { anyBigint, anyNumber } from './edge-values.js'
import type { Param } from './generate-program.js'
import { isPromised } from './generate-program.js'
import type { Random } from './random.js'

/** One argument, written down so that it can be made anew for every call. Arrays name the buffer they view. */
export type Argument =
  | { readonly kind: 'value'; readonly value: unknown }
  | {
      readonly kind: 'array'
      readonly type: TypedArrayName
      readonly buffer: number
      readonly byteOffset: number
      readonly length: number
    }

/** The arguments of one call: buffers by their bytes, and views and values over them. */
export interface Input {
  readonly buffers: readonly (readonly number[])[]
  readonly args: readonly Argument[]
}

type AnyArray = Float64Array | BigInt64Array

/** The typed arrays by name; which one it is does not matter to the types here. */
const constructors = globalThis as unknown as Readonly<
  Record<TypedArrayName, new (source: ArrayBufferLike | number, offset?: number, length?: number) => AnyArray>
>

const bytesPerElement: Readonly<Record<TypedArrayName, number>> = {
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
}

/** Random arguments for these parameters; now and then two arrays view one buffer, or a value has the wrong type. */
export function generateInput(random: Random, params: readonly Param[]): Input {
  const buffers: number[][] = []
  const owners: TypedArrayName[] = []
  const counts = new Map(
    params.filter(param => param.role === 'count').map(param => [param.name, count(random)]),
  )
  const sizes = random.chance(50) ? shapesOf([...counts.values()]) : []
  const turns = turnsOf(random, params)
  const args = params.map((param): Argument => {
    if (random.chance(1)) return { kind: 'value', value: random.pick([undefined, null, '3', true, 1.5]) }
    if (param.type === 'number' || isPromised(param.type)) {
      const value = param.role === 'place' ? place(random) : anyNumber(random)
      return { kind: 'value', value: counts.get(param.name) ?? value }
    }
    if (param.type === 'boolean') return { kind: 'value', value: random.chance(50) }
    if (param.type === 'bigint') return { kind: 'value', value: anyBigint(random) }
    const long = param.role === 'long' ? longLengths(param.type) : sizes
    const lengths = param.role === 'blocks' ? [turns * (param.perTurn ?? 1)] : long
    return view(random, param.type, { buffers, owners }, lengths)
  })
  return { buffers, args }
}

/** Makes the arguments: fresh buffers each time, shared between views as the input says. */
export function makeArguments(input: Input): readonly unknown[] {
  const buffers = input.buffers.map(bytes => Uint8Array.from(bytes).buffer)
  return input.args.map(arg => {
    if (arg.kind === 'value') return arg.value
    return new constructors[arg.type](buffers[arg.buffer]!, arg.byteOffset, arg.length)
  })
}

/** The call as it would be written. */
export function writeCall(input: Input): string {
  return `f(${makeArguments(input).map(describeValue).join(', ')})`
}

function count(random: Random): number {
  return random.oneOf([
    [20, () => random.int(0, 9)],
    [1, () => random.pick([-1, -0, 0, 1, 2.5, Number.NaN, -(2 ** 31), 6.999999999999999])],
  ])
}

/** An index at an edge of a long array, in the middle or beyond, or none at all. */
function place(random: Random): number {
  return random.oneOf<number>([
    [8, () => random.int(0, 9)],
    [8, () => random.int(leastBytes / 8 - 12, leastBytes / 8 + 120)],
    [8, () => random.int(10, leastBytes / 4)],
    [3, () => random.int(-9, -1)],
    [1, () => random.pick([-0, 2.5, Number.NaN, -(2 ** 31), 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 7, 2 ** 40])],
  ])
}

/** Bytes of arrays that are copied whole. */
const leastBytes = 3 * 2 ** 13

function longLengths(type: TypedArrayName): readonly number[] {
  const least = leastBytes / bytesPerElement[type]
  return [least, least + 1, least + 2, least + 9, least + 100]
}

/** Bytes of an array that is copied in two blocks. */
const twoBlocks = 2 ** 17

/** Turns that fill several blocks with what each has of these arrays, or as many as fill none. */
function turnsOf(random: Random, params: readonly Param[]): number {
  const sizes = params.flatMap(({ type, perTurn = 1, role }) =>
    role === 'blocks' ? [perTurn * bytesPerElement[type as TypedArrayName]] : [],
  )
  if (sizes.length === 0) return 0
  const two = Math.ceil(twoBlocks / Math.max(...sizes))
  // Writing down what long arrays hold takes long, for every call.
  return random.chance(20) ? two + random.pick([0, 1, 64, 67]) : random.int(1, 40)
}

/** Lengths that loops up to these counts just fill. */
function shapesOf(counts: readonly number[]): readonly number[] {
  const whole = counts.filter(value => Number.isInteger(value) && value > 0)
  return whole.flatMap(a => [a, ...whole.map(b => a * b)])
}

/** The buffers made so far, and the kind of array each was made for. */
interface Shared {
  readonly buffers: number[][]
  readonly owners: TypedArrayName[]
}

/**
 * The bits of a NaN are the engine's own choice, each time anew, so a float is never read back as something else: views
 * share a buffer where all of them are of integers, or all of one kind.
 */
function mayShare(type: TypedArrayName, owner: TypedArrayName): boolean {
  return type === owner || !(type.startsWith('Float') || owner.startsWith('Float'))
}

function view(random: Random, type: TypedArrayName, shared: Shared, sizes: readonly number[]): Argument {
  const { buffers, owners } = shared
  const bytes = bytesPerElement[type]
  const shareable = owners.flatMap((owner, i) => (mayShare(type, owner) ? [i] : []))
  if (shareable.length > 0 && random.chance(25)) {
    const buffer = random.pick(shareable)
    const size = buffers[buffer]!.length
    const byteOffset = random.int(0, Math.floor(size / bytes / 2)) * bytes
    return {
      kind: 'array',
      type,
      buffer,
      byteOffset,
      length: random.int(0, Math.floor((size - byteOffset) / bytes)),
    }
  }
  const length =
    sizes.length > 0 && random.chance(80)
      ? random.pick(sizes) - (random.chance(10) ? 1 : 0)
      : random.chance(25)
        ? random.int(0, 5)
        : random.chance(25)
          ? random.int(18, 70)
          : random.int(6, 17)
  const byteOffset = random.chance(20) ? bytes : 0
  buffers.push(contents(random, type, length + byteOffset / bytes))
  owners.push(type)
  return { kind: 'array', type, buffer: buffers.length - 1, byteOffset, length }
}

const longestVaried = 61

function contents(random: Random, type: TypedArrayName, length: number): number[] {
  const array = new constructors[type](length)
  for (let i = 0; i < length; i++) {
    // Of a long one, which numbers they are matters less than that neighbours differ.
    if (i >= longestVaried) array[i] = array[i - longestVaried]!
    else
      array[i] = type === 'BigInt64Array' || type === 'BigUint64Array' ? anyBigint(random) : anyNumber(random)
  }
  return Array.from(new Uint8Array(array.buffer))
}
