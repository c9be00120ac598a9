import type { Expr } from '../../packages/compiler/src/ir/expr.js'
import type { KernelFunction } from '../../packages/compiler/src/ir/kernel.js'
import type { LabelId, Stmt } from '../../packages/compiler/src/ir/stmt.js'
import type { ValueType } from '../../packages/compiler/src/ir/types.js'

type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'break' | 'continue'; readonly label: LabelId }
  | { readonly kind: 'return'; readonly value: number }

const normal: Completion = { kind: 'normal' }

/**
 * Runs a function of i32 arithmetic and control flow by the letter of ECMAScript's completion records: slow, and with
 * no idea of how jumps are emitted.
 */
export function runBody(fn: KernelFunction<ValueType>, args: readonly number[]): number {
  const locals = fn.locals.map((_, id) => args[id] ?? 0)
  const completion = runList(fn.body, locals)
  if (completion.kind !== 'return') throw new Error(`${fn.name} ended by ${completion.kind}`)
  return completion.value
}

function runList(list: readonly Stmt<ValueType>[], locals: number[]): Completion {
  for (const stmt of list) {
    const completion = run(stmt, locals)
    if (completion.kind !== 'normal') return completion
  }
  return normal
}

function run(stmt: Stmt<ValueType>, locals: number[]): Completion {
  switch (stmt.kind) {
    case 'set':
      locals[stmt.local] = evaluate(stmt.value, locals)
      return normal
    case 'if':
      return runList(evaluate(stmt.test, locals) ? stmt.then : stmt.else, locals)
    case 'block':
      return landing(runList(stmt.body, locals), stmt.label)
    case 'switch': {
      const value = evaluate(stmt.discriminant, locals)
      const match = stmt.cases.findIndex(({ test }) => test !== null && evaluate(test, locals) === value)
      const start = match === -1 ? stmt.cases.findIndex(({ test }) => test === null) : match
      const reached = start === -1 ? [] : stmt.cases.slice(start).flatMap(({ body }) => body)
      return landing(runList(reached, locals), stmt.label)
    }
    case 'loop':
      while (evaluate(stmt.test, locals)) {
        const turn = runList(stmt.body, locals)
        const goesOn = turn.kind === 'normal' || (turn.kind === 'continue' && turn.label === stmt.label)
        const completion = goesOn ? runList(stmt.update, locals) : turn
        if (completion.kind !== 'normal') return landing(completion, stmt.label)
      }
      return normal
    case 'break':
    case 'continue':
      return { kind: stmt.kind, label: stmt.label }
    case 'return':
      return { kind: 'return', value: stmt.value ? evaluate(stmt.value, locals) : 0 }
    default:
      throw new Error(`not interpreted: ${stmt.kind}`)
  }
}

function landing(completion: Completion, label: LabelId): Completion {
  return completion.kind === 'break' && completion.label === label ? normal : completion
}

function evaluate(expr: Expr<ValueType>, locals: readonly number[]): number {
  switch (expr.kind) {
    case 'const':
      return Number(expr.value)
    case 'local':
      return locals[expr.local] ?? 0
    case 'unary':
      return evaluate(expr.operand, locals) === 0 ? 1 : 0
    case 'binary': {
      const left = evaluate(expr.left, locals)
      const right = evaluate(expr.right, locals)
      if (expr.op === 'mul') return Math.imul(left, right)
      if (expr.op === 'bitand') return left & right
      return expr.op === 'shr' ? left >> right : (left + right) | 0
    }
    case 'compare': {
      const left = evaluate(expr.left, locals)
      const right = evaluate(expr.right, locals)
      return Number(expr.op === 'lt' ? left < right : expr.op === 'ne' ? left !== right : left === right)
    }
    default:
      throw new Error(`not interpreted: ${expr.kind}`)
  }
}
