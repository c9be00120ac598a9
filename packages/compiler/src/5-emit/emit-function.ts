import { tableGlobalPrefix } from '../abi/names.js'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction, Local } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import { assemblyType, zeroOf } from './assembly-type.js'
import { indent } from './code.js'
import type { FunctionScope, NamedLocal } from './function-scope.js'
import { localOf } from './function-scope.js'
import { mentionedLocals } from './mentioned-locals.js'
import { splitTests } from './split-tests.js'
import { emitStatements } from './statements/emit-statement.js'
import { JumpNumbers } from './statements/jumps.js'

/** What a function carries beside the user's own code. */
export interface FunctionFrame {
  readonly comment: string
  /** A last parameter and the line that takes it, of an entry that allocates. */
  readonly heapStart: boolean
  /** By `Local.table`: the `n` of `table_n`. */
  readonly tables: readonly number[]
}

/** The text of one function. */
export function emitFunction(scope: FunctionScope, name: string, frame: FunctionFrame): string {
  const { fn } = scope
  const jumps = new JumpNumbers()
  const body = emitStatements(splitTests(fn.body), { function: scope, frame: null, jumps })
  const lines = [
    ...(frame.heapStart ? ['heap = heap_start'] : []),
    ...declarations(scope, frame),
    ...(jumps.isEmpty ? [] : ['let jump: i32 = 0']),
    ...body,
    // For asc, which cannot always see that the end is never reached.
    ...(fn.result !== 'void' && !endsByLeaving(fn.body) ? ['return unreachable()'] : []),
  ]
  const params = [...parameters(scope), ...(frame.heapStart ? ['heap_start: usize'] : [])]
  const head = `function ${name}(${params.join(', ')}): ${assemblyType(fn.result)} {`
  const text = [head, ...indent(lines), '}']
  return [`// ${frame.comment}`, ...(scope.marks?.mark(text, fn.at) ?? text)].join('\n')
}

/** The parameters of a function as they stand in its head: a scalar is one, an array is pointer and length. */
export function parameters(scope: FunctionScope): readonly string[] {
  return scope.fn.params.flatMap(id => variables(localOf(scope, id)))
}

function variables(local: NamedLocal): readonly string[] {
  if (local.type === 'void') return []
  const value = `${local.as.value}: ${assemblyType(local.type)}`
  return isArray(local.type) ? [value, `${local.as.length}: i32`] : [value]
}

function declarations(scope: FunctionScope, frame: FunctionFrame): readonly string[] {
  const used = usedLocals(scope.fn)
  const isParam = new Set(scope.fn.params)
  const own = scope.fn.locals.map((_, id) => id).filter(id => used.has(id) && !isParam.has(id))
  const byType = new Map<string, string[]>()
  const tables: string[] = []
  for (const id of own) {
    const local = localOf(scope, id)
    if (local.type === 'void') continue
    if (local.table !== undefined) {
      tables.push(`const ${local.as.value}: usize = ${tableGlobalPrefix}${tableIndex(local, frame)}`)
      continue
    }
    const lines = byType.get(local.type) ?? []
    byType.set(local.type, [...lines, ...variables(local).map(one => `${one} = ${zeroOf(local.type)}`)])
  }
  return [...tables, ...[...byType.values()].flatMap(inLines)]
}

function tableIndex(local: Local<ValueType>, frame: FunctionFrame): number {
  const index = local.table === undefined ? undefined : frame.tables[local.table]
  if (index === undefined) throw new Error(`5-emit: ${local.name} has no table`)
  return index
}

/** `let` lines of at most six variables. */
function inLines(variables: readonly string[]): readonly string[] {
  const count = Math.ceil(variables.length / 6)
  return Array.from({ length: count }, (_, n) => `let ${variables.slice(n * 6, n * 6 + 6).join(', ')}`)
}

function usedLocals(fn: KernelFunction<ValueType>): ReadonlySet<LocalId> {
  const used = new Set(mentionedLocals(fn))
  forEachStmt(fn.body, stmt => {
    const target = assignedLocal(stmt)
    if (target !== null) used.add(target)
  })
  return used
}

function endsByLeaving(list: readonly Stmt<ValueType>[]): boolean {
  const last = list.at(-1)
  if (last?.kind === 'if') return endsByLeaving(last.then) && endsByLeaving(last.else)
  return last?.kind === 'return' || last?.kind === 'throw'
}
