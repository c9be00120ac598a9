import type { LocalId } from '../../ir/expr.js'
import type { KernelFunction, Local } from '../../ir/kernel.js'
import type { LeafSource, OutputSlot } from '../../ir/leaf.js'
import type { MarkedFunction } from '../../ir/marked-function.js'
import type { Signature } from '../../ir/signature.js'
import { isWhole } from '../../ir/signature.js'
import type { TypeVar } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import type { LiftableLoop } from './find-loops.js'

const scalars: ReadonlySet<TypeVar> = new Set<TypeVar>(['number', 'boolean', 'bigint'])

/**
 * Lowers a loop as a function of its own. The variables of the function around it become leaves, which the glue reads
 * before the loop and writes back after it.
 */
export function lowerLoopEntry(
  fn: FunctionContext,
  name: string,
  loop: LiftableLoop,
  signature: Signature,
): KernelFunction<TypeVar> {
  const { at, variables, writeOnly } = loop
  const known = variables.map(({ binding, isWritten }, i) => {
    const param = signature.params[i]
    if (param === undefined || !isWhole(param)) return unsupported(loop.node, at)
    // Only a scalar can be written back: an array is more than its elements.
    if (isWritten && !scalars.has(param.type)) return unsupported(loop.node, at)
    const { identifier } = binding
    const source = around(identifier.name)
    return fn.localOf(binding, () => ({
      ...{ name: identifier.name, ...param, origin: 'param', source, at: fn.at(identifier) },
    }))
  })
  const made = writeOnly.map(binding => {
    const { identifier } = binding
    return fn.localOf(binding, () => ({
      ...{ name: identifier.name, type: 'number', origin: 'variable', at: fn.at(identifier) },
    }))
  })
  const { statements } = fn.capture(() => {
    fn.statement(loop.node)
    for (const [slot, local] of made.entries())
      fn.emit({ kind: 'output', slot, value: fn.read(local, at), at })
  })
  checkReach(fn, loop, new Set([...known, ...made]))
  const body = [...fn.entry, ...statements]
  return { name, params: [], locals: fn.locals, result: 'dyn', body, at }
}

/** The slots of what the loop gives its first value, in the order its entry fills them. */
export function writeOnlySlots({ writeOnly }: LiftableLoop): readonly OutputSlot[] {
  return writeOnly.map(({ identifier }) => ({ target: around(identifier.name) }))
}

/** Refuses variables that the glue would read where the loop stands and would find another one of their name. */
export function checkSight(
  { path }: MarkedFunction,
  { scope, node, at, variables }: LiftableLoop,
  locals: readonly Local<TypeVar>[],
): void {
  for (const { source } of locals) {
    if (source?.root.kind !== 'outer' || source.root.reach !== 'around') continue
    const { name } = source.root
    const isOwn = variables.some(({ binding }) => binding.identifier.name === name)
    if (!isOwn && scope.getBinding(name) !== path.scope.getBinding(name)) unsupported(node, at)
  }
}

function around(name: string): LeafSource {
  return { root: { kind: 'outer', name, reach: 'around' }, path: [] }
}

/** Refuses variables of the function that the loop reaches by another way than its own text, through a function it calls. */
function checkReach(fn: FunctionContext, loop: LiftableLoop, known: ReadonlySet<LocalId>): void {
  const { start, end, file } = loop.at
  const home = fn.at(fn.node)
  fn.locals.forEach(({ at, origin }, id) => {
    if (origin !== 'variable' || known.has(id) || at.file !== file) return
    const isOutside = at.start < start || at.end > end
    if (isOutside && at.start >= home.start && at.end <= home.end) unsupported(loop.node, loop.at)
  })
}
