import { maximumPages } from '../../abi/names.js'
import type { NumberType } from '../../ir/types.js'
import { restart } from './early-exit.js'
import type { Helper } from './prelude.js'

/** Where free memory begins; the entry sets it from its last parameter. */
export const heapVariable: Helper = { name: 'heap', text: 'let heap: usize = 0' }

/** Zeroed memory for `length << shift` bytes, 16-byte aligned; each array, even an empty one, has its own address. */
export const newArray: Helper = {
  name: 'new_array',
  needs: [heapVariable, restart],
  text: `
function new_array(length: i32, shift: i32): usize {
  const pointer = heap
  const bytes = u64(length) << shift
  const end = u64(pointer) + bytes + 16 & ~15
  if (length < 0 || end > ${maximumPages * 65536}) restart()
  const size = memory.size()
  const missing = i32(end + 65535 >> 16) - size
  if (missing > 0 && memory.grow(max<i32>(missing, min<i32>(size, ${maximumPages} - size))) < 0) {
    if (memory.grow(missing) < 0) restart()
  }
  memory.fill(pointer, 0, usize(bytes))
  heap = usize(end)
  return pointer
}`,
}

/** The same for an ordinary array: how many elements it has room for stands 16 bytes before them. */
export const newList: Helper = {
  name: 'new_list',
  needs: [newArray, restart],
  text: `
function new_list(length: i32, shift: i32): usize {
  if (length < 0) restart()
  const pointer = new_array(length + (16 >> shift), shift) + 16
  store<i32>(pointer - 16, length)
  return pointer
}`,
}

/** The same in place of an array that nobody can reach any more, or of none yet. */
export const reuseList: Helper = {
  name: 'reuse_list',
  needs: [newList],
  text: `
function reuse_list(pointer: usize, length: i32, shift: i32): usize {
  if (pointer == 0 || u32(length) > load<u32>(pointer - 16)) return new_list(length, shift)
  memory.fill(pointer, 0, usize(length) << shift)
  return pointer
}`,
}

const growList: Helper = {
  name: 'grow_list',
  needs: [newList],
  text: `
function grow_list(pointer: usize, n: i32, length: i32, shift: i32): usize {
  const moved = new_list(max<i32>(8, length + (length >> 1)), shift)
  memory.copy(moved, pointer, usize(n) << shift)
  return moved
}`,
}

/** Where the elements of an ordinary array are after it got this length: elsewhere if it has outgrown its room. */
export const resizeList: Helper = {
  name: 'resize_list',
  needs: [growList],
  text: `
@inline
function resize_list(pointer: usize, n: i32, length: i32, shift: i32): usize {
  return length > load<i32>(pointer - 16) ? grow_list(pointer, n, length, shift) : pointer
}`,
}

/** The same of one that may be a row: how many places it stands in comes along. */
export const resizeRow: Helper = {
  name: 'resize_row',
  needs: [growList],
  text: `
function resize_row(pointer: usize, n: i32, length: i32, shift: i32): usize {
  if (length <= load<i32>(pointer - 16)) return pointer
  const moved = grow_list(pointer, n, length, shift)
  store<i32>(moved - 12, load<i32>(pointer - 12))
  return moved
}`,
}

/** Starts the call over where a row stands in more places than this one, or not in this one. */
export const onlyPlace: Helper = {
  name: 'only_place',
  needs: [restart],
  text: `
@inline
function only_place(entry: usize, pointer: usize, n: i32): void {
  if (load<i32>(pointer - 12) != 1 || load<u64>(entry) != (u64(pointer) | u64(n) << 32)) restart()
}`,
}

/** Where the elements of an ordinary array that is no row are without the first: one further, with room for one less. */
export const shiftList: Helper = {
  name: 'shift_list',
  text: `
@inline
function shift_list(pointer: usize, shift: i32): usize {
  const moved = pointer + (1 << shift)
  store<i32>(moved - 16, load<i32>(pointer - 16) - 1)
  store<i32>(moved - 12, 0)
  return moved
}`,
}

/** ToIndex of an array length: fractions are cut, NaN is 0; what JavaScript or the memory refuses restarts. */
export function arrayLength(type: NumberType): Helper {
  const name = `array_length_${type}`
  if (type === 'f32' || type === 'f64') {
    return {
      name,
      needs: [restart],
      text: `
@inline
function ${name}(x: ${type}): i32 {
  if (x <= -1.0 || x >= 2147483648.0) restart()
  return i32(x)
}`,
    }
  }
  return {
    name,
    needs: [restart],
    text: `
@inline
function ${name}(x: ${type}): i32 {
  if (u64(x) > 2147483647) restart()
  return i32(x)
}`,
  }
}
