import type { BinaryOp, CompareOp, Const, Expr, LocalId } from './expr.js'
import type { RawAccess } from './types.js'

/** How a function's locals are called in print: the user's names, made unique. */
export type LocalNames = (local: LocalId) => string

const binarySymbols: Readonly<Partial<Record<BinaryOp, string>>> = {
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
}

const compareSymbols: Readonly<Record<CompareOp, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '===',
  ne: '!==',
}

// Types that need no mark: what a reader takes a number or a condition for.
const unmarked: ReadonlySet<string> = new Set(['dyn', 'number', 'boolean', 'bigint', 'f64', 'bool'])

/** Writes an expression for people, like JavaScript; `+i32` says that an operation is done in i32. */
export function printExpr<T extends string>(expr: Expr<T>, names: LocalNames): string {
  const nested = (part: Expr<T>): string => {
    const text = printExpr(part, names)
    return isOperation(part) ? `(${text})` : text
  }
  const list = (parts: readonly Expr<T>[]) => parts.map(part => printExpr(part, names)).join(', ')
  switch (expr.kind) {
    case 'const':
      return printConst(expr)
    case 'local':
      return names(expr.local)
    case 'unary':
      return `${expr.op}${mark(expr.type)}(${list([expr.operand])})`
    case 'binary': {
      const symbol = binarySymbols[expr.op]
      if (expr.overflow)
        return `${expr.op}.${expr.overflow}${mark(expr.type)}(${list([expr.left, expr.right])})`
      if (symbol === undefined) return `${expr.op}${mark(expr.type)}(${list([expr.left, expr.right])})`
      return `${nested(expr.left)} ${symbol}${mark(expr.type)} ${nested(expr.right)}`
    }
    case 'compare':
      return `${nested(expr.left)} ${compareSymbols[expr.op]}${mark(expr.left.type)} ${nested(expr.right)}`
    case 'logical':
      return `${nested(expr.left)} ${expr.op === 'and' ? '&&' : '||'} ${nested(expr.right)}`
    case 'conditional':
      return `${nested(expr.test)} ? ${nested(expr.then)} : ${nested(expr.else)}`
    case 'math':
      return `${expr.isOurs ? 'ours' : 'Math'}.${expr.fn}(${list(expr.args)})`
    case 'load':
      return `${names(expr.array)}[${printExpr(expr.index, names)}${printOffset(expr.offset)}]${printWide(expr.wide)}${printRaw(expr.raw)}${printBounds(expr.bounds)}`
    case 'length':
      return `${names(expr.array)}.length`
    case 'simd': {
      const immediates = expr.immediates?.map(value => (Object.is(value, -0) ? '-0' : String(value))) ?? []
      return `${expr.op}(${[...expr.args.map(arg => printExpr(arg, names)), ...immediates].join(', ')})`
    }
    case 'global':
      return `global ${expr.type} ${expr.global}`
    case 'convert':
      return `${expr.type}.${expr.mode}(${list([expr.operand])})`
  }
}

/** What is decided about an access: nothing for `js`, else ` in bounds` and the like as one short mark. */
export function printBounds(bounds: string): string {
  return bounds === 'js' ? '' : `?${bounds}`
}

/** What stands at a byte of a DataView. */
export function printRaw(raw: RawAccess | undefined): string {
  return raw ? `.${raw.order}.${raw.element}` : ''
}

/** How several elements are read at once. */
export function printWide(wide: string | undefined): string {
  return wide ? `.${wide.replace('v128.', '')}` : ''
}

/** The bytes beyond a pointer. */
export function printOffset(offset: number | undefined): string {
  return offset ? `, ${offset}` : ''
}

function isOperation(expr: Expr<unknown>): boolean {
  const { kind } = expr
  if (kind === 'binary' && expr.overflow) return false
  if (kind === 'binary') return binarySymbols[expr.op] !== undefined
  return kind === 'compare' || kind === 'logical' || kind === 'conditional'
}

function mark(type: string): string {
  return unmarked.has(type) ? '' : type
}

function printConst({ value, type }: Const<string>): string {
  if (typeof value === 'bigint') return `${value}n`
  const text = Object.is(value, -0) ? '-0' : String(value)
  const isFloat = type === 'f64' || type === 'f32'
  const whole = isFloat && Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text
  const suffixes: Readonly<Record<string, string>> = { u32: 'u', i64: 'n', u64: 'n', f32: 'f' }
  return `${whole}${suffixes[type] ?? ''}`
}
