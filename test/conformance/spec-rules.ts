// ECMAScript's conversions and integer operators, written from the rules of the specification in exact arithmetic and not
// with the operators they describe. Names are the specification's own.

/** Truncates towards zero, modulo 2^bits; NaN and the infinities give 0. */
function modulo(x: number, bits: number): bigint {
  if (!Number.isFinite(x)) return 0n
  const size = 2n ** BigInt(bits)
  const whole = BigInt(x < 0 ? Math.ceil(x) : Math.floor(x))
  return ((whole % size) + size) % size
}

export function toUint(x: number, bits: number): number {
  return Number(modulo(x, bits))
}

export function toInt(x: number, bits: number): number {
  return Number(signed(modulo(x, bits), bits))
}

/** The nearest of 0 to 255, halves to the even one. */
export function toUint8Clamp(x: number): number {
  if (Number.isNaN(x) || x <= 0) return 0
  if (x >= 255) return 255
  const below = Math.floor(x)
  if (below + 0.5 < x) return below + 1
  if (x < below + 0.5) return below
  return below % 2 === 1 ? below + 1 : below
}

export function asIntN(bits: number, x: bigint): bigint {
  return signed(asUintN(bits, x), bits)
}

export function asUintN(bits: number, x: bigint): bigint {
  const size = 2n ** BigInt(bits)
  return ((x % size) + size) % size
}

function signed(x: bigint, bits: number): bigint {
  return bits > 0 && x >= 2n ** BigInt(bits - 1) ? x - 2n ** BigInt(bits) : x
}

/** The integer operators on two numbers. */
export const integerOperators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '&': (a, b) => bitwise(a, b, (x, y) => x === '1' && y === '1'),
  '|': (a, b) => bitwise(a, b, (x, y) => x === '1' || y === '1'),
  '^': (a, b) => bitwise(a, b, (x, y) => x !== y),
  '<<': (a, b) => toInt(toInt(a, 32) * 2 ** (toUint(b, 32) % 32), 32),
  '>>': (a, b) => Math.floor(toInt(a, 32) / 2 ** (toUint(b, 32) % 32)) + 0,
  '>>>': (a, b) => Math.floor(toUint(a, 32) / 2 ** (toUint(b, 32) % 32)),
}

function bitwise(a: number, b: number, choose: (x: string, y: string) => boolean): number {
  const bits = (x: number): string => modulo(x, 32).toString(2).padStart(32, '0')
  const [x, y] = [bits(a), bits(b)]
  const made = Array.from(x, (bit, i) => (choose(bit, y[i] ?? '0') ? '1' : '0')).join('')
  return toInt(Number.parseInt(made, 2), 32)
}

/** IsLessThan and strict equality on two numbers; anything with NaN is false, and the zeros are equal. */
export const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => order(a, b) === -1,
  '>': (a, b) => order(a, b) === 1,
  '<=': (a, b) => [-1, 0].includes(order(a, b)),
  '>=': (a, b) => [1, 0].includes(order(a, b)),
  '===': (a, b) => order(a, b) === 0,
  '!==': (a, b) => order(a, b) !== 0,
}

/** -1, 0 or 1; NaN where one is NaN. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN
  return Math.sign(Math.sign(a) - Math.sign(b)) || (Object.is(a, b) ? 0 : Math.sign(a - b))
}
