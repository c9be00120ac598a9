import { mathImport } from '../math-imports.js'
import type { Helper } from '../prelude.js'

/** What an elementary function is computed of: one double, or two side by side. */
export type Shape = 'f64' | 'f64x2'

/**
 * A function written once for both shapes, so that a lane's bits are those of the function alone: `V` is the type of a
 * value, `B` that of a comparison, `_V` the end of a name, and `K(c)` a constant. What it names has to be among `parts`.
 * 6755399441055744 is 1.5 * 2^52: added to a small number, it leaves the nearest integer in the low bits.
 */
export interface Formula {
  readonly name: string
  readonly text: string
  readonly parts?: readonly Formula[]
  /** The function of the host's `Math` that rare arguments are left to, as `sin_host_V(fits, result, x)`. */
  readonly host?: 'sin' | 'cos' | 'pow'
}

/** A formula in one shape, with the operations it uses. */
export function shaped({ name, text, parts = [], host }: Formula, shape: Shape): Helper {
  const written = inShape(text, shape)
  const used = [...written.matchAll(/\b([a-z]+)_f64(?:x2)?\(/g)].flatMap(([, word = '']) =>
    operation(word, shape),
  )
  return {
    name: `${name}_${shape}`,
    text: written,
    needs: [...parts.map(part => shaped(part, shape)), ...used, ...(host ? [hostCall(host, shape)] : [])],
  }
}

function inShape(text: string, shape: Shape): string {
  const [value, mask] = shape === 'f64' ? ['f64', 'bool'] : ['v128', 'v128']
  return text
    .replace(/\bK\(([^()]*)\)/g, shape === 'f64' ? '$1' : 'f64x2.splat($1)')
    .replace(/: V\b/g, `: ${value}`)
    .replace(/: B\b/g, `: ${mask}`)
    .replace(/_V\b/g, `_${shape}`)
}

/** An operation by its name: for one double, and for two. Masks are as wide as values. */
const operations: Readonly<Record<string, readonly [params: string, one: string, two: string]>> = {
  add: ['a: V, b: V): V', 'a + b', 'f64x2.add(a, b)'],
  sub: ['a: V, b: V): V', 'a - b', 'f64x2.sub(a, b)'],
  mul: ['a: V, b: V): V', 'a * b', 'f64x2.mul(a, b)'],
  div: ['a: V, b: V): V', 'a / b', 'f64x2.div(a, b)'],
  madd: ['a: V, b: V, c: V): V', 'a * b + c', 'f64x2.add(f64x2.mul(a, b), c)'],
  abs: ['a: V): V', 'f64.abs(a)', 'f64x2.abs(a)'],
  min: ['a: V, b: V): V', 'f64.min(a, b)', 'f64x2.min(a, b)'],
  max: ['a: V, b: V): V', 'f64.max(a, b)', 'f64x2.max(a, b)'],
  lt: ['a: V, b: V): B', 'a < b', 'f64x2.lt(a, b)'],
  le: ['a: V, b: V): B', 'a <= b', 'f64x2.le(a, b)'],
  eq: ['a: V, b: V): B', 'a == b', 'f64x2.eq(a, b)'],
  both: ['a: B, b: B): B', 'a && b', 'v128.and(a, b)'],
  all: ['a: B): bool', 'a', 'i64x2.all_true(a)'],
  choose: ['test: B, a: V, b: V): V', 'select<f64>(a, b, test)', 'v128.bitselect(a, b, test)'],
  // Two to the power of the integer, plus 1023, in the low bits.
  power: ['a: V): V', 'reinterpret<f64>(reinterpret<i64>(a) << 52)', 'i64x2.shl(a, 52)'],
  odd: ['a: V): B', '(reinterpret<i64>(a) & 1) != 0', 'i64x2.neg(v128.and(a, i64x2.splat(1)))'],
  // The sign changes where the second lowest bit is set.
  turn: [
    'a: V, bits: V): V',
    'reinterpret<f64>(reinterpret<i64>(a) ^ ((reinterpret<i64>(bits) & 2) << 62))',
    'v128.xor(a, i64x2.shl(v128.and(bits, i64x2.splat(2)), 62))',
  ],
  // The upper half of the bits: at most 21 of significand, so that products with short numbers are exact.
  high: [
    'a: V): V',
    'reinterpret<f64>(reinterpret<i64>(a) & -4294967296)',
    'v128.and(a, i64x2.splat(-4294967296))',
  ],
  // `x` is a power of two times a number from `least`, given by its bits, to twice that: the exponent, and that number.
  exponent: [
    'x: V, least: i64): V',
    'reinterpret<f64>(((reinterpret<i64>(x) + (0x3ff0000000000000 - least)) >>> 52) | 0x4330000000000000) - 4503599627371519.0',
    'f64x2.sub(v128.or(i64x2.shr_u(i64x2.add(x, i64x2.splat(0x3ff0000000000000 - least)), 52), i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627371519.0))',
  ],
  significand: [
    'x: V, least: i64): V',
    'reinterpret<f64>(((reinterpret<i64>(x) + (0x3ff0000000000000 - least)) & 0xfffffffffffff) + least)',
    'i64x2.add(v128.and(i64x2.add(x, i64x2.splat(0x3ff0000000000000 - least)), i64x2.splat(0xfffffffffffff)), i64x2.splat(least))',
  ],
}

function operation(name: string, shape: Shape): readonly Helper[] {
  const [params, one, two] = operations[name] ?? []
  if (params === undefined) return []
  const body = shape === 'f64' ? one : two
  const text = inShape(`\n@inline\nfunction ${name}_V(${params} {\n  return ${body}\n}`, shape)
  return [{ name: `${name}_${shape}`, text }]
}

/** The result where the arguments fit, and the host's where they do not: lane by lane, whatever the other lane is. */
function hostCall(fn: 'sin' | 'cos' | 'pow', shape: Shape): Helper {
  const names = fn === 'pow' ? ['x', 'y'] : ['x']
  const host = mathImport(fn, names.length)
  const params = names.map(name => `, ${name}: V`).join('')
  const lane = (n: number) => names.map(name => `f64x2.extract_lane(${name}, ${n})`).join(', ')
  const replaced = (n: number) =>
    `  if (i64x2.extract_lane(fits, ${n}) == 0) result = f64x2.replace_lane(result, ${n}, ${host.name}(${lane(n)}))`
  const body =
    shape === 'f64'
      ? `  return ${host.name}(${names.join(', ')})`
      : `${replaced(0)}\n${replaced(1)}\n  return result`
  const text = inShape(`\nfunction ${fn}_host_V(fits: B, result: V${params}): V {\n${body}\n}`, shape)
  return { name: `${fn}_host_${shape}`, text, needs: [host] }
}
