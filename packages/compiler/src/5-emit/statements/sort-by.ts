import type { Expr, LocalId } from '../../ir/expr.js'
import { mapOperands } from '../../ir/expr-walk.js'
import type { Call } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray, isPlainArray } from '../../ir/types.js'
import { assemblyType } from '../assembly-type.js'
import type { Code } from '../code.js'
import { call, primary } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, localOf } from '../function-scope.js'
import type { Comparison } from '../prelude/sort-by/comparison.js'
import { sortTyped } from '../prelude/sort-by/merge-halves.js'
import { sortRuns } from '../prelude/sort-by/sort-runs.js'

type Typed = Expr<ValueType>

/** A variable as it is handed down to the comparator: its name there, its type, and what it is here. */
interface HandedDown {
  readonly name: string
  readonly type: string
  readonly value: Code
}

/** Sorts an array by a function of the kernel. */
export function emitSortBy(stmt: Call<ValueType>, sorted: LocalId, scope: FunctionScope): readonly string[] {
  const { array, pointer, length } = arrayOf(scope, sorted)
  const callee = typeof stmt.callee === 'number' ? scope.functions[stmt.callee] : undefined
  if (callee === undefined) throw new Error(`5-emit: ${scope.fn.name} sorts by no function`)
  const down = stmt.args.slice(2).flatMap((arg, i) => handDown(arg, i, scope))
  const { bytes } = elements[array]
  const comparison: Comparison = {
    name: `by_${callee}`,
    bits: `u${8 * bytes}` as Comparison['bits'],
    shift: Math.log2(bytes),
    params: down.map(({ name, type }) => `, ${name}: ${type}`).join(''),
    args: down.map(({ name }) => `, ${name}`).join(''),
    test: call(callee, ...askedElements(stmt, scope), ...down.map(({ name }) => primary(name))).text,
  }
  const helper = scope.prelude.use(isPlainArray(array) ? sortRuns(comparison) : sortTyped(comparison))
  const given = down.map(({ value }) => value)
  return [call(helper, primary(pointer), primary(length), ...given).text]
}

function handDown(arg: Typed, index: number, scope: FunctionScope): readonly HandedDown[] {
  const name = `c${index}`
  if (arg.type === 'void') return []
  if (!isArray(arg.type)) {
    return [{ name, type: assemblyType(arg.type), value: emitExpression(arg, scope, arg.type) }]
  }
  if (arg.kind !== 'local') throw new Error(`5-emit: an array that is a ${arg.kind}`)
  const { as } = localOf(scope, arg.local)
  return [
    { name, type: 'usize', value: primary(as.value) },
    { name: `${name}_n`, type: 'i32', value: primary(as.length) },
  ]
}

/** The first two arguments, read at the addresses `p` and `q`. */
function askedElements(stmt: Call<ValueType>, scope: FunctionScope) {
  const { at } = stmt
  return stmt.args.slice(0, 2).flatMap((arg, i) => {
    if (arg.type === 'void') return []
    const local = scope.fn.locals.length
    const address = { name: 'element', type: 'pointer', origin: 'temp', at } as const
    const inside: FunctionScope = {
      ...scope,
      fn: { ...scope.fn, locals: [...scope.fn.locals, address] },
      names: [...scope.names, { value: i === 0 ? 'p' : 'q', length: '' }],
    }
    const index = { kind: 'local', local, type: 'pointer', at } as const
    const place = (expr: Typed): Typed =>
      expr.kind === 'load' ? { ...expr, index } : mapOperands(expr, place)
    return [emitExpression(place(arg), inside, arg.type)]
  })
}
