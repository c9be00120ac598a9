import { power } from './power.js'

/** A value the build can know. */
export type ConstantValue = number | bigint | boolean

/** `operator value`; `undefined` where that is unknown or throws. */
export function evaluateUnary(operator: string, value: ConstantValue | undefined): ConstantValue | undefined {
  if (value === undefined) return undefined
  switch (operator) {
    case '-':
      return typeof value === 'bigint' ? -value : -Number(value)
    case '+':
      return typeof value === 'bigint' ? undefined : Number(value)
    case '~':
      return typeof value === 'bigint' ? ~value : ~Number(value)
    case '!':
      return !value
    default:
      return undefined
  }
}

/** `left operator right`; `undefined` where that is unknown, throws, or may differ between engines. */
export function evaluateBinary(
  operator: string,
  left: ConstantValue | undefined,
  right: ConstantValue | undefined,
): ConstantValue | undefined {
  if (left === undefined || right === undefined) return undefined
  if (typeof left === 'bigint' && typeof right === 'bigint') return evaluateBigint(operator, left, right)
  if (typeof left === 'bigint' || typeof right === 'bigint') return undefined
  const compared = compareConstants(operator, left, right)
  if (compared !== undefined) return compared
  const a = Number(left)
  const b = Number(right)
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '**':
      return power(a, b)
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
    case '<<':
      return a << b
    case '>>':
      return a >> b
    case '>>>':
      return a >>> b
    default:
      return undefined
  }
}

function evaluateBigint(operator: string, left: bigint, right: bigint): ConstantValue | undefined {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return right === 0n ? undefined : left / right
    case '%':
      return right === 0n ? undefined : left % right
    case '**':
      return right >= 0n && right <= 1024n ? left ** right : undefined
    case '<<':
      return right >= 0n && right <= 1024n ? left << right : undefined
    case '>>':
      return right >= 0n && right <= 1024n ? left >> right : undefined
    case '&':
      return left & right
    case '|':
      return left | right
    case '^':
      return left ^ right
    default:
      return compareConstants(operator, left, right)
  }
}

function compareConstants<V extends ConstantValue>(operator: string, left: V, right: V): boolean | undefined {
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '===':
      return left === right
    case '!==':
      return left !== right
    default:
      return undefined
  }
}
