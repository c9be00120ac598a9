import type { Expr, LocalId } from '../../ir/expr.js'
import type { KernelFunction, Local } from '../../ir/kernel.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { globalsOf } from './globals-of.js'
import type { OutlinePlan } from './plan-outline.js'

type Typed = Expr<ValueType>

/**
 * The function that runs some turns of a loop. Its parameters are how far, or how many turns, it goes; the counter of a
 * counted loop; and what goes in. It has the locals of the function the loop stood in, of which only those of the loop are
 * ever used.
 */
export function writePart(
  outer: KernelFunction<ValueType>,
  { loop, counted, carried, given }: OutlinePlan,
  name: string,
): KernelFunction<ValueType> {
  const { at } = loop
  const limit = outer.locals.length
  const params = [limit, ...(counted ? [counted.counter] : []), ...carried, ...given]
  const locals = [...outer.locals, { name: counted ? 'until' : 'turns', type: 'i32', at } as const].map(
    (local, id): Local<ValueType> => {
      const { name, type, at } = local
      if ('table' in local && local.table !== undefined) return local
      return { name, type, origin: params.includes(id) ? 'param' : 'temp', at }
    },
  )
  const read = (local: LocalId): Typed => ({ kind: 'local', local, type: locals[local]?.type ?? 'void', at })
  const globals = globalsOf(carried, locals)
  const body: readonly Stmt<ValueType>[] = [
    counted ? upTo(loop, read(limit)) : counting(loop, limit),
    ...carried.map((local, i) => ({
      kind: 'set-global' as const,
      global: globals[i] ?? 0,
      value: read(local),
      at,
    })),
    { kind: 'return', value: counted ? read(counted.counter) : null, at },
  ]
  return { name, params, locals, result: counted ? 'i32' : 'void', body, at }
}

function upTo(loop: Loop<ValueType>, until: Typed): Loop<ValueType> {
  const { test } = loop
  if (test.kind !== 'compare') throw new Error('a counted loop without a comparison')
  return { ...loop, test: { ...test, right: until } }
}

function counting(loop: Loop<ValueType>, left: LocalId): Loop<ValueType> {
  const { test, update, at } = loop
  const int = (value: number): Typed => ({ kind: 'const', value, type: 'i32', at })
  const read: Typed = { kind: 'local', local: left, type: 'i32', at }
  const isLeft: Typed = { kind: 'compare', op: 'gt', left: read, right: int(0), type: 'bool', at }
  const fewer: Typed = { kind: 'binary', op: 'sub', left: read, right: int(1), type: 'i32', at }
  return {
    ...loop,
    test: { kind: 'logical', op: 'and', left: isLeft, right: test, type: 'bool', at },
    update: [...update, { kind: 'set', local: left, value: fewer, at }],
  }
}
