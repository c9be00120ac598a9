import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import { hostFunctions } from '../ir/host-function.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { stmtRestarts } from '../ir/restarts.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/**
 * Refuses a kernel that draws random numbers or writes to the console and may have to start over in JavaScript: the
 * second run would draw others, or write twice. Everything else a kernel does before it restarts is invisible.
 */
export function checkRestarts(kernel: Kernel<ValueType>): void {
  const [effect] = kernel.functions.flatMap(visibleEffects)
  if (effect === undefined) return
  const entry = kernel.functions[0] as KernelFunction<ValueType>
  if (kernel.functions.length > 1 || kernel.functions.some(mayRestart)) {
    refuse(diagnose('infer/random-restart', entry.at, entry.name, effect))
  }
}

/** What a function does that shows outside before it ends. */
function visibleEffects(fn: KernelFunction<ValueType>): readonly string[] {
  const effects: string[] = []
  forEachStmt(fn.body, stmt => {
    const effect =
      stmt.kind === 'call' && typeof stmt.callee === 'string' ? hostFunctions[stmt.callee].effect : null
    if (effect !== null) effects.push(effect)
  })
  return effects
}

function mayRestart(fn: KernelFunction<ValueType>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    found ||= stmtRestarts(stmt)
  })
  return found
}
