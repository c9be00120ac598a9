import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { Expr } from '../ir/expr.js'
import type { Kernel } from '../ir/kernel.js'
import type { FunctionId, Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { JsType } from '../ir/types.js'

/** Locals that may hold a view or a row, by `function:local`, and functions that may return one, by `function`. */
type Views = Set<string>

/**
 * Refuses a kernel that may return what `subarray` gave: JavaScript's view shares its buffer with the array it was taken
 * of, which an array made from Wasm memory could not. The same goes for a row of an array of arrays.
 */
export function checkViews(kernel: Kernel<JsType>): void {
  const views: Views = new Set()
  let before = -1
  while (views.size !== before) {
    before = views.size
    kernel.functions.forEach((fn, id) => {
      forEachStmt(fn.body, stmt => flow(kernel, views, id, stmt))
    })
  }
  const entry = kernel.functions[0]
  if (entry && views.has('0')) refuse(diagnose('infer/returned-view', entry.at, entry.name))
}

function flow(kernel: Kernel<JsType>, views: Views, id: FunctionId, stmt: Stmt<JsType>): void {
  switch (stmt.kind) {
    case 'view':
    case 'row':
      views.add(`${id}:${stmt.local}`)
      return
    case 'set':
      if (mayBeView(views, id, stmt.value)) views.add(`${id}:${stmt.local}`)
      return
    case 'return':
      if (stmt.value !== null && mayBeView(views, id, stmt.value)) views.add(`${id}`)
      return
    case 'output':
      if (id === 0 && mayBeView(views, id, stmt.value)) views.add('0')
      return
    case 'call': {
      if (typeof stmt.callee !== 'number') return
      const params = kernel.functions[stmt.callee]?.params ?? []
      stmt.args.forEach((arg, i) => {
        if (mayBeView(views, id, arg)) views.add(`${stmt.callee}:${params[i]}`)
      })
      if (stmt.local !== null && views.has(`${stmt.callee}`)) views.add(`${id}:${stmt.local}`)
      return
    }
    default:
      return
  }
}

function mayBeView(views: Views, id: FunctionId, value: Expr<JsType>): boolean {
  if (value.kind === 'local') return views.has(`${id}:${value.local}`)
  return (
    value.kind === 'conditional' && (mayBeView(views, id, value.then) || mayBeView(views, id, value.else))
  )
}
