import type { Loop, Stmt } from '../ir/stmt.js'
import { mapStmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'

type Typed = Stmt<ValueType>
type List = readonly Typed[]

/**
 * Writes what follows a `continue` as the other side of its branch.
 *
 * ```
 * for (…) { if (a) { f(); continue } g() }
 * →
 * for (…) { if (a) { f() } else { g() } }
 * ```
 *
 * Soundness: a `continue` of the loop goes where the end of its body leads, and either side of the branch comes there now.
 */
export const nestTurns: Pass = {
  name: 'nest-turns',
  after: { 'fold-constants': 'a branch that is always or never taken needs no other side' },
  run: kernel => ({
    ...kernel,
    functions: kernel.functions.map(fn => ({ ...fn, body: nestIn(fn.body) })),
  }),
}

function nestIn(list: List): List {
  return list.map(stmt => {
    const inner = mapStmtBodies(stmt, nestIn)
    return inner.kind === 'loop' ? { ...inner, body: nested(inner.body, inner) } : inner
  })
}

/** The end of a turn: `all` is its last part. What stands behind a jump is never reached. */
function nested(all: List, loop: Loop<ValueType>): List {
  const jump = all.findIndex(({ kind }) => kind === 'break' || kind === 'continue')
  const list = jump < 0 ? all : all.slice(0, jump + 1)
  const place = list.findIndex(stmt => stmt.kind === 'if' && endsTurn(stmt, loop))
  const stmt = list[place]
  if (stmt?.kind !== 'if') return list
  const rest = list.slice(place + 1)
  const branch =
    endOf(stmt.then, loop) !== null
      ? { then: endOf(stmt.then, loop) ?? [], else: [...stmt.else, ...rest] }
      : { then: [...stmt.then, ...rest], else: endOf(stmt.else, loop) ?? [] }
  const sides = { then: nested(branch.then, loop), else: nested(branch.else, loop) }
  return [...list.slice(0, place), { ...stmt, ...sides }]
}

function endsTurn(stmt: Typed & { readonly kind: 'if' }, loop: Loop<ValueType>): boolean {
  return endOf(stmt.then, loop) !== null || endOf(stmt.else, loop) !== null
}

/** A list without the `continue` of this loop at its end; `null` where there is none. */
function endOf(list: List, { label }: Loop<ValueType>): List | null {
  const last = list.at(-1)
  return last?.kind === 'continue' && last.label === label ? list.slice(0, -1) : null
}
