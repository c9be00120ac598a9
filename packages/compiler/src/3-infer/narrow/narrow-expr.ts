import type { Bounds, Expr, LocalId } from '../../ir/expr.js'
import type { ArrayKind, JsType, NumberType, ValueType } from '../../ir/types.js'
import { accessedKind, elements, isArray, isPlainArray } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { exactDemand, indexDemand, valueDemand } from '../demand/demand.js'
import { operandDemands } from '../demand/operand-demands.js'
import { exactlyBig } from '../ranges/bigint-range.js'
import type { BigRange, NumberRange, Range } from '../ranges/range.js'
import { emptyRange, fits, fitsExact, fitsInt32, fitsUint32, isBig, join } from '../ranges/range.js'
import { bigintConst, convertBigint, convertNumber } from './convert.js'
import { narrowBigBinary, narrowBigUnary } from './narrow-bigint.js'
import { narrowBinary } from './narrow-binary.js'
import { narrowUnary } from './narrow-unary.js'
import type { Narrower } from './narrower.js'
import type { FloatOperand } from './pick-float.js'
import { choosingFloat } from './pick-float.js'
import { pickBigintType, pickNumberType } from './pick-type.js'

/** The locals of the function being narrowed, as chosen, and the range of each of its expressions. */
export interface NarrowScope {
  readonly types: readonly ValueType[]
  readonly ranges: ReadonlyMap<Expr<JsType>, Range>
}

/** Rewrites expressions of one function from JavaScript's types to representations, inserting every conversion. */
export class ExprNarrower implements Narrower {
  private readonly scope: NarrowScope

  constructor(scope: NarrowScope) {
    this.scope = scope
  }

  /** The expression in the representation asked for. */
  to(expr: Expr<JsType>, type: ValueType, demand: Demand): Expr<ValueType> {
    if (type === 'bool') return this.boolean(expr)
    if (expr.type === 'bigint') return this.bigint(expr, type === 'u64' ? 'u64' : 'i64', demand)
    const narrowed = this.natural(expr, demand)
    if (isArray(type) || type === 'void' || type === 'pointer' || type === 'v128') return narrowed
    return convertNumber(narrowed, type, this.range(expr), demand)
  }

  /** The expression in the representation it comes in by itself. */
  natural(expr: Expr<JsType>, demand: Demand): Expr<ValueType> {
    switch (expr.kind) {
      case 'const':
        return constant(expr)
      case 'local':
        return { ...expr, type: this.typeOf(expr.local) }
      case 'unary':
        return narrowUnary(expr, demand, this)
      case 'binary':
        return expr.type === 'bigint' ? narrowBigBinary(expr, demand, this) : narrowBinary(expr, demand, this)
      case 'compare':
        return this.compare(expr)
      case 'logical':
        return { ...expr, type: 'bool', left: this.boolean(expr.left), right: this.boolean(expr.right) }
      case 'conditional':
        return this.conditional(expr, demand)
      case 'math':
        return { ...expr, type: 'f64', args: expr.args.map(arg => this.to(arg, 'f64', exactDemand)) }
      case 'load':
        return this.load(expr, demand)
      case 'length':
        return { ...expr, type: 'i32' }
      case 'convert':
      case 'simd':
      case 'global':
        throw new Error(`${expr.kind} before narrowing`)
    }
  }

  boolean(expr: Expr<JsType>): Expr<ValueType> {
    const test = expr.type === 'boolean' ? this.natural(expr, valueDemand) : null
    if (test?.kind === 'const') return { ...test, type: 'bool', value: Boolean(test.value) }
    if (test) return test
    return {
      kind: 'unary',
      op: 'truthy',
      type: 'bool',
      operand: this.natural(expr, valueDemand),
      at: expr.at,
    }
  }

  /** A bigint in 64 bits: its value, or its low bits where the demand is no more. */
  bigint(expr: Expr<JsType>, type: 'i64' | 'u64', demand: Demand): Expr<ValueType> {
    if (expr.kind === 'const') return bigintConst(expr, type, demand)
    const narrowed = expr.kind === 'unary' ? narrowBigUnary(expr, demand, this) : this.natural(expr, demand)
    return convertBigint(narrowed, type, this.bigRange(expr), demand)
  }

  /** An index: whole where its range says so, else a double that is checked to be whole, or cut where it counts bytes. */
  index(expr: Expr<JsType>): Expr<ValueType> {
    return this.to(expr, pickNumberType(this.range(expr), indexDemand), indexDemand)
  }

  typeOf(local: LocalId): ValueType {
    return this.scope.types[local] ?? 'f64'
  }

  /** Code that is never reached has no range; any will do. */
  range(expr: Expr<JsType>): NumberRange {
    const range = this.scope.ranges.get(expr) ?? emptyRange
    return isBig(range) ? emptyRange : range
  }

  bigRange(expr: Expr<JsType>): BigRange {
    const range = this.scope.ranges.get(expr)
    return range && isBig(range) ? range : exactlyBig(0n)
  }

  demands(expr: Expr<JsType>, demand: Demand): readonly Demand[] {
    return operandDemands(expr, demand, e => this.scope.ranges.get(e) ?? emptyRange)
  }

  /** A representation both sides of a comparison have exactly. */
  commonType(exprs: readonly Expr<JsType>[]): NumberType {
    const ranges = exprs.map(e => this.range(e))
    const operands = exprs.map(e => this.operand(e, valueDemand))
    if (operands.some(({ value }) => isFloat(value))) return choosingFloat(operands, valueDemand, false)
    if (ranges.every(fitsInt32)) return 'i32'
    return ranges.every(fitsUint32) ? 'u32' : 'i64'
  }

  private compare(expr: Expr<JsType> & { readonly kind: 'compare' }): Expr<ValueType> {
    const [demand = valueDemand] = this.demands(expr, valueDemand)
    const type = this.compareType(expr)
    const need = type === 'i64' && expr.left.type === 'number' ? { ...demand, indexed: true } : demand
    const side = (e: Expr<JsType>) => this.to(e, type, need)
    return { ...expr, type: 'bool', left: side(expr.left), right: side(expr.right) }
  }

  /** Whether sums and products of integers, none beyond 2^53, are all there is: such as `n - 1`, which may need 33 bits. */
  private isMadeOfIntegers(expr: Expr<JsType>): boolean {
    if (!fitsExact(this.range(expr))) return false
    if (expr.kind !== 'binary') return expr.kind === 'const' || !isFloat(this.natural(expr, valueDemand))
    const isRing = expr.op === 'add' || expr.op === 'sub' || expr.op === 'mul'
    return isRing && this.isMadeOfIntegers(expr.left) && this.isMadeOfIntegers(expr.right)
  }

  private compareType(expr: Expr<JsType> & { readonly kind: 'compare' }): ValueType {
    if (expr.left.type === 'boolean') return 'bool'
    const sides = [expr.left, expr.right]
    if (expr.left.type === 'bigint') return this.commonBigType(sides)
    const type = this.commonType(sides)
    const isConstant = sides.every(({ kind }) => kind === 'const')
    const isWide = type === 'f64' && !isConstant && sides.every(side => this.isMadeOfIntegers(side))
    return isWide ? 'i64' : type
  }

  /** The 64-bit type that holds every side exactly, or as much as one can. */
  commonBigType(exprs: readonly Expr<JsType>[]): 'i64' | 'u64' {
    const whole = exprs.map(e => this.bigRange(e)).reduce((a, b) => join(a, b) as BigRange)
    return pickBigintType(whole, valueDemand)
  }

  private conditional(
    expr: Expr<JsType> & { readonly kind: 'conditional' },
    demand: Demand,
  ): Expr<ValueType> {
    const type = this.chosenType(expr, demand)
    const test = this.boolean(expr.test)
    if (type !== 'f32' && type !== 'f64') {
      const arm = (e: Expr<JsType>) => this.to(e, type, demand)
      return { ...expr, type, test, then: arm(expr.then), else: arm(expr.else) }
    }
    const then = this.operand(expr.then, demand)
    const other = this.operand(expr.else, demand)
    const float = choosingFloat([then, other], demand, true)
    const arm = ({ value, range }: FloatOperand) => convertNumber(value, float, range, demand)
    return { ...expr, type: float, test, then: arm(then), else: arm(other) }
  }

  private chosenType(expr: Expr<JsType>, demand: Demand): ValueType {
    if (expr.type === 'boolean') return 'bool'
    if (expr.type === 'bigint') return pickBigintType(this.bigRange(expr), demand)
    return isArray(expr.type) ? expr.type : pickNumberType(this.range(expr), demand)
  }

  operand(expr: Expr<JsType>, demand: Demand): FloatOperand {
    return { value: this.natural(expr, demand), range: this.range(expr) }
  }

  private load(expr: Expr<JsType> & { readonly kind: 'load' }, demand: Demand): Expr<ValueType> {
    const array = this.typeOf(expr.array)
    if (!isArray(array)) throw new Error('a load from what is not an array')
    const type = elements[accessedKind(expr, array)].loads
    if (expr.bounds === 'proven') return { ...expr, type, index: this.index(expr.index) }
    const bounds = expr.raw ? 'restart' : this.bounds(array, expr.index, demand)
    return { ...expr, type, index: this.index(expr.index), bounds }
  }

  /** An ordinary array may have a property called `-1` or `0.5`, which memory does not hold. */
  private bounds(array: ArrayKind, index: Expr<JsType>, demand: Demand): Bounds {
    const isOwnOnly = isPlainArray(array) && !fits(this.range(index), 0, lastIndex)
    return isOwnOnly ? 'restart' : boundsFor(array, demand)
  }
}

function isFloat({ type }: Expr<ValueType>): boolean {
  return type === 'f64' || type === 'f32'
}

// A larger number is no index but a name.
const lastIndex = 2 ** 32 - 2

/** What an out-of-bounds read must do so that nobody sees more than JavaScript shows. */
function boundsFor(array: ArrayKind, demand: Demand): Bounds {
  const type = elements[array].loads
  if (type === 'f32' || type === 'f64') return demand.undef ? 'restart' : 'nan'
  const whole32 = type === 'i32' || type === 'u32'
  return whole32 && demand.undefIsZero ? 'zero' : 'restart'
}

function constant(expr: Expr<JsType> & { readonly kind: 'const' }): Expr<ValueType> {
  const { value } = expr
  if (typeof value === 'boolean') return { ...expr, type: 'bool' }
  if (typeof value === 'bigint') return { ...expr, type: BigInt.asIntN(64, value) === value ? 'i64' : 'u64' }
  if (Object.is(value, value | 0)) return { ...expr, type: 'i32' }
  return { ...expr, type: Object.is(value, value >>> 0) ? 'u32' : 'f64' }
}
