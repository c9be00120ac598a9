import type { NumberType, RawAccess, TypedArrayName } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import { loadText, memoryType } from './array-access.js'
import { restart } from './early-exit.js'
import type { Helper, Prelude } from './prelude.js'

/**
 * The address of byte `i` of a DataView, from which `size` bytes have to be there, or the call starts over. As ToIndex
 * says, fractions are cut and NaN is 0.
 */
export function checkedByte(index: NumberType): Helper {
  const name = `byte_at${index === 'i32' ? '' : `_by_${index}`}`
  const { prepare, whole } = wholeIndex(index)
  return {
    name,
    needs: [restart],
    text: `
@inline
function ${name}(p: usize, n: i32, i: ${index}, size: i32): usize {
${prepare}  if (!(${whole} >= 0 && ${whole} <= ${widened(index)})) restart()
  return p + usize(${whole})
}`,
  }
}

function wholeIndex(index: NumberType): { readonly prepare: string; readonly whole: string } {
  switch (index) {
    case 'i32':
    case 'i64':
      return { prepare: '', whole: 'i' }
    case 'u32':
      return { prepare: '', whole: 'i64(i)' }
    case 'u64':
      return { prepare: '', whole: 'i' }
    default:
      return { prepare: `  const k = i == i ? trunc(f64(i)) : 0.0\n`, whole: 'k' }
  }
}

/** The last byte that may be asked for, in the type the index is compared in; negative where there is none. */
function widened(index: NumberType): string {
  if (index === 'i32') return 'n - size'
  if (index === 'u64') return 'u64(max(n - size, 0))'
  return index === 'f32' || index === 'f64' ? 'f64(n - size)' : 'i64(n - size)'
}

/** The call that reads bytes of a DataView, in the type that an element of such an array loads as. */
export function rawLoad({ element, order }: RawAccess, address: readonly string[], prelude: Prelude): string {
  const { bytes, loads } = elements[element]
  if (order === 'little' || bytes === 1) return loadText(element, ...address)
  const bits = bytes === 8 ? 'u64' : 'u32'
  const swap = prelude.use(swaps[bytes])
  const swapped = `${swap}(load<${bytes === 2 ? 'u16' : bits}>(${address.join(', ')}))`
  if (loads === 'f32' || loads === 'f64') return `reinterpret<${loads}>(${swapped})`
  return `${loads}(${element === 'Int16Array' ? `i16(${swapped})` : swapped})`
}

/** The call that writes them; the value already is what such an array stores. */
export function rawStore(
  { element, order }: RawAccess,
  [pointer = '', ...offset]: readonly string[],
  value: string,
  prelude: Prelude,
): string {
  const { bytes } = elements[element]
  if (order === 'little' || bytes === 1) {
    return `store<${memoryType(element)}>(${[pointer, value, ...offset].join(', ')})`
  }
  const bits = bytes === 8 ? 'u64' : 'u32'
  const swapped = `${prelude.use(swaps[bytes])}(${bitsOf(element, value, bits)})`
  return `store<${bytes === 2 ? 'u16' : bits}>(${[pointer, swapped, ...offset].join(', ')})`
}

function bitsOf(element: TypedArrayName, value: string, bits: 'u32' | 'u64'): string {
  return elements[element].loads.startsWith('f') ? `reinterpret<${bits}>(${value})` : `${bits}(${value})`
}

const swap16: Helper = {
  name: 'swap_16',
  text: `
@inline
function swap_16(x: u32): u32 {
  return ((x & 255) << 8) | ((x >> 8) & 255)
}`,
}
const swap32: Helper = {
  name: 'swap_32',
  text: `
@inline
function swap_32(x: u32): u32 {
  return rotl(x & 0xff00ff00, 8) | rotl(x & 0x00ff00ff, 24)
}`,
}
const swap64: Helper = {
  name: 'swap_64',
  needs: [swap32],
  text: `
@inline
function swap_64(x: u64): u64 {
  return (u64(swap_32(u32(x))) << 32) | u64(swap_32(u32(x >> 32)))
}`,
}

const swaps = { 2: swap16, 4: swap32, 8: swap64 } as const
