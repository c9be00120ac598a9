import type * as ir from '../ir/expr.js'
import type { Local } from '../ir/kernel.js'
import type * as stmts from '../ir/stmt.js'
import type { TypeVar } from '../ir/types.js'

/** The IR as lowering makes it: types are known or `dyn`. */
export type Expr = ir.Expr<TypeVar>
export type Stmt = stmts.Stmt<TypeVar>
export type LoweredLocal = Local<TypeVar>
