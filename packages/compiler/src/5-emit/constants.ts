import type { ValueType } from '../ir/types.js'
import type { Code } from './code.js'
import { binding, primary } from './code.js'

/** A constant, typed by its own text: asc gives a bare literal whatever type the place happens to ask for. */
export function constant(value: number | bigint | boolean, type: ValueType): Code {
  switch (type) {
    case 'bool':
      return primary(value ? 'true' : 'false')
    case 'i32':
      return signed(String(Number(value) | 0))
    case 'u32':
      return primary(`u32(${Number(value) >>> 0})`)
    case 'i64':
      return primary(`i64(${BigInt.asIntN(64, BigInt(value))})`)
    case 'u64':
      return primary(`u64(${BigInt.asUintN(64, BigInt(value))})`)
    case 'f32':
      return primary(`f32(${floatText(Number(value))})`)
    case 'f64':
      return signed(floatText(Number(value)))
    default:
      throw new Error(`5-emit: a constant of type ${type}`)
  }
}

function signed(text: string): Code {
  return text.startsWith('-') ? { text, binds: binding.unary } : primary(text)
}

/** The shortest decimal that gives this double again, always with a point or an exponent: `1` would be an integer. */
function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}
