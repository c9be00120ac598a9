import type { BinaryOp, CompareOp, Expr, LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { FreshNames } from '../fresh-names.js'
import { globalsOf } from './globals-of.js'
import type { OutlinePlan } from './plan-outline.js'

/** Turns that are counted at most, which never leave int32. Of a counted loop a part has a quarter of those before it. */
const mostTurns = 2 ** 28

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** What stands for a loop whose parts a function runs. */
export function callInParts(plan: OutlinePlan, callee: FunctionId, names: FreshNames): readonly Typed[] {
  const { loop, counted, carried, given } = plan
  const { at } = loop
  const write = new Writer(names, at)
  const turns = names.addLocal('turns', 'i32', at)
  const first = plan.turns * (counted?.step ?? 1)
  const globals = globalsOf(carried, names.locals)
  const passed = [...carried, ...given].map(local => write.read(local))
  const takeBack = carried.map((local, i) =>
    write.set(local, { kind: 'global', global: globals[i] ?? 0, type: names.typeOf(local), at }),
  )
  const more = write.binary('add', write.binary('shr', write.read(turns), write.int(2)), write.int(1))
  const grown = write.binary('add', write.read(turns), more)
  const grow = write.set(turns, counted ? grown : write.binary('min', grown, write.int(mostTurns)))
  const start = write.set(turns, write.int(first))
  const label = names.newLabel()
  const callPart = (local: LocalId | null, args: readonly TypedExpr[]): readonly Typed[] => [
    { kind: 'call', local, callee, args: [...args, ...passed], at },
    ...takeBack,
    grow,
  ]
  if (!counted) {
    const body = callPart(null, [write.read(turns)])
    return [start, { kind: 'loop', label, test: loop.test, body, update: [], at }]
  }
  const [until, bound] = [names.addLocal('until', 'i32', at), names.addLocal('bound', 'i32', at)]
  const counter = write.read(counted.counter)
  const left = write.unsigned(write.binary('sub', write.read(bound), counter))
  const isOpen = write.compare(counted.isInclusive ? 'le' : 'lt', counter, write.read(bound))
  const ahead: TypedExpr = {
    ...{ kind: 'binary', op: 'sub', type: 'i64', at },
    left: write.wide(write.read(bound)),
    right: write.wide(counter),
  }
  const isLong = write.compare('gt', ahead, { ...write.int(first), value: BigInt(first), type: 'i64' })
  const next: TypedExpr = {
    kind: 'conditional',
    test: write.compare('gt', left, write.unsigned(write.read(turns))),
    then: write.binary('add', counter, write.read(turns)),
    else: write.read(bound),
    type: 'i32',
    at,
  }
  const body = [write.set(until, next), ...callPart(counted.counter, [write.read(until), counter])]
  const test = plan.keepsLoop ? isLong : isOpen
  const parts: Typed = { kind: 'loop', label, test, body, update: [], at }
  return [write.set(bound, counted.bound), start, parts, ...(plan.keepsLoop ? [loop] : [])]
}

/** Writes int32 arithmetic that stands at one place of the source. */
class Writer {
  private readonly names: FreshNames
  private readonly at: SourceRange

  constructor(names: FreshNames, at: SourceRange) {
    this.names = names
    this.at = at
  }

  read(local: LocalId): TypedExpr {
    return { kind: 'local', local, type: this.names.typeOf(local), at: this.at }
  }

  int(value: number): TypedExpr & { readonly kind: 'const' } {
    return { kind: 'const', value, type: 'i32', at: this.at }
  }

  binary(op: BinaryOp, left: TypedExpr, right: TypedExpr): TypedExpr {
    return { kind: 'binary', op, left, right, type: 'i32', at: this.at }
  }

  compare(op: CompareOp, left: TypedExpr, right: TypedExpr): TypedExpr {
    return { kind: 'compare', op, left, right, type: 'bool', at: this.at }
  }

  unsigned(operand: TypedExpr): TypedExpr {
    return { kind: 'convert', mode: 'wrap', operand, type: 'u32', at: this.at }
  }

  wide(operand: TypedExpr): TypedExpr {
    return { kind: 'convert', mode: 'exact', operand, type: 'i64', at: this.at }
  }

  set(local: LocalId, value: TypedExpr): Typed {
    return { kind: 'set', local, value, at: this.at }
  }
}
