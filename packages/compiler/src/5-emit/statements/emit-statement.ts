import { status } from '../../abi/names.js'
import type { Block, If, Stmt, Switch } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { indent } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import { alwaysVariable, statusVariable } from '../prelude/early-exit.js'
import { sharedGlobal } from '../prelude/shared-global.js'
import { emitOutput } from './emit-output.js'
import { emitArrivals, emitJump, jumpFrame } from './jumps.js'
import { emitLoop } from './loop.js'
import { emitSortBy } from './sort-by.js'
import type { StatementScope } from './statement-scope.js'
import { emitStore } from './store.js'
import { assign, emitCall, emitReturn } from './values.js'
import { emitArrayStmt, storeRow } from './whole-arrays.js'

type TypedStmt = Stmt<ValueType>

/** The lines of a statement list. What follows a jump or a return is dropped: nothing can reach it. */
export function emitStatements(list: readonly TypedStmt[], scope: StatementScope): readonly string[] {
  const end = list.findIndex(stmt => ['break', 'continue', 'return', 'throw'].includes(stmt.kind))
  const reached = end === -1 ? list : list.slice(0, end + 1)
  return reached.flatMap((stmt, n) => {
    // An assignment directly before a loop may stand in its head, which is the loop's to decide.
    if (stmt.kind === 'set' && reached[n + 1]?.kind === 'loop') return []
    const lines = emitStatement(stmt, reached[n - 1], scope)
    return scope.function.marks?.mark(lines, stmt.at) ?? lines
  })
}

function emitStatement(
  stmt: TypedStmt,
  before: TypedStmt | undefined,
  scope: StatementScope,
): readonly string[] {
  switch (stmt.kind) {
    case 'set':
      return assign(stmt.local, stmt.value, scope.function)
    case 'store':
      return [emitStore(stmt, scope.function)]
    case 'store-row':
      return storeRow(stmt, scope.function)
    case 'new-array':
    case 'view':
    case 'row':
    case 'bulk':
    case 'resize':
      return emitArrayStmt(stmt, scope.function)
    case 'call':
      return stmt.sorts === undefined
        ? emitCall(stmt, scope.function)
        : emitSortBy(stmt, stmt.sorts, scope.function)
    case 'if':
      return emitIf(stmt, scope)
    case 'loop':
      return emitLoop(stmt, before?.kind === 'set' ? before : null, scope, emitStatements)
    case 'switch':
      return emitSwitch(stmt, scope)
    case 'block':
      return emitBlock(stmt, scope)
    case 'break':
    case 'continue':
      return emitJump(stmt, scope.frame, scope.jumps)
    case 'return':
      return emitReturn(stmt.value, scope.function)
    case 'output':
      return emitOutput(stmt, scope.function)
    case 'set-global': {
      const { value } = stmt
      const global = scope.function.prelude.use(sharedGlobal(value.type, stmt.global))
      return [`${global} = ${emitExpression(value, scope.function, value.type).text}`]
    }
    case 'throw':
      // `return`, because asc does not see that `unreachable()` alone ends a path.
      return [
        `${scope.function.prelude.use(statusVariable)} = ${stmt.site === 'restart' ? status.restart : status.firstThrow + stmt.site}`,
        'return unreachable()',
      ]
  }
}

function emitIf(stmt: If<ValueType>, scope: StatementScope): readonly string[] {
  const test = emitExpression(stmt.test, scope.function, 'bool').text
  const whenTrue = indent(emitStatements(stmt.then, scope))
  if (stmt.else.length === 0) return [`if (${test}) {`, ...whenTrue, '}']
  const whenFalse = emitStatements(stmt.else, scope)
  const [first, ...rest] = whenFalse
  const isChain = stmt.else.length === 1 && stmt.else[0]?.kind === 'if'
  if (isChain) return [`if (${test}) {`, ...whenTrue, `} else ${first ?? ''}`, ...rest]
  return [`if (${test}) {`, ...whenTrue, '} else {', ...indent(whenFalse), '}']
}

function emitSwitch(stmt: Switch<ValueType>, scope: StatementScope): readonly string[] {
  const frame = jumpFrame(scope.frame, { kind: 'break', label: stmt.label }, null)
  const cases = stmt.cases.flatMap(({ test, body }) => {
    const head =
      test === null
        ? 'default:'
        : `case ${emitExpression(test, scope.function, stmt.discriminant.type).text}:`
    return [head, ...indent(emitStatements(body, { ...scope, frame }))]
  })
  const head = `switch (${emitExpression(stmt.discriminant, scope.function, null).text}) {`
  const text = [head, ...indent(cases), '}']
  const isLeft = frame.leaving.size > 0 || breaksInside(stmt)
  return [
    ...(isLeft && hasDefault(stmt) ? beyondDoubt(text, scope) : text),
    ...emitArrivals(frame, scope.jumps),
  ]
}

/**
 * asc takes a switch whose every case ends by leaving for the end of everything, though a case may break before, and
 * drops what follows. It believes nothing of what a variable decides.
 */
function beyondDoubt(text: readonly string[], scope: StatementScope): readonly string[] {
  return [`if (${scope.function.prelude.use(alwaysVariable)}) {`, ...indent(text), '}']
}

function hasDefault({ cases }: Switch<ValueType>): boolean {
  return cases.some(({ test }) => test === null)
}

/** Whether a statement within a case leaves the switch; asc understands a `break` that stands in the case itself. */
function breaksInside({ cases, label }: Switch<ValueType>): boolean {
  const breaks = (stmt: TypedStmt) => stmt.kind === 'break' && stmt.label === label
  const count = { all: 0, own: 0 }
  for (const { body } of cases) {
    count.own += body.filter(breaks).length
    forEachStmt(body, stmt => {
      count.all += breaks(stmt) ? 1 : 0
    })
  }
  return count.all > count.own
}

function emitBlock(stmt: Block<ValueType>, scope: StatementScope): readonly string[] {
  let isLeft = false
  forEachStmt(stmt.body, inner => {
    isLeft ||= inner.kind === 'break' && inner.label === stmt.label
  })
  if (!isLeft) return emitStatements(stmt.body, scope)
  const leave = { kind: 'break', label: stmt.label } as const
  const frame = jumpFrame(scope.frame, leave, leave)
  const body = indent(emitStatements(stmt.body, { ...scope, frame }))
  return ['do {', ...body, '} while (false)', ...emitArrivals(frame, scope.jumps)]
}
