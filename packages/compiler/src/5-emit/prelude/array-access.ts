import type { ArrayKind, NestedArray, NumberType } from '../../ir/types.js'
import { elements, isNestedArray } from '../../ir/types.js'
import { restart } from './early-exit.js'
import { wholeToInt32 } from './numbers.js'
import type { Helper } from './prelude.js'

/** The memory type of an array's elements, as `load<…>` and `store<…>` name it. */
export function memoryType(array: ArrayKind): string {
  return isNestedArray(array) ? 'i64' : memoryTypes[array]
}

const memoryTypes: Readonly<Record<Exclude<ArrayKind, NestedArray>, string>> = {
  Int8Array: 'i8',
  Uint8Array: 'u8',
  Uint8ClampedArray: 'u8',
  Int16Array: 'i16',
  Uint16Array: 'u16',
  Int32Array: 'i32',
  Uint32Array: 'u32',
  Float32Array: 'f32',
  Float64Array: 'f64',
  BigInt64Array: 'i64',
  BigUint64Array: 'u64',
  'number[]': 'f64',
  string: 'u16',
  DataView: 'u8',
  'boolean[]': 'bool',
}

/**
 * The call that reads an element from an address, perhaps with a constant offset, in the type `elements` says. An Int32
 * is read as a u32: Binaryen forgets that a conversion of a signed load to u32 and on to 64 bits must not copy the sign.
 * The type is always said: bare, asc would load 64 bits wide wherever a conversion around it asks for more.
 */
export function loadText(array: ArrayKind, ...address: readonly string[]): string {
  const memory = memoryType(array)
  const load = `load<${memory === 'i32' ? 'u32' : memory}>(${address.join(', ')})`
  const { loads } = elements[array]
  return loads === 'i32' || loads === 'u32' ? `${loads}(${load})` : load
}

/** The byte address `pointer + index * size`, the index being in bounds. */
export function addressText(pointer: string, index: string, array: ArrayKind): string {
  const shift = Math.log2(elements[array].bytes)
  return shift === 0 ? `${pointer} + usize(${index})` : `${pointer} + (usize(${index}) << ${shift})`
}

/**
 * A read that may be out of bounds: then NaN, 0, or the call starts over. One unsigned comparison covers negative
 * indexes too; a fractional index is none, and -0 is 0.
 */
export function checkedLoad(
  array: ArrayKind,
  type: NumberType | 'bool',
  bounds: 'nan' | 'zero' | 'restart',
  index: NumberType,
): Helper {
  const memory = memoryType(array)
  const check = inBounds(index)
  const loaded = loadText(array, addressText('p', check.whole, array))
  const value = elements[array].loads === type ? loaded : `${type}(${loaded})`
  const outside = bounds === 'nan' ? 'NaN' : type.startsWith('f') ? '0.0' : '0'
  const body =
    bounds === 'restart'
      ? `  if (!(${check.test})) restart()\n  return ${value}`
      : `  return ${check.test} ? ${value} : ${outside}`
  const as = type === elements[array].loads ? '' : `_as_${type}`
  const name = `load_${memory}${as}_or_${bounds}${bySuffix(index)}`
  return {
    name,
    needs: [...(bounds === 'restart' ? [restart] : []), ...check.needs],
    text: `
@inline
function ${name}(p: usize, n: i32, i: ${index}): ${type} {
${check.prepare}${body}
}`,
  }
}

/** A write that out of bounds does nothing, or starts the call over. The value already is what the array stores. */
export function checkedStore(array: ArrayKind, index: NumberType, bounds: 'nan' | 'restart'): Helper {
  const memory = memoryType(array)
  const check = inBounds(index)
  const name = `store_${memory}${bounds === 'restart' ? '_or_restart' : ''}${bySuffix(index)}`
  const address = addressText('p', check.whole, array)
  return {
    name,
    needs: [...(bounds === 'restart' ? [restart] : []), ...check.needs],
    text: `
@inline
function ${name}(p: usize, n: i32, i: ${index}, value: ${elements[array].loads}): void {
${check.prepare}  if (${check.test}) store<${memory}>(${address}, value)
${bounds === 'restart' ? '  else restart()\n' : ''}}`,
  }
}

/** The byte address of one of equal pieces of memory. */
export function rowAddress(pointer: string, index: string, bytes: number): string {
  return bytes === 8 ? `${pointer} + (usize(${index}) << 3)` : `${pointer} + usize(${index}) * ${bytes}`
}

/** Where a row of this many bytes is, or what a table of rows has of it; out of bounds the call starts over. */
export function checkedRow(index: NumberType, bytes: number): Helper {
  const check = inBounds(index)
  const name = `row_or_restart${bySuffix(index)}${bytes === 8 ? '' : `_of_${bytes}`}`
  return {
    name,
    needs: [restart, ...check.needs],
    text: `
@inline
function ${name}(p: usize, n: i32, i: ${index}): usize {
${check.prepare}  if (!(${check.test})) restart()
  return ${rowAddress('p', check.whole, bytes)}
}`,
  }
}

function bySuffix(index: NumberType): string {
  return index === 'i32' ? '' : `_by_${index}`
}

interface BoundsTest {
  readonly needs: readonly Helper[]
  /** A line that must run first, or nothing. */
  readonly prepare: string
  readonly test: string
  /** The index as an integer, right where the test holds. */
  readonly whole: string
}

function inBounds(index: NumberType): BoundsTest {
  const double = index === 'f32' ? 'f64(i)' : 'i'
  switch (index) {
    case 'i32':
    case 'u32':
      return { needs: [], prepare: '', test: 'u32(i) < u32(n)', whole: 'i' }
    case 'i64':
    case 'u64':
      return { needs: [], prepare: '', test: 'u64(i) < u64(n)', whole: 'i' }
    default:
      // For what is no whole number of 32 bits, k is any number, and not equal to i.
      return {
        needs: [wholeToInt32],
        prepare: `  const k = whole_to_i32(${double})\n`,
        test: `f64(k) == ${double} && u32(k) < u32(n)`,
        whole: 'k',
      }
  }
}
