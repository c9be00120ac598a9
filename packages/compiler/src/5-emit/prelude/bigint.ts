import { restart } from './early-exit.js'
import type { Helper } from './prelude.js'

type Long = 'i64' | 'u64'

/** `BigInt(x)` where the result has 64 bits; anything else restarts: a fraction throws, a bigger one stays a bigint. */
export function toBigint(type: Long): Helper {
  const [least, limit] =
    type === 'i64' ? ['-9223372036854775808.0', '9223372036854775808.0'] : ['0.0', '18446744073709551616.0']
  return {
    name: `bigint_${type}`,
    needs: [restart],
    text: `
@inline
function bigint_${type}(x: f64): ${type} {
  if (!(f64.trunc(x) == x && x >= ${least} && x < ${limit})) restart()
  return ${type}(x)
}`,
  }
}

/** A bigint of the other 64-bit type; above 2^63, or below zero, it restarts. */
export function otherBigint(type: Long): Helper {
  const from = type === 'i64' ? 'u64' : 'i64'
  return {
    name: `${type}_of_${from}`,
    needs: [restart],
    text: `
@inline
function ${type}_of_${from}(x: ${from}): ${type} {
  if (i64(x) < 0) restart()
  return ${type}(x)
}`,
  }
}

/** `/` or `%` of bigints; the divisor 0, for which JavaScript throws, restarts, and so does a quotient of 2^63. */
export function bigintDivision(op: 'div' | 'rem', type: Long): Helper {
  const overflow = op === 'div' && type === 'i64' ? ' || x == i64.MIN_VALUE && y == -1' : ''
  return {
    name: `${op}_${type}`,
    needs: [restart],
    text: `
@inline
function ${op}_${type}(x: ${type}, y: ${type}): ${type} {
  if (y == 0${overflow}) restart()
  return x ${op === 'div' ? '/' : '%'} y
}`,
  }
}

const tests: Readonly<Record<'add' | 'sub' | 'mul', Readonly<Record<Long, string>>>> = {
  add: { i64: '((x ^ r) & (y ^ r)) < 0', u64: 'r < x' },
  sub: { i64: '((x ^ y) & (x ^ r)) < 0', u64: 'x < y' },
  // Enough leading zeros rule it out; else the quotient, which -1 and the least number would trap in, tells.
  mul: {
    i64: 'clz<i64>(x ^ (x >> 63)) + clz<i64>(y ^ (y >> 63)) < 66 && x != 0 && (x == -1 ? y == i64.MIN_VALUE : r / x != y)',
    u64: 'clz<u64>(x) + clz<u64>(y) < 64 && x != 0 && r / x != y',
  },
}

/** Addition, subtraction or multiplication of bigints; a result beyond 64 bits restarts. */
export function checkedBigint(op: 'add' | 'sub' | 'mul', type: Long): Helper {
  const operator = { add: '+', sub: '-', mul: '*' }[op]
  return {
    name: `${op}_${type}_checked`,
    needs: [restart],
    text: `
@inline
function ${op}_${type}_checked(x: ${type}, y: ${type}): ${type} {
  const r = x ${operator} y
  if (${tests[op][type]}) restart()
  return r
}`,
  }
}

/** A shift of a bigint by any count; a negative one shifts the other way. */
export function bigintShift(op: 'shl' | 'shr', type: Long, overflow: 'restart' | 'wrap'): Helper {
  const name = `${op}_${type}_${overflow === 'wrap' ? 'any' : 'checked'}`
  const far = type === 'i64' ? 'x >> 63' : '0'
  const [isDown, down, up] = op === 'shl' ? ['n < 0', '-n', 'n'] : ['n >= 0', 'n', '-n']
  const isFar = (count: string) => (count === 'n' ? 'n >= 64' : 'n <= -64')
  // So many bits no bigint has: there JavaScript throws.
  const huge = up === 'n' ? 'n >= 0x20000000' : 'n <= -0x20000000'
  const wrapped = `if (${huge}) restart()\n  if (${isFar(up)}) return 0`
  const lost = overflow === 'wrap' ? wrapped : `if (${isFar(up)}) restart()`
  const check = overflow === 'wrap' ? '' : `  if (r >> ${type}(${up}) != x) restart()\n`
  return {
    name,
    needs: [restart],
    text: `
function ${name}(x: ${type}, n: i64): ${type} {
  if (${isDown}) return ${isFar(down)} ? ${far} : x >> ${type}(${down})
  if (x == 0) return 0
  ${lost}
  const r = x << ${type}(${up})
${check}  return r
}`,
  }
}

/** `x ** n` of bigints by squaring; an exponent that is negative or huge, for which JavaScript may throw, restarts. */
export function bigintPower(type: Long, overflow: 'restart' | 'wrap'): Helper {
  const multiply = checkedBigint('mul', type)
  const name = `pow_${type}_${overflow === 'wrap' ? 'any' : 'checked'}`
  const product = (y: string) => (overflow === 'wrap' ? `${y} * x` : `${multiply.name}(${y}, x)`)
  return {
    name,
    needs: overflow === 'wrap' ? [restart] : [restart, multiply],
    text: `
function ${name}(x: ${type}, n: i64): ${type} {
  if (n < 0${overflow === 'wrap' ? ' || n > 0xffff' : ''}) restart()
  let r: ${type} = 1
  while (true) {
    if (n & 1) r = ${product('r')}
    n >>= 1
    if (n == 0) return r
    x = ${product('x')}
  }
  return r
}`,
  }
}
