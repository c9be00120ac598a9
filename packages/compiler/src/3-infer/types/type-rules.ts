import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { BinaryOp, UnaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { JsType, TypeVar } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'

const symbols: Readonly<Record<BinaryOp, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  rem: '%',
  pow: '**',
  bitand: '&',
  bitor: '|',
  bitxor: '^',
  shl: '<<',
  shr: '>>',
  ushr: '>>>',
  min: 'Math.min',
  max: 'Math.max',
  imul: 'Math.imul',
}

/** How a diagnostic calls a type. */
export function describeType(type: TypeVar): string {
  if (type === 'undefined') return 'undefined'
  if (type === 'char' || type === 'point') return 'a character'
  return isArray(type) ? `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}` : `a ${type}`
}

/** What two ways into one place agree on; `dyn` is not known yet. Null: they conflict. */
export function joinTypes(a: TypeVar, b: TypeVar): TypeVar | null {
  if (a === b || b === 'dyn') return a
  return a === 'dyn' ? b : null
}

/** Type of `left op right`; booleans count as numbers, as in JavaScript. Operands may have names to tell them by. */
export function binaryType(
  op: BinaryOp,
  left: TypeVar,
  right: TypeVar,
  at: SourceRange,
  [first, second]: readonly [string, string] = ['', ''],
): TypeVar {
  if (left === 'dyn' && right === 'dyn') return 'dyn'
  const l = numeric(left, symbols[op], at, first)
  const r = numeric(right, symbols[op], at, second)
  const joined = joinTypes(l, r)
  if (joined === null) return refuse(diagnose('infer/mixed-bigint', at, symbols[op]))
  const numbersOnly = op === 'min' || op === 'max' || op === 'imul' || op === 'ushr'
  if (joined === 'bigint' && numbersOnly)
    return refuse(diagnose('infer/operand-type', at, symbols[op], 'bigint'))
  return joined
}

/** Type of `op operand`. */
export function unaryType(op: UnaryOp, operand: TypeVar, at: SourceRange, who = ''): TypeVar {
  switch (op) {
    case 'not':
    case 'truthy':
      if (isArray(operand) || operand === 'undefined' || isCharacter(operand))
        refuse(diagnose('infer/operand-type', at, '!', operand))
      return 'boolean'
    case 'defined':
      return operand
    case 'char':
    case 'point':
      onlyNumber(operand, 'a code unit', at)
      return op
    case 'code':
      if (!isCharacter(operand) && operand !== 'dyn')
        refuse(diagnose('infer/operand-type', at, 'charCodeAt', operand))
      return 'number'
    case 'to-number':
      return numeric(operand, 'Number()', at, who) === 'dyn' ? 'dyn' : 'number'
    case 'neg':
    case 'bitnot':
      return numeric(operand, op === 'neg' ? '-' : '~', at, who)
    case 'to-bigint':
      numeric(operand, 'BigInt()', at)
      return 'bigint'
    case 'as-int64':
    case 'as-uint64':
      if (operand !== 'bigint' && operand !== 'dyn')
        refuse(diagnose('infer/operand-type', at, 'BigInt.asIntN', operand))
      return 'bigint'
    case 'is-nan':
    case 'is-finite':
    case 'is-integer':
    case 'is-safe-integer':
      onlyNumber(operand, 'Number.isFinite and its like', at)
      return 'boolean'
    default:
      if (operand === 'bigint') refuse(diagnose('infer/operand-type', at, `Math.${op}`, 'bigint'))
      numeric(operand, `Math.${op}`, at, who)
      return 'number'
  }
}

/** Whether a value is a short string that is kept as its code. */
function isCharacter(type: TypeVar): boolean {
  return type === 'char' || type === 'point'
}

/** Whether JavaScript turns this operand into a number first. */
export function countsAsNumber(type: JsType): boolean {
  return type === 'boolean'
}

function numeric(type: TypeVar, op: string, at: SourceRange, who = ''): 'number' | 'bigint' | 'dyn' {
  if (type === 'boolean') return 'number'
  if (type === 'number' || type === 'bigint' || type === 'dyn') return type
  return refuse(diagnose('infer/operand-type', at, op, type, who))
}

function onlyNumber(type: TypeVar, op: string, at: SourceRange): void {
  if (type !== 'number' && type !== 'dyn') refuse(diagnose('infer/operand-type', at, op, type))
}
