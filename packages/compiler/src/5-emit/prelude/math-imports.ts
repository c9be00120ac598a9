import { mathImportModule } from '../../abi/names.js'
import type { HostMath } from '../../ir/expr.js'
import type { Helper } from './prelude.js'

/** A function of the host's `Math`. V8 calls its own through such an import directly, and every bit is the engine's. */
export function mathImport(fn: HostMath | 'pow', argumentCount: number): Helper {
  const name = fn === 'hypot' ? `math_hypot_${argumentCount}` : `math_${fn}`
  const params = Array.from({ length: argumentCount }, (_, n) => `x${n}: f64`).join(', ')
  return {
    name,
    text: `@external("${mathImportModule}", "${fn}")\ndeclare function ${name}(${params}): f64`,
  }
}
