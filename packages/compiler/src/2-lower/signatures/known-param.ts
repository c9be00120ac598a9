import type { NumberType, TypeVar } from '../../ir/types.js'

/** What is known of a parameter before the body is read. */
export interface KnownParam {
  readonly type: TypeVar
  readonly promised?: NumberType
}
