import type { Expr } from '../../ir/expr.js'
import { isCallback } from '../../ir/host-function.js'
import type { Call } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { call, indent, primary } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, localOf } from '../function-scope.js'
import { resultLengthVariable } from '../prelude/early-exit.js'
import { hostImport } from '../prelude/host-imports.js'

type TypedExpr = Expr<ValueType>

/** `local = value`; of an array, pointer and length. */
export function assign(local: number, value: TypedExpr, scope: FunctionScope): readonly string[] {
  const target = localOf(scope, local).as
  if (!isArray(value.type)) return [`${target.value} = ${emitExpression(value, scope, value.type).text}`]
  if (value.kind === 'conditional') {
    const branch = (chosen: TypedExpr) => indent(assign(local, chosen, scope))
    const test = emitExpression(value.test, scope, 'bool').text
    return [`if (${test}) {`, ...branch(value.then), '} else {', ...branch(value.else), '}']
  }
  const source = arrayRead(value, scope)
  return [`${target.value} = ${source.pointer}`, `${target.length} = ${source.length}`]
}

/** The variables of an array that is a plain local. */
export function arrayRead(value: TypedExpr, scope: FunctionScope) {
  if (value.kind !== 'local') throw new Error(`5-emit: an array that is a ${value.kind}`)
  return arrayOf(scope, value.local)
}

/** `local = callee(args)`. */
export function emitCall(stmt: Call<ValueType>, scope: FunctionScope): readonly string[] {
  const callee =
    typeof stmt.callee !== 'number'
      ? scope.prelude.use(hostImport(stmt.callee))
      : scope.functions[stmt.callee]
  if (callee === undefined) throw new Error(`5-emit: ${scope.fn.name} calls no function ${stmt.callee}`)
  const args = stmt.args.flatMap(arg => {
    if (arg.type === 'void') return []
    if (!isArray(arg.type)) return [emitExpression(arg, scope, arg.type)]
    const { pointer, length } = arrayRead(arg, scope)
    return [primary(pointer), primary(length)]
  })
  const slot = isCallback(stmt.callee) ? [primary(String(stmt.callee.slot))] : []
  return receive(stmt.local, call(callee, ...slot, ...args).text, scope)
}

function receive(local: number | null, text: string, scope: FunctionScope): readonly string[] {
  if (local === null) return [text]
  const { as, type } = localOf(scope, local)
  if (type === 'void') return [text]
  const result = `${as.value} = ${text}`
  return isArray(type) ? [result, `${as.length} = ${scope.prelude.use(resultLengthVariable)}`] : [result]
}

/** `return value`; the length of an array goes into its global. */
export function emitReturn(value: TypedExpr | null, scope: FunctionScope): readonly string[] {
  if (value === null || value.type === 'void' || scope.fn.result === 'void') return ['return']
  if (!isArray(value.type)) return [`return ${emitExpression(value, scope, value.type).text}`]
  if (value.kind === 'conditional') {
    const branch = (chosen: TypedExpr) => indent(emitReturn(chosen, scope))
    const test = emitExpression(value.test, scope, 'bool').text
    return [`if (${test}) {`, ...branch(value.then), '} else {', ...branch(value.else), '}']
  }
  const { pointer, length } = arrayRead(value, scope)
  return [`${scope.prelude.use(resultLengthVariable)} = ${length}`, `return ${pointer}`]
}
