import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { FunctionScope } from '../function-scope.js'
import type { JumpFrame, JumpNumbers } from './jumps.js'

/** Where a statement stands: in which function, inside which loops and switches. */
export interface StatementScope {
  readonly function: FunctionScope
  readonly frame: JumpFrame | null
  readonly jumps: JumpNumbers
}

/** `emitStatements`, handed to the files it imports, which cannot import it. */
export type EmitBody = (list: readonly Stmt<ValueType>[], scope: StatementScope) => readonly string[]
