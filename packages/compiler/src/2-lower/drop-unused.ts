import type * as t from '@babel/types'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { MarkedFunction, ParsedModule } from '../ir/marked-function.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import { bindingOf } from './names/bindings.js'

type Lowered = KernelFunction<TypeVar>

/**
 * Takes parameters the source never names off the entry function, so that any argument will do for them. One with a
 * default stays: what JavaScript computes for it may be seen.
 */
export function dropUnused(functions: readonly Lowered[], marked: MarkedFunction): readonly Lowered[] {
  const [entry, ...helpers] = functions
  if (entry === undefined || functions.some(callsEntry)) return functions
  const unused = new Set(unusedPositions(marked))
  // Where a parameter is taken apart into fields, positions and locals part ways.
  if (unused.size === 0 || entry.params.some(id => entry.locals[id]?.source !== undefined)) return functions
  const locals = entry.locals.map((local, id) => {
    const position = entry.params.indexOf(id)
    if (unused.has(position)) return { ...local, origin: 'variable' as const }
    if (position < 0) return local
    const root = { kind: 'argument', index: position, name: local.name } as const
    return { ...local, source: { root, path: [] } }
  })
  const params = entry.params.filter((_, position) => !unused.has(position))
  return [{ ...entry, locals, params }, ...helpers]
}

/** Positions of parameters, which also are their local's ids, that nothing reads or writes. */
function unusedPositions({ module, path }: MarkedFunction): readonly LocalId[] {
  return path.node.params.flatMap((param, position) =>
    param.type === 'Identifier' && isUnused(module, param) ? [position] : [],
  )
}

/** Whether a declared variable is neither read nor written. */
export function isUnused(module: ParsedModule, name: t.Identifier): boolean {
  const binding = bindingOf(module, name)
  return binding !== undefined && !binding.referenced && binding.constantViolations.length === 0
}

function callsEntry(fn: Lowered): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'call' && stmt.callee === 0) found = true
  })
  return found
}
