import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { LeafSource, OutputSlot } from '../ir/leaf.js'
import { leafName } from '../ir/leaf.js'
import { assignedLocal, forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import type { Stmt } from './lowered.js'

type Lowered = KernelFunction<TypeVar>

/**
 * Leaves the value of every leaf that the entry writes in an output slot, wherever the call may end: before each
 * `return` and `throw`, at the end, and before calls of functions that may throw. Slots that a result has already taken
 * come first.
 */
export function placeOutputs(
  functions: readonly Lowered[],
  taken: readonly OutputSlot[],
): { readonly functions: readonly Lowered[]; readonly outputs: readonly OutputSlot[] } {
  const [entry, ...others] = functions
  const written = entry ? writtenLeaves(entry) : []
  if (!entry || written.length === 0) return { functions, outputs: taken }
  refuseRecursion(functions, written)
  const outputs = [...taken, ...written.map(({ source }) => ({ target: source }))]
  const save = written.map(
    ({ local, type, at }, n): Stmt => ({
      kind: 'output',
      slot: taken.length + n,
      value: { kind: 'local', local, type, at },
      at,
    }),
  )
  const throwing = throwingFunctions(functions)
  const endsCall = (stmt: Stmt) =>
    stmt.kind === 'return' ||
    (stmt.kind === 'throw' && stmt.site !== 'restart') ||
    (stmt.kind === 'call' && typeof stmt.callee === 'number' && throwing.has(stmt.callee))
  const place = (list: readonly Stmt[]): readonly Stmt[] =>
    list.flatMap(stmt => {
      const nested = mapStmtBodies(stmt, place)
      return endsCall(nested) ? [...save, nested] : [nested]
    })
  // Where the end is never reached, nothing there ever runs.
  const ends = entry.body.at(-1)?.kind === 'return'
  return {
    functions: [{ ...entry, body: [...place(entry.body), ...(ends ? [] : save)] }, ...others],
    outputs,
  }
}

interface WrittenLeaf {
  readonly local: LocalId
  readonly source: LeafSource
  readonly type: TypeVar
  readonly at: Stmt['at']
}

function writtenLeaves(entry: Lowered): readonly WrittenLeaf[] {
  const targets = new Set<LocalId>()
  forEachStmt(entry.body, stmt => {
    const target = assignedLocal(stmt)
    if (target !== null) targets.add(target)
  })
  return entry.locals.flatMap(({ source, type, at }, local) =>
    source && isOutside(source) && targets.has(local) ? [{ local, source, type, at }] : [],
  )
}

/** An argument itself is a variable of the function's own. */
function isOutside({ root, path }: LeafSource): boolean {
  return root.kind !== 'argument' || path.length > 0
}

/** An entry that is called again inside its own call has a value of its own for each leaf, which must stay one. */
function refuseRecursion(functions: readonly Lowered[], [first]: readonly WrittenLeaf[]): void {
  for (const fn of functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'call' && stmt.callee === 0 && first)
        refuse(diagnose('lower/outside-write', first.at, leafName(first.source)))
    })
  }
}

/** The functions that may throw, by themselves or in what they call. */
function throwingFunctions(functions: readonly Lowered[]): ReadonlySet<number> {
  const throwing = new Set<number>()
  for (let before = -1; before !== throwing.size; ) {
    before = throwing.size
    functions.forEach((fn, id) => {
      forEachStmt(fn.body, stmt => {
        const throws =
          (stmt.kind === 'throw' && stmt.site !== 'restart') ||
          (stmt.kind === 'call' && typeof stmt.callee === 'number' && throwing.has(stmt.callee))
        if (throws) throwing.add(id)
      })
    })
  }
  return throwing
}
