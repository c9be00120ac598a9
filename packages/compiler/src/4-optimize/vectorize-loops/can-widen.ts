import type { BinaryOp, Convert, Expr, Load, UnaryOp } from '../../ir/expr.js'
import { forEachExpr, operands } from '../../ir/expr-walk.js'
import { isLaneMath } from '../../ir/simd.js'
import type { Store } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/** What the loop knows about an expression that a lane alone does not. */
export interface WideContext {
  /** Whether it differs from turn to turn. */
  readonly varies: (expr: Typed) => boolean
  /** Whether this load can be made for all lanes at once. */
  readonly canLoad: (load: Load<ValueType>) => boolean
  /** Whether this store can be left out for some of them, by storing what is there. */
  readonly canMask: (store: Store<ValueType>) => boolean
}

const words: readonly ValueType[] = ['i32', 'u32']
const floats: readonly ValueType[] = ['f32', 'f64']
const longs: readonly ValueType[] = ['i64']

const unary: Readonly<Partial<Record<UnaryOp, readonly ValueType[]>>> = {
  neg: ['i32', ...floats, ...longs],
  bitnot: [...words, ...longs],
  not: ['bool'],
  truthy: [...words, ...floats, ...longs, 'bool'],
  'to-number': [...words, ...floats, 'bool'],
  abs: ['i32', ...floats],
  floor: floats,
  ceil: floats,
  trunc: floats,
  round: floats,
  sign: floats,
  sqrt: floats,
  fround: floats,
  'is-nan': floats,
  'is-finite': floats,
  'is-integer': floats,
}

const binary: Readonly<Partial<Record<BinaryOp, readonly ValueType[]>>> = {
  add: [...words, ...floats, ...longs],
  sub: [...words, ...floats, ...longs],
  mul: [...words, ...floats, ...longs],
  imul: words,
  div: floats,
  min: [...words, ...floats],
  max: [...words, ...floats],
  bitand: [...words, ...longs],
  bitor: [...words, ...longs],
  bitxor: [...words, ...longs],
  shl: words,
  shr: ['i32'],
  ushr: words,
}

const shifts: ReadonlySet<BinaryOp> = new Set(['shl', 'shr', 'ushr'])

/**
 * Why an expression cannot be computed for several turns at once; null where it can. `isConditional`: some turns do not
 * come to it, but all lanes will.
 */
export function wideProblem(expr: Typed, context: WideContext, isConditional: boolean): string | null {
  if (!context.varies(expr)) {
    if (!isWideType(expr.type)) return noLanesFor(expr.type)
    return isConditional && mayFail(expr) ? onlySomeMayCompute : null
  }
  const own = ownProblem(expr, context)
  if (own !== null || expr.kind === 'load') return own
  const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
  for (const [n, operand] of operands(expr).entries()) {
    const problem = wideProblem(operand, context, isConditional || (isLazy && n > 0))
    if (problem !== null) return problem
  }
  return null
}

/** Whether computing it where JavaScript would not can be noticed: an element that is not there, a division by zero. */
export function mayFail(expr: Typed): boolean {
  let found = false
  forEachExpr(expr, part => {
    const isDivision = part.kind === 'binary' && (part.op === 'div' || part.op === 'rem')
    found ||= part.kind === 'load' || (isDivision && !floats.includes(part.type))
    found ||= part.kind === 'binary' && part.overflow !== undefined
    found ||= part.kind === 'unary' && part.op === 'to-bigint'
  })
  return found
}

/** An element or a division that some turns leave out, where all lanes would come to it. */
export const onlySomeMayCompute = 'only some turns may read an element, or divide'

const liftedByApprox = ' (`fastmath(approx)` would lift that)'

function noLanesFor(type: ValueType): string {
  return `it computes with values of type ${type}, for which there are no lanes`
}

const signs: Readonly<Partial<Record<UnaryOp | BinaryOp, string>>> = {
  ...{ div: '/', rem: '%', shl: '<<', shr: '>>', ushr: '>>>', add: '+', sub: '-', mul: '*' },
  ...{ clz32: 'Math.clz32', 'is-safe-integer': 'Number.isSafeInteger', sign: 'Math.sign' },
}

function noLanesWith(op: UnaryOp | BinaryOp): string {
  if (op === 'pow') return `lanes have no \`**\`${liftedByApprox}`
  const sign = signs[op]
  return sign === undefined ? 'it has an operation that lanes do not have' : `lanes have no \`${sign}\``
}

function isWideType(type: ValueType): boolean {
  return type === 'bool' || words.includes(type) || floats.includes(type) || longs.includes(type)
}

function ownProblem(expr: Typed, context: WideContext): string | null {
  if (!isWideType(expr.type)) return noLanesFor(expr.type)
  switch (expr.kind) {
    case 'const':
    case 'local':
      return null
    case 'unary':
      return unary[expr.op]?.includes(expr.operand.type) ? null : noLanesWith(expr.op)
    case 'binary':
      return binaryProblem(expr, context)
    case 'compare':
      return isWideType(expr.left.type) ? null : noLanesFor(expr.left.type)
    case 'logical':
    case 'conditional':
      return null
    case 'load':
      return context.canLoad(expr) ? null : 'it reads elements that lie apart'
    case 'convert':
      return canConvert(expr)
        ? null
        : `it converts ${expr.operand.type} to ${expr.type}, for which there are no lanes`
    case 'math':
      if (expr.isOurs) return null
      return `each turn calls \`Math.${expr.fn}\` for itself${isLaneMath(expr.fn) ? liftedByApprox : ''}`
    default:
      return 'it reads the length of an array that changes from turn to turn'
  }
}

function binaryProblem(expr: Typed & { readonly kind: 'binary' }, context: WideContext): string | null {
  const { op, left, right, overflow } = expr
  const isDivision = op === 'div' && words.includes(left.type) && left.type === expr.type
  if (isDivision && right.kind === 'const' && Number(right.value) >= 2) return null
  const isKnown = binary[op]?.includes(left.type) && binary[op].includes(expr.type)
  if (!isKnown || overflow) return noLanesWith(op)
  if (shifts.has(op)) return context.varies(right) ? 'each turn shifts by a number of its own' : null
  return null
}

function canConvert({ mode, type, operand }: Convert<ValueType>): boolean {
  const from = operand.type
  if (from === 'bool') return words.includes(type)
  if (mode === 'cut') return floats.includes(from) && type === 'i32'
  if (floats.includes(from)) return floats.includes(type) || words.includes(type)
  if (from === 'i64') return words.includes(type) && mode !== 'round'
  return type !== 'u64' && words.includes(from)
}
