import type { TypedArrayName } from '../../../packages/compiler/src/ir/types.js'
import type { Random } from '../random.js'

type AnyView = Float64Array | BigInt64Array
type AnyBuffer = ArrayBuffer | SharedArrayBuffer

interface ViewConstructor {
  new (buffer: AnyBuffer, byteOffset?: number, length?: number): AnyView
  from(list: readonly unknown[]): AnyView
  readonly BYTES_PER_ELEMENT: number
}

const constructors = globalThis as unknown as Readonly<Record<TypedArrayName, ViewConstructor>>

/** The kinds of typed arrays that hold numbers, the usual ones more often. */
const numeric: readonly TypedArrayName[] = [
  'Float64Array',
  'Float64Array',
  'Float64Array',
  'Float64Array',
  'Float32Array',
  'Int32Array',
  'Int32Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Int16Array',
  'Uint16Array',
]

/** The kind of array of a parameter. */
export function elementOf(random: Random, kind: 'typed' | 'bigints'): TypedArrayName {
  if (kind === 'typed') return random.pick(numeric)
  return random.pick<TypedArrayName>(['BigInt64Array', 'BigInt64Array', 'BigUint64Array'])
}

/** Makes a typed array of its own out of a list, anew for every call. */
export function viewOf(element: TypedArrayName, list: readonly unknown[]): () => unknown {
  return () => constructors[element].from(list)
}

/** What becomes of the arguments of a call as a whole. */
export type Arrange = (args: readonly unknown[]) => readonly unknown[]

/**
 * Puts typed arrays among the arguments over one buffer, each at its own offset: those of integers together, or those of
 * one kind of float, since the bits of a NaN are the engine's own choice. The buffer may be shared, or may have been resized.
 */
export function shareBuffer(random: Random): Arrange {
  const kind = random.pick(['plain', 'plain', 'plain', 'shared', 'resizable', 'shrunk'] as const)
  const float = random.pick([null, null, 'Float64Array', 'Float64Array', 'Float32Array'])
  const offsets = Array.from({ length: 8 }, () => random.int(0, 4))
  const isSame = random.chance(20)
  return args => {
    const isMember = (arg: unknown): arg is AnyView =>
      ArrayBuffer.isView(arg) && (float === null ? !isFloat(arg) : arg.constructor.name === float)
    const members = args.filter(isMember)
    if (members.length === 0) return args
    const places = args.map((arg, i) => (isMember(arg) ? offsetOf(arg, isSame ? 0 : offsets[i % 8]!) : 0))
    const ends = args.map((arg, i) => (isMember(arg) ? places[i]! + arg.byteLength : 0))
    const buffer = makeBuffer(kind, Math.ceil((Math.max(...ends) + 8) / 8) * 8)
    const made = args.map((arg, i) => {
      if (!isMember(arg)) return arg
      const element = constructors[arg.constructor.name as TypedArrayName]
      const view = new element(buffer, places[i]!, arg.length)
      view.set(arg as never)
      return view
    })
    if (kind === 'shrunk') (buffer as unknown as { resize(length: number): void }).resize(16)
    return made
  }
}

function isFloat(view: object): boolean {
  return view.constructor.name.startsWith('Float')
}

/** Odd for bytes: an offset of their own size is all that views ask for. */
function offsetOf(view: AnyView, places: number): number {
  return places * view.BYTES_PER_ELEMENT
}

function makeBuffer(kind: 'plain' | 'shared' | 'resizable' | 'shrunk', bytes: number): AnyBuffer {
  if (kind === 'plain') return new ArrayBuffer(bytes)
  if (kind === 'shared') return new SharedArrayBuffer(bytes)
  const resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer
  return new resizable(bytes, { maxByteLength: bytes + 64 })
}

/** Detaches one of the arguments' buffers. */
export function detach(position: number): Arrange {
  return args => {
    const arg = args[position]
    if (ArrayBuffer.isView(arg) && arg.buffer instanceof ArrayBuffer) {
      structuredClone(arg.buffer, { transfer: [arg.buffer] })
    }
    return args
  }
}
