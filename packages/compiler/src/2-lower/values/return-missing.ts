import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { NothingValue, OptionalValue } from './value.js'

/** `return` of what is, or may be, `undefined` or `null` in the marked function: of the number where there is one. */
export function returnMissing(
  fn: FunctionContext,
  value: NothingValue | OptionalValue,
  at: SourceRange,
): void {
  fn.kernel.mayGiveNothing = true
  const missing = { kind: 'return', value: null, missing: value.as, at } as const
  if (value.kind === 'nothing') return fn.emit(missing)
  const given = { kind: 'return', value: fn.read(value.local, at), at } as const
  fn.emit({ kind: 'if', test: fn.read(value.present, at), then: [given], else: [missing], at })
}
