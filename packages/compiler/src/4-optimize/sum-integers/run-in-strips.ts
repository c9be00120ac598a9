import type { BinaryOp, CompareOp, Expr, LocalId } from '../../ir/expr.js'
import { rewriteExpr, rewriteList } from '../../ir/rewrite-list.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { FreshNames } from '../fresh-names.js'
import { relabel } from '../fresh-names.js'
import { lowBits } from '../index-to-int32.js'
import type { IntegerSum, SumPlan } from './plan-sums.js'
import { isLowBitsOf, mostAdded } from './plan-sums.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** A sum and the integer that stands for it in a strip. */
interface Kept extends IntegerSum {
  readonly integer: LocalId
  readonly type: 'i32' | 'i64'
}

/** The loop in strips, and what is left of it where a sum is too large. */
export function runInStrips(loop: Loop<ValueType>, plan: SumPlan, names: FreshNames): readonly Typed[] {
  const { counted } = plan
  const at = loop.test.at
  const kept = plan.sums.map((sum): Kept => {
    const type = sum.kept === 'added' ? 'i32' : 'i64'
    const name = sum.kept === 'added' ? 'added' : `${names.nameOf(sum.local)}_i64`
    return { ...sum, type, integer: names.addLocal(name, type, at) }
  })
  const until = names.addLocal('until', 'i32', at)
  const counter = read(counted.counter, 'i32', at)
  const turns: TypedExpr = { kind: 'const', value: plan.turns * counted.step, type: 'i32', at }
  const left = unsigned(binary('sub', counted.bound, counter))
  const next: TypedExpr = {
    kind: 'conditional',
    test: compare('gt', left, unsigned(turns)),
    then: binary('add', counter, turns),
    else: counted.bound,
    type: 'i32',
    at,
  }
  const strip: Typed = {
    ...stripOf(loop, kept, names),
    test: compare(counted.isInclusive ? 'le' : 'lt', counter, read(until, 'i32', at)),
  }
  const body = [
    { kind: 'set', local: until, value: next, at } as const,
    ...kept.map(sum => begin(sum, at)),
    strip,
    ...kept.map(sum => end(sum, at)),
  ]
  const areSmall = plan.sums.flatMap(({ local }) => [
    compare('ge', read(local, 'f64', at), double(-mostAdded, at)),
    compare('le', read(local, 'f64', at), double(mostAdded, at)),
  ])
  const test = areSmall.reduceRight<TypedExpr>(
    (rest, small) => ({ kind: 'logical', op: 'and', left: small, right: rest, type: 'bool', at }),
    loop.test,
  )
  const strips: Typed = { kind: 'loop', label: names.newLabel(), test, body, update: [], isStrips: true, at }
  return [strips, { ...loop, isRemainder: true }]
}

/** The same turns over the integers. */
function stripOf(loop: Loop<ValueType>, kept: readonly Kept[], names: FreshNames): Loop<ValueType> {
  const labels = names.relabelling([loop])
  const bySum = new Map(kept.map(sum => [sum.local, sum]))
  const inInteger = (body: readonly Typed[]) =>
    rewriteList(body, {
      expr: expr => {
        const [shown] = kept.filter(sum => isLowBitsOf(expr, sum.local))
        if (!shown || expr.kind !== 'convert') return expr
        const low = lowBitsOf(expr.operand, shown)
        return expr.type === 'i32' ? low : { ...expr, operand: low }
      },
      stmt: stmt => {
        const sum = stmt.kind === 'set' ? bySum.get(stmt.local) : undefined
        const step = sum && stmt.kind === 'set' ? integerStep(stmt.value, sum) : null
        return [
          sum && step ? { ...stmt, kind: 'set', local: sum.integer, value: step } : relabel(stmt, labels),
        ]
      },
    })
  return { ...loop, label: labels.get(loop.label) ?? loop.label, body: inInteger(loop.body) }
}

function begin({ kept, local, integer, type }: Kept, at: SourceRange): Typed {
  const value: TypedExpr =
    kept === 'added' ? { kind: 'const', value: 0, type: 'i32', at } : exact(type, read(local, 'f64', at))
  return { kind: 'set', local: integer, value, at }
}

function end({ kept, local, integer, type }: Kept, at: SourceRange): Typed {
  const whole = exact('f64', read(integer, type, at))
  const value = kept === 'added' ? binary('add', read(local, 'f64', at), whole) : whole
  return { kind: 'set', local, value, at }
}

/** `sum + by` or `sum - by` in the integer of the sum. */
function integerStep(value: TypedExpr, { local, integer, type }: Kept): TypedExpr {
  if (value.kind !== 'binary') throw new Error('a sum that takes no step')
  const isSelf = value.left.kind === 'local' && value.left.local === local
  return binary(value.op, read(integer, type, value.at), integerOf(isSelf ? value.right : value.left, type))
}

/** A small whole number, made of integers as `magnitudeOf` reads it, in another type that holds it. */
function integerOf(expr: TypedExpr, type: 'i32' | 'i64'): TypedExpr {
  switch (expr.kind) {
    case 'const':
      return { ...expr, type, value: type === 'i64' ? BigInt(expr.value) : Number(expr.value) }
    case 'convert':
      return expr.operand.type === type ? expr.operand : exact(type, expr.operand)
    case 'binary':
      return binary(expr.op, integerOf(expr.left, type), integerOf(expr.right, type))
    default:
      throw new Error(`a small number made by ${expr.kind}`)
  }
}

/** The low bits of what is made of a sum: those of its integer in its place. */
function lowBitsOf(expr: TypedExpr, { local, integer, type }: Kept): TypedExpr {
  const inInteger = rewriteExpr(expr, {
    expr: part =>
      part.kind === 'local' && part.local === local ? exact('f64', read(integer, type, part.at)) : part,
  })
  const low = lowBits(inInteger, () => null)
  if (!low) throw new Error('a sum without low bits')
  return low
}

function read(local: LocalId, type: ValueType, at: SourceRange): TypedExpr {
  return { kind: 'local', local, type, at }
}

function double(value: number, at: SourceRange): TypedExpr {
  return { kind: 'const', value, type: 'f64', at }
}

function exact(type: ValueType, operand: TypedExpr): TypedExpr {
  return { kind: 'convert', mode: 'exact', type, operand, at: operand.at }
}

function unsigned(operand: TypedExpr): TypedExpr {
  return { kind: 'convert', mode: 'wrap', type: 'u32', operand, at: operand.at }
}

function binary(op: BinaryOp, left: TypedExpr, right: TypedExpr): TypedExpr {
  return { kind: 'binary', op, left, right, type: left.type, at: left.at }
}

function compare(op: CompareOp, left: TypedExpr, right: TypedExpr): TypedExpr {
  return { kind: 'compare', op, left, right, type: 'bool', at: left.at }
}
