import type { Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { splatInt } from './lanes/convert-lanes.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import { register } from './lanes/lane-writer.js'
import type { Wide } from './lanes/lanes.js'

type Register = Expr<ValueType>

/** A value of each turn, in lanes of 32 bits, and which of the four bytes of its turn it is going to be. */
export interface Part {
  readonly value: Wide
  readonly shift: number
  /** Which of the 32 bits. */
  readonly bits: number
}

/** The parts of each turn put together, all other bits 0: no two are of the same bits. */
export function joinParts(parts: readonly Part[], writer: LaneWriter): readonly Register[] {
  const alike = new Map<Register, Part[]>()
  for (const part of parts) {
    const reg = register(part.value, 0)
    alike.set(reg, [...(alike.get(reg) ?? []), part])
  }
  return Array.from({ length: writer.registers({ bytes: 4 }) }, (_, n) =>
    [...alike.values()]
      .map(group => placed(group, n, writer))
      .reduce((all, reg) => writer.op('v128.or', [all, reg])),
  )
}

/** One value where it stands among the four bytes, or in several places. */
function placed(group: readonly Part[], n: number, writer: LaneWriter): Register {
  const [first, ...more] = group
  if (!first) throw new Error('vectorize-loops: a part of nothing')
  const { value, shift, bits } = first
  const { lanes } = value
  const reg = register(value, n)
  const most = bits >>> shift
  const isByte = most === 255
  const byte = isByte ? byteWithin(reg) : null
  if (byte) return moved(byte, group, writer)
  const masked = isByte ? withoutMask(reg) : reg
  if (isByte && (more.length > 0 || (shift > 0 && shift < 24 && masked !== reg))) {
    return placeBytes(
      masked,
      0,
      group.map(part => part.shift),
      writer,
    )
  }
  const isInside = lanes.kind === 'int' && lanes.lo >= 0 && lanes.hi <= most
  const isCut = bits < 0
  const inside = isCut ? masked : isInside ? reg : writer.op('v128.and', [reg, splatInt(most | 0, 4, writer)])
  return shift === 0 ? inside : writer.op('i32x4.shl', [inside, writer.int(shift)])
}

/** One byte of each 32 bits put where these shifts say, all other bits 0. */
export function placeBytes(reg: Register, from: number, to: readonly number[], writer: LaneWriter): Register {
  // What is no lane of the other gives 0.
  const lanes = Array.from({ length: 16 }, (_, byte) =>
    to.includes(8 * (byte % 4)) ? byte - (byte % 4) + from / 8 : -1,
  )
  return writer.op('i8x16.swizzle', [reg, writer.op('i8x16.lanes', [], lanes)])
}

/** A byte that stands between the bytes of its word, put into one of them or several, all other bits 0. */
function moved({ word, from }: Within, group: readonly Part[], writer: LaneWriter): Register {
  const shift = (name: 'shl' | 'shr_u', reg: Register, by: number) =>
    by === 0 ? reg : writer.op(`i32x4.${name}`, [reg, writer.int(by)])
  const [first, ...more] = group.map(part => part.shift)
  if (first === undefined) throw new Error('vectorize-loops: a part of nothing')
  if (more.length > 0) {
    const next = 8 * Math.ceil(from / 8)
    return placeBytes(shift('shl', word, next - from), next, [first, ...more], writer)
  }
  const low = shift('shr_u', word, from)
  // A shift more is less than another constant, which engines make anew where it is used in a branch only.
  return shift('shl', first === 24 ? low : writer.op('v128.and', [low, splatInt(255, 4, writer)]), first)
}

/** Eight bits of a word, from this one on. */
interface Within {
  readonly word: Register
  readonly from: number
}

/** A byte that is taken from between two bytes of a word. */
function byteWithin(reg: Register): Within | null {
  const inner = withoutMask(reg)
  if (inner === reg || inner.kind !== 'simd' || inner.op !== 'i32x4.shr_u') return null
  const [word, by] = inner.args
  const from = by?.kind === 'const' ? Number(by.value) : 0
  return word && from % 8 !== 0 && from < 24 ? { word, from } : null
}

/** What is masked to its lowest byte, where nothing but that byte is going to be taken of it. */
function withoutMask(reg: Register): Register {
  if (reg.kind !== 'simd' || reg.op !== 'v128.and') return reg
  const [inner, mask] = reg.args
  const [value] = mask?.kind === 'simd' && mask.op === 'i32x4.splat' ? mask.args : []
  return inner && value?.kind === 'const' && value.value === 255 ? inner : reg
}
