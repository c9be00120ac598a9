/** Elementary functions to 256 bits behind the point, of integers alone: what they give is `value * 2^(exponent - bits)`. */
export interface Exact {
  readonly value: bigint
  readonly exponent: number
}

const bits = 256
/** Series are summed with some bits more, which rounding may spoil. */
const guard = 64
const width = BigInt(bits + guard)
const one = 1n << width

/** ln(2) = 2 * atanh(1 / 3). */
const ln2 = 2n * atanhOfInverse(3n)
/** John Machin's: pi / 4 = 4 * atan(1 / 5) - atan(1 / 239). */
const halfPi = 2n * (4n * atanOfInverse(5n) - atanOfInverse(239n))

export function exactExp(x: number): Exact {
  return expOf(fixed(x))
}

export function exactLog(x: number): Exact {
  return rounded(logOf(x), 0)
}

/** x^y for x above zero. */
export function exactPow(x: number, y: number): Exact {
  const [value, exponent] = split(y)
  return expOf(shifted(logOf(x) * value, exponent))
}

export function exactSin(x: number): Exact {
  // What fixed point cannot hold is its own sine, to far more bits than matter.
  if (Math.abs(x) < 2 ** -100) return { value: split(x)[0], exponent: split(x)[1] + bits }
  return turned(x, 0n)
}

export function exactCos(x: number): Exact {
  return turned(x, 1n)
}

/** How far a double is from the true value, in units of the last place of a double there. */
export function ulpsFrom(actual: number, { value, exponent }: Exact): number {
  const size = value < 0n ? -value : value
  const top = size === 0n ? -1074 : size.toString(2).length - 1 + exponent - bits
  const unit = Math.max(top - 52, -1074)
  const [whole, power] = split(actual)
  // Both in units of 2^-60 of the last place.
  const scale = unit - 60
  const difference = shifted(whole, power - scale) - shifted(value, exponent - bits - scale)
  return Math.abs(Number(difference)) / 2 ** 60
}

function expOf(x: bigint): Exact {
  const k = x / ln2 - (x < 0n ? 1n : 0n)
  const r = x - k * ln2
  let sum = one
  let term = one
  for (let n = 1n; term !== 0n; n++) {
    term = (term * r) / (n * one)
    sum += term
  }
  return rounded(sum, Number(k))
}

function logOf(x: number): bigint {
  const [value, exponent] = split(x)
  const top = value.toString(2).length - 1
  const m = (value << width) >> BigInt(top)
  // ln(m) = 2 * atanh((m - 1) / (m + 1)), m being from 1 to 2
  const s = ((m - one) << width) / (m + one)
  const square = (s * s) >> width
  let sum = 0n
  let power = s
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n
    power = (power * square) >> width
  }
  return 2n * sum + BigInt(exponent + top) * ln2
}

/** The sine of x + ahead * pi / 2. */
function turned(x: number, ahead: bigint): Exact {
  const at = fixed(x)
  const turns = (2n * at + (at < 0n ? -halfPi : halfPi)) / (2n * halfPi)
  const r = at - turns * halfPi
  const quarter = (turns + ahead) & 3n
  const square = (r * r) >> width
  let sum = 0n
  let term = (quarter & 1n) === 0n ? r : one
  for (let n = (quarter & 1n) === 0n ? 1n : 0n; term !== 0n && term !== -1n; n += 2n) {
    sum += term
    term = -(((term * square) >> width) / ((n + 1n) * (n + 2n)))
  }
  return rounded(quarter >= 2n ? -sum : sum, 0)
}

function rounded(value: bigint, exponent: number): Exact {
  return { value: value >> BigInt(guard), exponent }
}

function fixed(x: number): bigint {
  const [value, exponent] = split(x)
  return shifted(value, exponent + Number(width))
}

/** A double as an integer times a power of two. */
function split(x: number): readonly [bigint, number] {
  const raw = new BigInt64Array(Float64Array.of(x).buffer)[0] ?? 0n
  const field = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const value = field === 0 ? fraction : fraction | 0x10000000000000n
  return [raw < 0n ? -value : value, Math.max(field, 1) - 1075]
}

function shifted(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by)
}

function atanhOfInverse(n: bigint): bigint {
  return seriesOfInverse(n, 1n)
}

function atanOfInverse(n: bigint): bigint {
  return seriesOfInverse(n, -1n)
}

function seriesOfInverse(n: bigint, sign: bigint): bigint {
  let sum = 0n
  let power = one / n
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k
    power = (sign * power) / (n * n)
  }
  return sum
}
